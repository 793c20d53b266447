// How soon a page answers and what it costs to get there, each time in a browser that has seen nothing before.
import { median, percentile, row } from "./statistics.mjs";

const RUNS = 10;
/** Loaded after the first paint, for the editor alone. */
const EDITOR = /\/assets\/(editor|editor-worker|ts-worker|codicon)\b/;
/** Loaded for the running preview. */
const PREVIEW = /\/assets\/(preview|preview-worker|frame|vendor|runtime|jsx|client)\b|\/preview\/frame/;

export async function measureLoading(browser, easel, project) {
  const landing = await visit(browser, `${easel.url}/`, false);
  const workspace = await visit(browser, `${easel.url}/p/${project}`, true);
  return [
    row("/ interactive, p50", median(landing.ready), "ms", 600),
    row("/ interactive, p95", percentile(landing.ready, 0.95), "ms"),
    row("/ first paint, p50", median(landing.paint), "ms"),
    row("/ transferred", landing.bytes.own / 1000, "KB", 350),
    row("workspace interactive, p50", median(workspace.ready), "ms", 1000),
    row("workspace interactive, p95", percentile(workspace.ready, 0.95), "ms"),
    row("workspace transferred before the editor", workspace.bytes.own / 1000, "KB", 350),
    row("workspace transferred for the preview", workspace.bytes.preview / 1000, "KB"),
    row("workspace transferred for the editor", workspace.bytes.editor / 1000, "KB"),
    row("editor shown, p50", median(workspace.editor), "ms"),
    row("cold preview, frame to content, p50", median(workspace.content), "ms", 400),
    row("cold preview, navigation to content, p50", median(workspace.contentFromStart), "ms"),
  ];
}

async function visit(browser, url, isWorkspace) {
  const seen = { ready: [], paint: [], editor: [], content: [], contentFromStart: [], bytes: undefined };
  for (let run = 0; run <= RUNS; run++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(watch);
    const bytes = countBytes(context);
    await page.goto(url);
    await page.waitForFunction(() => window.times?.ready !== undefined);
    if (isWorkspace) {
      await page.waitForFunction(() => window.times.editor !== undefined);
      await page.frameLocator('iframe[title="Preview"]').locator("#root > *").first().waitFor({ state: "attached" });
    }
    await page.waitForTimeout(isWorkspace ? 500 : 200);
    const times = await page.evaluate(() => ({
      ...window.times,
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN,
    }));
    // The first run warms the browser itself.
    if (run > 0) {
      seen.ready.push(times.ready - times.origin);
      seen.paint.push(times.paint);
      if (isWorkspace) {
        const frame = await (await page.locator('iframe[title="Preview"]').elementHandle()).contentFrame();
        const content = await frame.evaluate(() => window.times.content);
        seen.editor.push(times.editor - times.origin);
        seen.content.push(content - times.frame);
        seen.contentFromStart.push(content - times.origin);
      }
      seen.bytes = bytes;
    }
    await context.close();
  }
  return seen;
}

/** Runs in the page and in the frame before anything else; times by the common clock. */
function watch() {
  const now = () => performance.timeOrigin + performance.now();
  const times = window.times = { origin: performance.timeOrigin };
  new MutationObserver(() => {
    if (times.ready === undefined && document.documentElement?.dataset.ready === "true") times.ready = now();
    if (times.frame === undefined && document.querySelector('iframe[title="Preview"]')) times.frame = now();
    if (times.editor === undefined && document.querySelector(".monaco-editor .view-line")) times.editor = now();
    if (times.content === undefined && document.querySelector("#root > *")) times.content = now();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready"] });
}

/** Bytes on the wire, those of workers and of the frame too. */
function countBytes(context) {
  const bytes = { own: 0, editor: 0, preview: 0 };
  context.on("requestfinished", async (request) => {
    const url = request.url();
    if (!url.startsWith("http")) return;
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    bytes[EDITOR.test(url) ? "editor" : PREVIEW.test(url) ? "preview" : "own"] += responseBodySize + responseHeadersSize;
  });
  return bytes;
}
