// A project leaves Easel as an archive that Vite runs unchanged.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inflateRawSync } from "node:zlib";

import { makeFolder } from "../lib/easel.mjs";
import { ScriptedModel } from "../lib/model.ts";
import { Project } from "../lib/project.ts";
import { whole } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

/** Paths and bytes, by the archive's central directory. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [number, number, number];
    const local = bytes.readUInt32LE(at + 42);
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(data, data + size);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), method === 0 ? packed : inflateRawSync(packed));
    at += 46 + name + extra + comment;
  }
  return files;
}

const PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAEElEQVR4nGP4z8DAxMDAAAAHCQEClNBcDwAAAABJRU5ErkJggg==";

test("an exported project installs and runs with Vite", async ({ page, request, baseURL, workspace, context }) => {
  test.setTimeout(240_000);
  const project = await Project.create(request, baseURL!, {
    "src/App.tsx": `import "./index.css"; import clsx from "clsx"; import { create } from "zustand"; import pixel from "./pixel.png"; import { label } from "@/lib/label";
const useCount = create<{ n: number; add(): void }>((set) => ({ n: 0, add: () => set((s) => ({ n: s.n + 1 })) }));
export default function App() {
  const { n, add } = useCount();
  return <main className={clsx("p-4", n > 0 && "on")}><img src={pixel} alt="" /><button onClick={add} className="rounded-lg">{label} {n}</button></main>;
}
`,
    "src/lib/label.ts": 'export const label: string = "Count";\n',
    "src/index.css": '@import "tailwindcss";\n',
    "src/pixel.png": PNG,
  });
  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("tab", { name: "Files" }).click();
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as zip" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+\.zip$/);
  const files = unzip(readFileSync(await download.path()));
  const top = download.suggestedFilename().replace(/\.zip$/, "");
  expect([...files.keys()].map((path) => path.replace(`${top}/`, "")).sort()).toEqual([
    ".gitignore", "index.html", "package.json", "src/App.tsx", "src/index.css", "src/lib/label.ts", "src/main.tsx", "src/pixel.png", "tsconfig.json", "vite.config.ts",
  ]);

  const folder = makeFolder();
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const cwd = join(folder, top);
  const install = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd, encoding: "utf8" });
  expect(install.status, install.stderr).toBe(0);
  const types = spawnSync("npx", ["tsc", "--noEmit"], { cwd, encoding: "utf8" });
  expect(types.stdout + types.stderr, "the export has type errors").not.toMatch(/error TS/);
  const vite = spawn("npm", ["run", "dev", "--", "--host", "127.0.0.1", "--port", "0"], { cwd, stdio: ["ignore", "pipe", "inherit"], detached: true });
  try {
    const address = await new Promise<string>((found, failed) => {
      let said = "";
      vite.once("exit", () => failed(new Error(`Vite ended: ${said}`)));
      vite.stdout.on("data", (bytes: Buffer) => {
        said += bytes.toString().replace(/\u001b\[\d*m/g, "");
        const match = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
        if (match) found(match[0]);
      });
    });
    const tab = await context.newPage();
    await tab.goto(address);
    const button = tab.getByRole("button", { name: "Count 0" });
    await button.click();
    await expect(tab.getByRole("button", { name: "Count 1" })).toHaveCSS("border-radius", "8px");
    await expect.poll(() => tab.locator("img").evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(2);
    await tab.close();
  } finally {
    process.kill(-vite.pid!, "SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
  expect(workspace.project).toBe(project.id);
});

test("a turn records the packages it brings in, and undo takes them out", async ({ workspace, start }) => {
  const model = await ScriptedModel.start();
  const app = 'import { format } from "date-fns";\nexport default function App() { return <h1>{format(new Date(2026, 0, 2), "yyyy")}</h1>; }\n';
  const easel = await start({ env: model.on(/year/, whole("src/App.tsx", app)).environment });
  await workspace.create("The year", easel.url);
  await workspace.done(1);
  await expect(workspace.preview.getByRole("heading", { name: "2026" })).toBeVisible();
  const { "package.json": manifest } = await workspace.files();
  expect((JSON.parse(manifest!) as { dependencies: Record<string, string> }).dependencies["date-fns"]).toMatch(/^\^\d/);
  await workspace.turn(1).getByRole("button", { name: "Undo this turn" }).click();
  await expect.poll(async () => (await workspace.files())["package.json"]).not.toContain("date-fns");
  await model.stop();
});

test("an export that would not install is refused with a reason", async ({ request, baseURL }) => {
  const project = await Project.create(request, baseURL!, { "src/App.tsx": "export default () => null;\n", "package.json": "{ broken" });
  const answer = await request.get(`${baseURL}/api/projects/${project.id}/export`);
  expect(answer.status()).toBe(422);
  expect((await answer.json() as { message: string }).message).toContain("package.json");
  expect((await request.get(`${baseURL}/api/projects/nobody/export`)).status()).toBe(404);
});
