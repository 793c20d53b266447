// A workspace with much in it: a long reply, a long file, many files, many projects, a long stay.
//
//   cargo xtask bench crowded [--minutes N]
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { chromium } from "@playwright/test";

import { launchOptions } from "../lib/chromium.mjs";
import { Easel } from "../lib/easel.mjs";
import { percentile, print, row } from "./statistics.mjs";

const REPLY_LINES = 2_000;
const FILE_LINES = 5_000;
const PROJECTS = 1_000;
const KEYS = 100;
const FRAME_MS = 16;
const TASK_MS = 50;

const { values } = parseArgs({ options: { minutes: { type: "string", default: "5" } } });
const minutes = Number(values.minutes);

const provider = await startProvider();
const easel = await Easel.start({
  env: { OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: "bench", OPENAI_MODEL: "bench", EASEL_DEMO_RATE: "0" },
});
const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, "--js-flags=--expose-gc"] });
const rows = [];
try {
  rows.push(...await longReply(), ...await longFile(), ...await manyFiles(), ...await manyProjects(), ...await longStay());
} finally {
  await browser.close();
  await easel.discard();
  provider.close();
}
print(rows);
const folder = join(import.meta.dirname, "../../target/bench");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "crowded.json"), `${JSON.stringify({ at: new Date().toISOString(), minutes, rows }, null, 2)}\n`);

/** No task of the page may take long while a reply of 2,000 lines arrives. */
async function longReply() {
  const { project } = await call("create_project", { prompt: "A counter", model: "demo/easel" });
  await ended(project, 1);
  const page = await open(`/p/${project}`);
  await page.locator(".monaco-editor .view-line").nth(4).waitFor();
  await page.evaluate(() => { window.tasks.length = 0; });
  await call("start_run", { project, ask: { prompt: "Make four long files", model: "openai/bench" } }, true);
  await page.getByRole("article", { name: "Turn 2" }).locator(".figures").waitFor({ timeout: 120_000 });
  const tasks = await page.evaluate(() => window.tasks);
  await page.close();
  return [row(`longest task while ${REPLY_LINES} lines stream`, Math.max(0, ...tasks), "ms", TASK_MS), row("… tasks over 50 ms", tasks.length, "")];
}

/** From a key to the frame that shows it, in a file of 5,000 lines. */
async function longFile() {
  const project = await filled(() => ({ "src/long.ts": Array.from({ length: FILE_LINES }, (_, n) => `export const value${n} = compute(${n}, "some words", { key: ${n} });`).join("\n") }));
  const page = await open(`/p/${project}`);
  await openFile(page, "long.ts");
  await page.locator(".monaco-editor .view-line", { hasText: "value0 " }).first().click();
  await page.keyboard.press("End");
  const times = [];
  for (let i = 0; i < KEYS; i++) {
    await page.evaluate(() => { window.shown = undefined; });
    await page.keyboard.press("x");
    times.push(await (await page.waitForFunction(() => window.shown)).jsonValue());
    await page.waitForTimeout(60);
  }
  await page.close();
  return [
    row(`key to frame in ${FILE_LINES} lines, p50`, percentile(times, 0.5), "ms", FRAME_MS),
    row("… p95", percentile(times, 0.95), "ms", FRAME_MS),
  ];
}

/** As many files as a project may have. */
async function manyFiles() {
  const count = Number(process.env.BENCH_FILES ?? 2_000);
  const project = await filled(() => Object.fromEntries(Array.from({ length: count - 20 }, (_, n) => [`src/part${n % 40}/file${n}.ts`, `export const value${n} = ${n};\n`])));
  const page = await open(`/p/${project}`);
  const interactive = await page.evaluate(() => performance.now());
  await page.getByRole("tab", { name: "Files" }).click();
  const tree = page.getByRole("tree", { name: "Files" });
  await tree.getByRole("treeitem", { name: "src" }).first().waitFor();
  await page.evaluate(() => { window.tasks.length = 0; });
  await tree.getByRole("treeitem").first().click();
  for (let i = 0; i < 60; i++) await page.keyboard.press(i % 3 ? "ArrowDown" : "ArrowRight");
  const tasks = await page.evaluate(() => window.tasks);
  const nodes = await page.evaluate(() => document.querySelectorAll("[role=treeitem]").length);
  await page.close();
  return [
    row(`${count} files: workspace interactive`, interactive, "ms"),
    row("… longest task while walking the tree", Math.max(0, ...tasks), "ms", TASK_MS),
    row("… rows of the tree in the page", nodes, ""),
  ];
}

async function manyProjects() {
  for (let n = 0; n < PROJECTS; n += 1) {
    await call("create_project", { prompt: `Notes number ${n}`, model: "demo/easel" });
  }
  const page = await open("/projects");
  const interactive = await page.evaluate(() => performance.now());
  await page.evaluate(() => { window.tasks.length = 0; });
  const search = page.getByRole("searchbox");
  await search.pressSequentially("number 77", { delay: 80 });
  await page.waitForTimeout(500);
  const tasks = await page.evaluate(() => window.tasks);
  await page.close();
  return [
    row(`${PROJECTS} projects: list interactive`, interactive, "ms", 1000),
    row("… longest task while searching", Math.max(0, ...tasks), "ms", TASK_MS),
  ];
}

/** What a page holds after each minute of edits, turns and switched views. */
async function longStay() {
  const { project } = await call("create_project", { prompt: "A counter", model: "demo/easel" });
  await ended(project, 1);
  const page = await open(`/p/${project}`);
  const session = await page.context().newCDPSession(page);
  const held = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const wasm = await page.evaluate(() => performance.memory?.totalJSHeapSize ?? 0);
    const { nodes } = await session.send("Memory.getDOMCounters");
    return { mb: usedSize / 1e6, nodes, wasm };
  };
  await page.locator(".monaco-editor .view-line").first().waitFor();
  const began = Date.now();
  const samples = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    const until = began + minute * 60_000;
    for (let n = 0; Date.now() < until; n += 1) {
      await page.locator(".monaco-editor .view-line").first().click();
      await page.keyboard.press("End");
      await page.keyboard.type(n % 2 ? " " : "/");
      await page.keyboard.press("Backspace");
      for (const name of ["Code", "Preview", "Split"]) await page.getByRole("tab", { name, exact: true }).click();
      for (const name of ["Files", "Chat"]) await page.getByRole("tab", { name, exact: true }).click();
      await page.waitForTimeout(500);
    }
    samples.push(await held());
  }
  await page.close();
  const [first, last] = [samples[0], samples.at(-1)];
  return [
    row("heap after a minute", first.mb, "MB"), row(`… after ${minutes} minutes`, last.mb, "MB", first.mb * 1.5),
    row("elements after a minute", first.nodes, ""), row(`… after ${minutes} minutes`, last.nodes, "", first.nodes * 1.5),
    row("server memory", easel.memory / 1e6, "MB"),
  ];
}

async function open(path) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    window.tasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.tasks.push(duration);
    }).observe({ type: "longtask" });
    let pressed;
    addEventListener("keydown", ({ timeStamp }) => { pressed = timeStamp; }, true);
    new MutationObserver((records) => {
      const inEditor = ({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(".view-lines");
      if (pressed === undefined || !records.some(inEditor)) return;
      const began = pressed;
      pressed = undefined;
      requestAnimationFrame(() => { window.shown ??= performance.now() - began; });
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(easel.url + path);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  return page;
}

async function openFile(page, name) {
  await page.getByRole("tab", { name: "Files", exact: true }).click();
  await page.getByRole("tree", { name: "Files" }).getByRole("treeitem", { name }).click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/** A project with these files besides those of a first turn. */
async function filled(make) {
  const { project } = await call("create_project", { prompt: "A counter", model: "demo/easel" });
  await ended(project, 1);
  for (const [path, content] of Object.entries(make())) {
    await call("save_file", { project, path, content, base: null, tab: null }, true);
  }
  return project;
}

async function ended(project, turns) {
  for (let i = 0; i < 300; i++) {
    const { history } = await call("open_workspace", { project });
    if (history.filter(({ event }) => event.type === "run_finished").length >= turns) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("The turn did not end.");
}

async function call(name, body, json = false) {
  const response = await fetch(`${easel.url}/api/fn/${name}`, {
    method: "POST",
    body: json ? JSON.stringify(body) : new URLSearchParams(body),
    headers: { accept: "application/json", ...(json ? { "content-type": "application/json" } : {}) },
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Speaks as much of the OpenAI protocol as one long reply needs: 400 lines a second. */
async function startProvider() {
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    response.writeHead(200, { "content-type": "text/event-stream" });
    const say = (delta, finish_reason = null) =>
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
    const each = REPLY_LINES / 4;
    for (let file = 0; file < 4; file += 1) {
      say({ content: `<file path="src/long${file}.ts">\n<diff>\n--- /dev/null\n+++ b/src/long${file}.ts\n@@ -0,0 +1,${each} @@\n` });
      for (let line = 0; line < each; line += 4) {
        say({ content: [0, 1, 2, 3].map((n) => `+export const value${line + n} = { key: "${line + n}", words: "some words of code" };\n`).join("") });
        await new Promise((done) => setTimeout(done, 10));
      }
      say({ content: `</diff>\n<why>Part ${file} of a long reply.</why>\n</file>\n` });
    }
    say({}, "stop");
    response.end("data: [DONE]\n\n");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}/v1`, close: () => server.close() };
}
