// What Lighthouse says of the pages that strangers see: performance, accessibility, best practices.
//
//   cargo xtask bench pages
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { chromium } from "@playwright/test";
import lighthouse, { desktopConfig } from "lighthouse";

import { launchOptions } from "../../lib/chromium.mjs";
import { Easel } from "../../lib/easel.mjs";
import { median, print, rate } from "../statistics.mjs";

/** Visits of each page, each by a browser that has seen nothing. */
const VISITS = 3;
const GOAL = 95;
const CATEGORIES = ["performance", "accessibility", "best-practices"];
/** Lighthouse's own: a slow phone on a slow network, simulated; and a computer on a good one. */
const DEVICES = [["phone", undefined], ["desktop", desktopConfig]];

const easel = await Easel.start({ env: { EASEL_DEMO_RATE: "0" } });
const rows = [];
const findings = new Set();
try {
  for (const page of ["/", "/projects", await share()]) {
    for (const [device, config] of DEVICES) {
      const name = page.startsWith("/s/") ? "/s/{token}" : page;
      const scores = new Map(CATEGORIES.map((category) => [category, []]));
      for (let visit = 0; visit < VISITS; visit++) {
        const report = await audit(easel.url + page, config);
        for (const category of CATEGORIES) scores.get(category).push(report.categories[category].score * 100);
        for (const finding of failed(report)) findings.add(`${name}, ${device}: ${finding}`);
      }
      for (const [category, values] of scores) rows.push(rate(`${name} ${device} ${category}`, median(values), "", GOAL));
    }
  }
} finally {
  await easel.discard();
}

print(rows);
for (const finding of findings) console.log(finding);
const folder = join(import.meta.dirname, "../../../target/bench");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "pages.json"), `${JSON.stringify({ at: new Date().toISOString(), rows, findings: [...findings] }, null, 2)}\n`);

async function audit(url, config) {
  const port = await freePort();
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions.args, `--remote-debugging-port=${port}`] });
  try {
    const result = await lighthouse(url, { port, onlyCategories: CATEGORIES, logLevel: "error" }, config);
    return result.lhr;
  } finally {
    await browser.close();
  }
}

/** Audits that count and are not passed; those of performance are told by their figures. */
function failed({ categories, audits }) {
  return CATEGORIES.slice(1).flatMap((category) => categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${audits[id].title}`);
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** A shared project whose first turn is over. */
async function share() {
  const { project } = await call("create_project", { prompt: "A counter" });
  for (let i = 0; i < 100; i++) {
    const { history } = await call("open_workspace", { project });
    if (history.some(({ event }) => event.type === "run_finished")) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  const { path } = await call("create_link", { project });
  return new URL(path, easel.url).pathname;
}

async function call(name, form) {
  const response = await fetch(`${easel.url}/api/fn/${name}`, {
    method: "POST", body: new URLSearchParams(form), headers: { accept: "application/json" },
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.json();
}
