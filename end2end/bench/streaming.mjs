// From an event stored by the server to its text in the editor, and whether the page stays responsive meanwhile.
import { percentile, row } from "./statistics.mjs";

export async function measureStreaming(browser, easel) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    window.latencies = [];
    window.longest = 0;
    let oldest;
    const Native = window.WebSocket;
    window.WebSocket = class extends Native {
      constructor(...words) {
        super(...words);
        this.addEventListener("message", ({ data }) => {
          for (const { at_ms, event } of JSON.parse(data).events ?? []) {
            if (event.type === "text_received") oldest ??= at_ms;
          }
        });
      }
    };
    new MutationObserver((records) => {
      const inEditor = ({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(".view-lines");
      if (oldest === undefined || !records.some(inEditor)) return;
      window.latencies.push(performance.timeOrigin + performance.now() - oldest);
      oldest = undefined;
    }).observe(document, { subtree: true, childList: true, characterData: true });
    new PerformanceObserver((list) => {
      if (!window.streaming) return;
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: "longtask" });
  });
  await page.goto(easel.url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  await page.getByRole("textbox", { name: "Prompt" }).fill("A sales dashboard with key figures, a bar chart and a table");
  await page.keyboard.press("Enter");
  // What is measured is streaming, not the loading of the editor.
  await page.locator(".monaco-editor .view-line").nth(4).waitFor();
  await page.evaluate(() => { window.latencies.length = 0; window.streaming = true; });
  await page.locator(".figures").waitFor({ timeout: 60_000 });
  const { latencies, longest } = await page.evaluate(() => ({ latencies: window.latencies, longest: window.longest }));
  await page.close();
  if (latencies.length < 20) throw new Error(`Only ${latencies.length} texts were seen in the editor: too few to tell.`);
  return [
    row("stored text to editor, p50", percentile(latencies, 0.5), "ms"),
    row("stored text to editor, p95", percentile(latencies, 0.95), "ms"),
    row("longest task while streaming", longest, "ms", 50),
  ];
}
