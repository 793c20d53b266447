// Points 1, 2 and 10: one program that runs anywhere, says what is wrong with its settings, and stops well.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { cleanEnvironment, Easel, makeFolder, program } from "../lib/easel.mjs";
import { expect, test } from "../lib/test.ts";
import { call, hydrated } from "../lib/workspace.ts";

test("the program alone, in another folder, is all it takes", async ({ page, workspace }) => {
  const folder = makeFolder();
  const copy = join(folder, "easel-copy");
  copyFileSync(program, copy);
  const easel = await Easel.start({ wrap: ["sh", "-c", 'shift; exec "$0" "$@"', copy] });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await expect(workspace.preview.getByRole("button").first()).toBeVisible();
  expect(existsSync(easel.dataDir)).toBe(true);
  await page.goto("about:blank");
  expect(await easel.stop()).toEqual({ code: 0, signal: null });
  await easel.discard();
  rmSync(folder, { recursive: true, force: true });
});

test("the editor comes when the server was away while it loaded", async ({ page, workspace, guard }) => {
  guard.allow(/net::ERR_/, /did not load|Failed to fetch dynamically imported module/);
  const easel = await Easel.start({ env: { EASEL_DEMO_RATE: "0" } });
  let away = true;
  await page.route(/\/assets\/editor-[0-9a-f]+\.js/, (route) => (away ? route.abort() : route.continue()));
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  // Which file is in front depends on how far the reply was when the page came.
  const plain = await workspace.visibleCode();
  expect(plain, "the text is not shown meanwhile").toMatch(/import|:root/);
  away = false;
  await workspace.editorReady();
  await expect.poll(async () => (await workspace.visibleCode()).split("\n")[0]).toBe(plain.split("\n")[0]);
  await easel.stop();
  await easel.discard();
});

test("a page whose code did not arrive says so, and comes when asked again", async ({ page, workspace, guard, easel }) => {
  guard.allow(/net::ERR_/, /Failed to fetch/);
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  const address = page.url();
  let away = true;
  await page.route(/\/assets\/desk-[0-9a-f]+\.wasm/, (route) => (away ? route.abort() : route.continue()));

  await page.goto(`${easel.url}/projects`);
  await hydrated(page);
  await page.getByRole("link", { name: /^Counter/ }).first().click();
  await expect(page.getByRole("alert").getByText("This page did not arrive")).toBeVisible();
  away = false;
  await page.getByRole("button", { name: "Try again" }).click();
  await workspace.editorReady();

  // Opened directly, the page from the server can be read, and comes to life by itself.
  away = true;
  await page.goto(address);
  await expect(page.getByRole("article", { name: "Turn 1" })).toBeVisible();
  away = false;
  await hydrated(page);
  await workspace.editorReady();
});

test("it stops on SIGTERM with pages open, and everything is there after the next start", async ({ page, workspace, request, guard }) => {
  guard.allow(/WebSocket connection to/, /net::ERR_/);
  const dataDir = makeFolder();
  const first = await Easel.start({ dataDir, env: { EASEL_DEMO_RATE: "0" } });
  await workspace.create("A counter", first.url);
  await workspace.done(1);
  await workspace.editorReady();
  const files = await workspace.files();
  const began = performance.now();
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(5000);

  const second = await Easel.start({ dataDir, addr: `127.0.0.1:${first.port}` });
  expect(second.startMs).toBeLessThan(3000);
  const projects = await call<{ id: string }[]>(request, second.url, "list_projects", {});
  expect(projects).toHaveLength(1);
  await expect(page.getByText("Live", { exact: true })).toBeVisible({ timeout: 20_000 });
  await page.reload();
  await hydrated(page);
  expect(await workspace.files()).toEqual(files);
  await second.discard();
  await first.discard();
});

const HUNK = "<file path=\"a.ts\">\n<diff>\n@@\n-const a = 1;\n+const a = 2;\n const b = 1;\n</diff>\n</file>\n";

test("easel apply: a reply from a pipe or a file, and its exit status", () => {
  const folder = makeFolder();
  const file = join(folder, "a.ts");
  writeFileSync(file, "const a = 1;\nconst b = 1;\n");
  const apply = (args: string[], input = "") =>
    spawnSync(program, ["apply", ...args], { input, encoding: "utf8", env: cleanEnvironment() });

  const dry = apply([folder, "--dry-run", "--json"], HUNK);
  expect([dry.status, JSON.parse(dry.stdout).files[0].hunks[0].stage]).toEqual([0, "exact"]);
  expect(readFileSync(file, "utf8")).toContain("a = 1");
  const piped = apply([folder], HUNK);
  expect([piped.status, piped.stdout]).toEqual([0, "applied   a.ts  edited, +1 -1\n"]);
  expect(readFileSync(file, "utf8")).toBe("const a = 2;\nconst b = 1;\n");

  const reply = join(folder, "reply.txt");
  writeFileSync(reply, HUNK.replace("const a = 1", "let stale = 9").replace("const a = 2", "let fresh = 9"));
  const refused = apply([folder, reply, "--json"]);
  expect([refused.status, JSON.parse(refused.stdout).ok]).toEqual([1, false]);
  for (const args of [[join(folder, "none")], [folder, join(folder, "none")], [], [folder, "--what"], [folder, folder]]) {
    const wrong = apply(args);
    expect(wrong.status, args.join(" ")).toBe(2);
    expect(wrong.stderr).not.toBe("");
  }
  rmSync(folder, { recursive: true, force: true });
});

test("easel check: what it finds, with types, and its exit status", () => {
  const typescript = process.env["EASEL_TYPESCRIPT"] ?? join(import.meta.dirname, "../../frontend/node_modules/typescript/bin/tsc");
  const folder = makeFolder();
  const source = join(folder, "project/src");
  mkdirSync(source, { recursive: true });
  const app = join(source, "App.tsx");
  const check = (args: string[], env: Record<string, string> = {}) =>
    spawnSync(program, ["check", ...args], {
      cwd: folder, encoding: "utf8",
      env: cleanEnvironment({ EASEL_TYPESCRIPT: typescript, XDG_CACHE_HOME: join(folder, "cache"), ...env }),
    });

  // Types of React come with the program.
  writeFileSync(app, 'import { useState } from "react";\nexport default function App() {\n  const [n, setN] = useState(0);\n' +
    '  return <button onClick={() => setN("x")} class="a">{n}</button>;\n}\n');
  const found = check(["project", "--json"]);
  expect(found.stderr).toBe("");
  const report = JSON.parse(found.stdout);
  expect([found.status, report.ok]).toEqual([1, false]);
  expect(report.checkers.map((one: { name: string; skipped: string | null }) => [one.name, one.skipped])).toEqual(
    ["oxc", "imports", "names", "lint", "typescript"].map((name) => [name, null]));
  expect(report.diagnostics.map((one: { code: string; line: number; column: number }) => `${one.line}:${one.column} ${one.code}`))
    .toEqual(["4:38 TS2345", "4:44 TS2322"]);

  writeFileSync(app, "export default () => <p>{1}</p>;\n");
  const sound = check(["project"]);
  expect([sound.status, sound.stdout]).toEqual([0, "no errors, no warnings (oxc, imports, names, lint, typescript)\n"]);
  const without = check(["project"], { EASEL_TYPESCRIPT: "off" });
  expect([without.status, without.stdout]).toEqual(
    [0, "typescript was skipped: It is turned off by EASEL_TYPESCRIPT.\nno errors, no warnings (oxc, imports, names, lint)\n"]);
  for (const args of [[], ["none"], ["project", "--what"], ["project/src/App.tsx"]]) {
    const wrong = check(args);
    expect(wrong.status, args.join(" ")).toBe(2);
    expect(wrong.stderr).not.toBe("");
  }
  rmSync(folder, { recursive: true, force: true });
});

test("easel apply, killed while it writes, leaves each file old or new", async () => {
  test.setTimeout(60_000);
  const folder = makeFolder();
  const names = Array.from({ length: 40 }, (_, i) => `f${i}.txt`);
  const text = (letter: string) => `${letter.repeat(99)}\n`.repeat(2_000);
  const reply = (letter: string) =>
    names.map((name) => `<file path="${name}" op="write">\n<content>\n${text(letter)}</content>\n</file>\n`).join("");
  let mixed = 0;
  for (let round = 0; round < 24; round++) {
    for (const name of names) writeFileSync(join(folder, name), text("a"));
    const child = spawn(program, ["apply", folder, "-"], { stdio: ["pipe", "ignore", "ignore"], env: cleanEnvironment() });
    child.stdin.on("error", () => {});
    child.stdin.end(reply("b"));
    const ended = new Promise((done) => child.on("close", done));
    const timer = setTimeout(() => child.kill("SIGKILL"), 15 + round * 6);
    await ended;
    clearTimeout(timer);
    const found = names.map((name) => readFileSync(join(folder, name), "utf8"));
    for (const now of found) expect([text("a"), text("b")]).toContain(now);
    mixed += Number(new Set(found).size === 2);
  }
  expect(mixed, "it was never killed in the middle").toBeGreaterThan(0);
  rmSync(folder, { recursive: true, force: true });
});

for (const [variable, value] of [
  ["EASEL_ADDR", "banana"],
  ["DATABASE_URL", "mysql://u:secret@host/db"],
  ["OPENAI_BASE_URL", "localhost:9"],
  ["EASEL_DEMO_RATE", "fast"],
] as const) {
  test(`a wrong ${variable} is named, with what is allowed`, () => {
    const folder = makeFolder();
    const ended = spawnSync(program, ["serve"], {
      cwd: folder, env: cleanEnvironment({ [variable]: value }), encoding: "utf8", timeout: 10_000,
    });
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain(variable);
    expect(ended.stderr).toMatch(/use /);
    expect(ended.stderr).not.toContain("secret");
    rmSync(folder, { recursive: true, force: true });
  });
}

test("a port in use is a sentence", async ({ easel }) => {
  const folder = makeFolder();
  const ended = spawnSync(program, ["serve", "--addr", `127.0.0.1:${easel.port}`, "--data-dir", folder], {
    cwd: folder, env: cleanEnvironment(), encoding: "utf8", timeout: 10_000,
  });
  expect(ended.status).toBe(1);
  expect(ended.stderr).toContain(`127.0.0.1:${easel.port}`);
  rmSync(folder, { recursive: true, force: true });
});

test("one person needs no sign-in, and projects are listed", async ({ page, workspace }) => {
  await workspace.create("A counter");
  await workspace.done(1);
  await page.goto("/projects");
  await hydrated(page);
  await expect(page.getByRole("link", { name: /counter/i }).first()).toBeVisible();
});
