// Asks a model the prompts of `evals/`, and looks in a real preview whether a person gets what was asked for.
//
//   cargo xtask eval [--model ID] [--only NAME] [--json FILE]
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { chromium } from "@playwright/test";

import { launchOptions } from "../lib/chromium.mjs";
import { Easel } from "../lib/easel.mjs";
import { readEntries } from "./entries.mjs";
import { printHead, printRow, printSum, sum } from "./report.mjs";
import { runEntry } from "./run.mjs";

const DEMO = "demo/easel";
/** What a provider, or the way to it, may need. */
const HANDED_ON = /^(OPENAI|ANTHROPIC|GEMINI|OLLAMA)_|_PROXY$|^SSL_CERT|^NODE_EXTRA_CA/i;

const { values } = parseArgs({ options: { model: { type: "string", default: DEMO }, only: { type: "string", default: "" }, json: { type: "string" } } });
const isDemo = values.model.startsWith("demo/");
const entries = readEntries({ only: values.only });
if (!entries.length) throw new Error(`No entry of evals/ has ${values.only} in its name.`);

const easel = await Easel.start({ env: environment() });
const browser = await chromium.launch(launchOptions);
const rows = [];
try {
  const width = Math.max(...entries.map(({ name }) => name.length));
  printHead(width);
  for (const entry of entries) {
    // What a project keeps in the browser is no business of the next one.
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: "en-GB" });
    const made = await runEntry(entry, { context, url: easel.url, model: values.model }).catch((error) => {
      const row = { entry: entry.name, kind: entry.kind, turn: 0, prompt: entry.turns[0].prompt, shown: false, right: false };
      return [{ ...row, failure: error.message.split("\n")[0] }];
    });
    for (const row of made) printRow(row, width);
    rows.push(...made);
    await context.close();
  }
} finally {
  await browser.close();
  await easel.discard();
}

const total = sum(rows);
const met = printSum(total, isDemo);
if (values.json) {
  // The caller's folder: this script runs in its own.
  const file = resolve(process.env.PWD ?? ".", values.json);
  writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), model: values.model, sum: total, rows }, null, 2)}\n`);
}
process.exitCode = isDemo && !met ? 1 : 0;

function environment() {
  const chosen = Object.entries(process.env).filter(([name]) => {
    const own = name.startsWith("EASEL_") && !["EASEL_BIN", "EASEL_DATA_DIR", "EASEL_ADDR"].includes(name);
    return own || name === "npm_config_registry" || (!isDemo && HANDED_ON.test(name));
  });
  // Without an address of its own a started Ollama is where it usually is.
  return { ...(isDemo ? {} : { OLLAMA_HOST: "127.0.0.1:11434" }), ...Object.fromEntries(chosen) };
}
