// Hears from every frame of a page what its #mark shows.

/** When the page first showed this text, on the clock of `performance.timeOrigin`. */
export async function reached(page, text) {
  const at = await page.waitForFunction((text) => window.changes.find((change) => change.text === text)?.at, text, { timeout: 30_000 });
  return at.jsonValue();
}

/** In every frame, before anything else: texts of #mark with their times go to the top window. */
export function watch() {
  const now = () => performance.timeOrigin + performance.now();
  if (window === window.top) {
    window.changes = [];
    addEventListener("keydown", () => { window.pressed = now(); }, true);
    addEventListener("message", ({ data }) => { if (data?.bench) window.changes.push(data); });
  }
  let last;
  new MutationObserver(() => {
    if (window === window.top && window.framed === undefined && document.querySelector("iframe")) window.framed = now();
    const text = document.getElementById("mark")?.textContent;
    if (!text || text === last) return;
    last = text;
    window.top.postMessage({ bench: true, text, at: now() }, "*");
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
