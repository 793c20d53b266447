// From files that arrive in a workspace which is open, and whose preview is empty, to the content of the app.
import { createServer } from "node:http";

import { chromium } from "@playwright/test";

import { launchOptions } from "../../lib/chromium.mjs";
import { Easel } from "../../lib/easel.mjs";
import { call, fill, now } from "./products.mjs";
import { reached, watch } from "./watching.mjs";

/** The workspace has settled by then. */
const PAUSE_MS = 2000;

/** Each round deletes all files in one turn, opens the workspace, and undoes the turn: they come back at once. */
export async function measureOpen(files, rounds) {
  const model = await deleting();
  const easel = await Easel.start({ env: { EASEL_DEMO_RATE: "0", OPENAI_BASE_URL: model.url, OPENAI_API_KEY: "x", OPENAI_MODEL: "bench" } });
  try {
    const project = await fill(easel, files);
    const times = [];
    // The first round warms up.
    for (let i = 0; i <= rounds; i++) {
      const answer = await ask(easel, project);
      const browser = await chromium.launch(launchOptions);
      try {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        await page.addInitScript(watch);
        await page.goto(`${easel.url}/p/${project}`);
        await page.locator("html[data-ready]").waitFor();
        await page.waitForTimeout(PAUSE_MS);
        const from = now();
        await call(easel, "undo_run", new URLSearchParams({ run: answer.generationId }));
        const to = await reached(page, "mark");
        if (i > 0) times.push(to - from);
      } finally {
        await browser.close();
      }
    }
    return times;
  } finally {
    await easel.discard();
    model.stop();
  }
}

async function ask(easel, projectId) {
  const response = await fetch(`${easel.url}/api/ai/generate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ prompt: "Delete all files", projectId, model: "openai/bench" }),
  });
  if (!response.ok) throw new Error(`generate: ${response.status} ${await response.text()}`);
  return response.json();
}

/** A model that deletes every file it is shown. */
async function deleting() {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const bytes of request) body += bytes;
    const { messages } = JSON.parse(body);
    const paths = [...messages[0].content.matchAll(/^## (\S+)$/gm)].map(([, path]) => path);
    const content = paths.map((path) => `<delete path="${path}"/>\n`).join("");
    response.writeHead(200, { "content-type": "text/event-stream" });
    const say = (delta, finish_reason = null) => response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
    say({ content });
    say({}, "stop");
    response.end("data: [DONE]\n\n");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/v1`, stop };
}
