// The preview beside other ways to see a project run: from navigation and from a change to the page, by size.
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { launchOptions } from "../../lib/chromium.mjs";
import { median, percentile } from "../statistics.mjs";
import { measureCompilers } from "./compilers.mjs";
import { measureOpen } from "./open.mjs";
import { easelAlone, easelPublished, easelWorkspace, esbuildRebuild, vite } from "./products.mjs";
import { generate } from "./project.mjs";
import { reached, watch } from "./watching.mjs";

/** Modules, rounds and edits in each round. */
const SIZES = process.argv[2] ? [[Number(process.argv[2]), 3, 20]] : [[10, 3, 20], [100, 5, 25], [500, 3, 20]];
const PAUSE_MS = 150;

const report = { at: new Date().toISOString(), cpus: cpus().length, sizes: [], compilers: [] };
const folder = join(import.meta.dirname, "../../../target/bench");
mkdirSync(folder, { recursive: true });
report.compilers = await measureCompilers(generate(100));
printCompilers(report.compilers);
for (const [modules, rounds, edits] of SIZES) {
  const size = await measure(modules, rounds, edits);
  report.sizes.push(size);
  printSize(size);
  size.open_workspace_ms = await measureOpen(generate(modules), rounds);
  console.log(`files into an open workspace, to content: ${round(median(size.open_workspace_ms))} ms`);
  // After each: the large ones take minutes.
  writeFileSync(join(folder, "preview.json"), `${JSON.stringify(report, null, 2)}\n`);
}

async function measure(modules, rounds, edits) {
  const files = generate(modules);
  const products = [
    await easelWorkspace(files), await easelAlone(files), await easelPublished(files), await vite(files, "dev"), await vite(files, "bundled"), await esbuildRebuild(files),
  ];
  const seen = new Map(products.map((product) => [product, { first: [], second: [], frame: [], hot: [], bytes: 0, memory: [] }]));
  try {
    for (let round = 0; round <= rounds; round++) {
      // In turn, so that a slow moment of the machine meets all of them. The first round warms up.
      for (const product of products) {
        if (process.env.BENCH_TALK) console.error(round, product.name);
        await visit(product, edits, round === 0 ? null : seen.get(product));
      }
    }
  } finally {
    for (const product of products) await product.close();
  }
  const rows = products.map((product) => {
    const { first, second, frame, hot, bytes, memory } = seen.get(product);
    return {
      product: product.name, cold_first_ms: median(first), cold_second_ms: median(second), frame_to_content_ms: median(frame),
      hot_p50_ms: median(hot), hot_p95_ms: percentile(hot, 0.95), edits: hot.length, bytes, memory_mb: median(memory),
    };
  });
  return { modules, scripts: Object.keys(files).filter((path) => /\.tsx?$/.test(path)).length, rows };
}

/** A browser of its own: a first visit, changes, a second visit. */
async function visit(product, edits, seen) {
  const browser = await chromium.launch(launchOptions);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  let bytes = 0;
  context.on("requestfinished", async (request) => {
    const sizes = request.url().startsWith("http") ? await request.sizes().catch(() => null) : null;
    bytes += sizes ? sizes.responseBodySize + sizes.responseHeadersSize : 0;
  });
  const open = async () => {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(product.url);
    const content = await reached(page, "mark");
    return { page, times: await page.evaluate(() => ({ start: performance.timeOrigin, frame: window.framed })), content };
  };
  try {
    const first = await open();
    await first.page.waitForTimeout(1500);
    const transferred = bytes;
    const memory = await renderers(browser);
    const hot = product.change === undefined ? [] : await edit(first.page, product, edits);
    // What was typed last is stored before it is put back.
    await first.page.waitForTimeout(1500);
    await first.page.close();
    await product.reset?.();
    await new Promise((done) => setTimeout(done, 300));
    const second = await open();
    if (seen === null) return;
    seen.first.push(first.content - first.times.start);
    if (first.times.frame) seen.frame.push(first.content - first.times.frame);
    seen.second.push(second.content - second.times.start);
    seen.hot.push(...hot);
    seen.bytes = transferred;
    seen.memory.push(memory);
  } finally {
    await browser.close();
  }
}

async function edit(page, product, edits) {
  await product.prepare(page);
  const press = () => Promise.all(page.frames().map((frame) => frame.evaluate(() => document.getElementById("count")?.click()).catch(() => {})));
  await press();
  const times = [];
  let text = "mark";
  for (let i = 0; i <= edits; i++) {
    const letter = "abcdefghij"[i % 10];
    text += letter;
    const from = await product.change(page, letter);
    const to = await reached(page, text);
    // The first warms up.
    if (i > 0) times.push(to - from);
    await product.after?.(page);
    await page.waitForTimeout(PAUSE_MS);
  }
  const counts = await Promise.all(page.frames().map((frame) => frame.evaluate(() => document.getElementById("count")?.textContent ?? "").catch(() => "")));
  if (!product.losesState && !counts.includes("Count 1")) throw new Error(`${product.name} lost the component's state.`);
  return times;
}

/** Memory of the pages' JavaScript, MB, after garbage went. */
async function renderers(browser) {
  let bytes = 0;
  for (const page of browser.contexts().flatMap((context) => context.pages())) {
    const session = await page.context().newCDPSession(page);
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    bytes += usedSize;
    await session.detach();
  }
  return bytes / 1e6;
}

function round(value) {
  return Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : "";
}

function printSize({ scripts, rows }) {
  const own = rows[0];
  console.log(`\n${`${scripts} modules`.padEnd(22)}  first  second  frame  hot p50  hot p95  ratio p50      KB  heap MB`);
  for (const row of rows) {
    const ratio = row.hot_p50_ms / own.hot_p50_ms;
    const cells = [row.cold_first_ms, row.cold_second_ms, row.frame_to_content_ms, row.hot_p50_ms, row.hot_p95_ms, ratio, row.bytes / 1000, row.memory_mb];
    console.log(row.product.padEnd(22) + cells.map((cell, i) => round(cell).padStart([7, 8, 7, 9, 9, 11, 8, 9][i])).join(""));
  }
}

function printCompilers(compilers) {
  for (const { name, ms, lines_per_second, ratio } of compilers) {
    console.log(`${name.padEnd(22)}${round(ms).padStart(8)} ms ${Math.round(lines_per_second).toLocaleString("en").padStart(10)} lines/s  x${ratio.toFixed(1)}`);
  }
}
