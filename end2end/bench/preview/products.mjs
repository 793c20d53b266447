// The same project in each product: how to open it, and how to change its one text.
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";

import { Easel } from "../../lib/easel.mjs";
import { EDITED, edited } from "./project.mjs";

const here = import.meta.dirname;
export const now = () => performance.timeOrigin + performance.now();

/** Easel's workspace: the change is a key press in the editor. */
export async function easelWorkspace(files) {
  const easel = await Easel.start({ env: { EASEL_DEMO_RATE: "0" } });
  const project = await fill(easel, files);
  return {
    name: "Easel, workspace",
    url: `${easel.url}/p/${project}`,
    pid: easel.process.pid,
    async prepare(page) {
      await page.getByRole("tab", { name: "Files" }).click();
      await page.getByRole("treeitem", { name: "Edited.tsx" }).click();
      await page.locator(".monaco-editor .view-line", { hasText: 'id="mark"' }).click();
      await page.keyboard.press("End");
      for (let i = 0; i < "</p>".length; i++) await page.keyboard.press("ArrowLeft");
    },
    async change(page, letter) {
      await page.keyboard.press(letter);
      return page.evaluate(() => window.pressed);
    },
    after: (page) => page.keyboard.press("Escape"),
    /** What the editing left behind. */
    reset: () => write(easel, project, EDITED, edited("mark")),
    close: () => easel.discard(),
  };
}

/** The app as a link shows it: bundled by the server, which has done so before. */
export async function easelPublished(files) {
  const easel = await Easel.start();
  const project = await fill(easel, files);
  const { path } = await call(easel, "create_link", new URLSearchParams({ project }));
  return { name: "Easel, published", url: `${easel.url}${path}/app/`, close: () => easel.discard() };
}

/** The running app alone, in a tab of its own. */
export async function easelAlone(files) {
  const easel = await Easel.start({ env: { EASEL_DEMO_RATE: "0" } });
  const project = await fill(easel, files);
  return { name: "Easel, app alone", url: `${easel.url}/preview/${project}`, close: () => easel.discard() };
}

/** Vite's own server: the change is a file that is written. */
export async function vite(files, mode) {
  const folder = mkdtempSync(join(here, ".project-"));
  const all = { "index.html": '<!doctype html><div id="root"></div><script type="module" src="/src/main.tsx"></script>', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const server = spawn("node", [join(here, "vite-server.mjs"), folder, mode], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((found, failed) => {
    server.once("exit", () => failed(new Error("Vite ended.")));
    server.stdout.on("data", (bytes) => found(String(bytes).trim()));
  });
  let text = "mark";
  return {
    name: mode === "bundled" ? "Vite, bundledDev" : "Vite, dev",
    url,
    pid: server.pid,
    async prepare() {},
    async change(_, letter) {
      text += letter;
      const at = now();
      writeFileSync(join(folder, EDITED), edited(text));
      return at;
    },
    async reset() {
      text = "mark";
      writeFileSync(join(folder, EDITED), edited(text));
    },
    async close() {
      server.removeAllListeners("exit");
      server.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A rebuild by esbuild-wasm and a frame that is loaded anew. */
export async function esbuildRebuild(files) {
  // React comes from the same addresses as in Easel.
  const easel = await Easel.start();
  const frame = await (await fetch(`${easel.url}/preview/frame`)).text();
  const vendor = JSON.parse(/id="easel-vendor">(.*?)<\/script>/s.exec(frame)[1]);
  const imports = Object.fromEntries(["react", "react/jsx-runtime", "react-dom/client"].map((name) => [name, easel.url + vendor[name]]));
  const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    if (path === "/") {
      response.setHeader("content-type", "text/html");
      response.end('<!doctype html><iframe sandbox="allow-scripts"></iframe><script type="module" src="/client.js"></script>');
      return;
    }
    response.setHeader("content-type", types[extname(path)] ?? "text/plain");
    response.setHeader("cache-control", "max-age=3600");
    if (path === "/project.json") response.end(JSON.stringify({ files, imports }));
    else if (path === "/client.js") response.end(readFileSync(join(here, "rebuild-client.js")));
    else if (existsSync(join(here, "node_modules", path))) response.end(readFileSync(join(here, "node_modules", path)));
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  let text = "mark";
  return {
    name: "esbuild-wasm, rebuild",
    url: `http://127.0.0.1:${server.address().port}/`,
    losesState: true,
    async prepare() {},
    async change(page, letter) {
      text += letter;
      const source = edited(text);
      return page.evaluate(([path, source]) => {
        const at = performance.timeOrigin + performance.now();
        void globalThis.edit(path, source);
        return at;
      }, [EDITED, source]);
    },
    async reset() {
      text = "mark";
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await easel.discard();
    },
  };
}

export async function fill(easel, files) {
  const { project } = await call(easel, "create_project", new URLSearchParams({ prompt: "A counter" }));
  let view;
  do {
    await new Promise((done) => setTimeout(done, 50));
    view = await call(easel, "open_workspace", new URLSearchParams({ project }));
  } while (!view.history.some(({ event }) => event.type === "run_finished"));
  for (const { path } of view.files) if (!(path in files)) await call(easel, "delete_file", new URLSearchParams({ project, path }));
  for (const [path, content] of Object.entries(files)) await write(easel, project, path, content);
  return project;
}

const write = (easel, project, path, content) => call(easel, "save_file", JSON.stringify({ project, path, content }), "application/json");

export async function call(easel, name, body, type) {
  const headers = { accept: "application/json", ...(type ? { "content-type": type } : {}) };
  const response = await fetch(`${easel.url}/api/fn/${name}`, { method: "POST", body, headers });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.json();
}
