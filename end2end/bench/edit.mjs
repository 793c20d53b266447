// The edit engine: on this machine beside crates that do part of the same, and alone in Chromium.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { launchOptions } from "../lib/chromium.mjs";
import { openSuite } from "../lib/suite.mjs";
import { print, rate, row } from "./statistics.mjs";

const root = join(import.meta.dirname, "../..");
const native = JSON.parse(execFileSync(join(root, "target/release/edit_tool"), ["race"], { encoding: "utf8" }));
const browser = await chromium.launch(launchOptions);
const page = await browser.newPage();
await openSuite(page);
const wasm = JSON.parse(await page.evaluate(() => globalThis.suite.bench()));
await browser.close();

const rows = [
  rate("parser, 64 KB pieces", native.parse_mb_per_s, "MB/s", 150),
  rate("parser, 24 byte pieces", native.parse_small_chunks_mb_per_s, "MB/s"),
  rate("parser in Chromium, 64 KB pieces", wasm.parse_mb_per_s, "MB/s", 50),
  rate("parser in Chromium, 24 byte pieces", wasm.parse_small_chunks_mb_per_s, "MB/s"),
];
const goals = { "exact": 1, "needs the last stage": 20 };
for (const [task, figures] of Object.entries(native.apply_ms)) {
  rows.push(row(`5 hunks in 2,000 lines, ${task}`, figures.easel, "ms", goals[task]));
  for (const peer of ["diffy", "mpatch"]) {
    if (figures[peer] === undefined) continue;
    const ratio = (figures[peer] / figures.easel).toFixed(2);
    rows.push(row(`… by ${peer}${figures[`${peer}_right`] ? "" : " (wrong)"}, ${ratio} times ours`, figures[peer], "ms"));
  }
  rows.push(row("… in Chromium", wasm.apply_ms[task].easel, "ms"));
}
print(rows);
const report = { at: new Date().toISOString(), machine: { cpus: cpus().length, model: cpus()[0]?.model }, native, wasm };
const folder = join(root, "target/bench");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "edit.json"), `${JSON.stringify(report, null, 2)}\n`);
