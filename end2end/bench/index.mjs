// Measures the release program in a real Chromium on this computer. Prints a table and writes the same as JSON.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { launchOptions } from "../lib/chromium.mjs";
import { Easel } from "../lib/easel.mjs";
import { measureEditing } from "./editing.mjs";
import { measureLoading } from "./loading.mjs";
import { median, print, row } from "./statistics.mjs";
import { measureStreaming } from "./streaming.mjs";

const STARTS = 5;

const rows = await measureServer();
const fast = await Easel.start({ env: { EASEL_DEMO_RATE: "0" } });
const human = await Easel.start();
const browser = await chromium.launch(launchOptions);
try {
  const project = await makeProject(fast);
  rows.push(...await measureLoading(browser, fast, project));
  rows.push(...await measureEditing(browser, fast, project, (...edit) => save(fast, ...edit)));
  rows.push(...await measureStreaming(browser, human));
  rows.push(row("server memory after this", fast.memory / 1e6, "MB"));
} finally {
  await browser.close();
  await fast.discard();
  await human.discard();
}

print(rows);
const report = {
  at: new Date().toISOString(),
  machine: { cpus: cpus().length, model: cpus()[0]?.model, memory_bytes: totalmem(), node: process.version },
  browser: "chromium",
  rows,
};
const folder = join(import.meta.dirname, "../../target/bench");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "skeleton.json"), `${JSON.stringify(report, null, 2)}\n`);

async function measureServer() {
  const starts = [];
  let memory = 0;
  for (let i = 0; i < STARTS; i++) {
    const easel = await Easel.start();
    starts.push(easel.startMs);
    if (i === STARTS - 1) {
      await (await fetch(easel.url)).text();
      await new Promise((done) => setTimeout(done, 2000));
      memory = easel.memory;
    }
    await easel.discard();
  }
  return [row("server start, p50", median(starts), "ms", 500), row("server memory at rest", memory / 1e6, "MB", 60)];
}

/** A project made by the demo model, its first turn over. */
async function makeProject(easel) {
  const { project } = await call(easel, "create_project", new URLSearchParams({ prompt: "A counter" }));
  for (let i = 0; i < 100; i++) {
    const view = await call(easel, "open_workspace", new URLSearchParams({ project }));
    if (view.history.some(({ event }) => event.type === "run_finished")) return project;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("The first turn did not end.");
}

async function save(easel, project, path, content) {
  const view = await call(easel, "open_workspace", new URLSearchParams({ project }));
  const base = view.files.find((file) => file.path === path)?.hash ?? null;
  await call(easel, "save_file", JSON.stringify({ project, path, content, base, tab: null }), "application/json");
}

async function call(easel, name, body, type) {
  const response = await fetch(`${easel.url}/api/fn/${name}`, {
    method: "POST", body, headers: { accept: "application/json", ...(type ? { "content-type": type } : {}) },
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.json();
}
