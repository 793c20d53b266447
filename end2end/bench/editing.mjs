// From a keystroke in the editor to the changed page in the preview.
import { percentile, row } from "./statistics.mjs";

const EDITS = 60;
const PAUSE_MS = 150;
const SOURCE = `import { useState } from "react";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main>
      <button onClick={() => setCount(count + 1)}>Count {count}</button>
      <p id="mark">mark</p>
    </main>
  );
}
`;

export async function measureEditing(browser, easel, project, save) {
  await save(project, "src/App.tsx", SOURCE);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(() => {
    const now = () => performance.timeOrigin + performance.now();
    window.changes = [];
    addEventListener("keydown", () => { window.pressed = now(); }, true);
    new MutationObserver(() => {
      const text = document.getElementById("mark")?.textContent;
      if (text && text !== window.changes.at(-1)?.text) window.changes.push({ text, at: now() });
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await page.goto(`${easel.url}/p/${project}`);
  const preview = page.frameLocator('iframe[title="Preview"]');
  await preview.locator("#mark").waitFor();
  await preview.getByRole("button").click();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  await page.locator(".monaco-editor .view-line", { hasText: 'id="mark"' }).click();
  await page.keyboard.press("End");
  for (let i = 0; i < "</p>".length; i++) await page.keyboard.press("ArrowLeft");
  const frame = await (await page.locator('iframe[title="Preview"]').elementHandle()).contentFrame();
  const times = [];
  let text = "mark";
  for (let i = 0; i <= EDITS; i++) {
    const letter = "abcdefghij"[i % 10];
    text += letter;
    await page.keyboard.press(letter);
    const at = await frame.waitForFunction((text) => window.changes.find((change) => change.text === text)?.at, text, { timeout: 5000 });
    // The first warms up.
    if (i > 0) times.push(await at.jsonValue() - await page.evaluate(() => window.pressed));
    await page.keyboard.press("Escape");
    await page.waitForTimeout(PAUSE_MS);
  }
  const kept = (await preview.getByRole("button").textContent()) === "Count 1";
  await page.close();
  if (!kept) throw new Error("The component's state was lost by a hot update.");
  return [
    row("hot update, keystroke to page, p50", percentile(times, 0.5), "ms"),
    row("hot update, keystroke to page, p95", percentile(times, 0.95), "ms", 25),
  ];
}
