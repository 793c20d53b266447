// The edit engine in the browser: the same suite that runs on the machine.
import { openSuite } from "../lib/suite.mjs";
import { expect, test } from "../lib/test.ts";

interface Suite {
  checks(): string[];
  check(name: string): void;
  yardstick(seed: string, pairs: number): string[];
}
declare const suite: Suite;

test("every check of the edit engine holds in the browser", async ({ page }) => {
  test.setTimeout(360_000);
  await openSuite(page);
  const names = await page.evaluate(() => suite.checks());
  expect(names.length).toBeGreaterThanOrEqual(20);
  for (const name of names) {
    await test.step(name, () => page.evaluate((name) => suite.check(name), name));
  }
});

test("garbled hunks come out in the browser as on the machine", async ({ page }) => {
  await openSuite(page);
  const lines = await page.evaluate(() => suite.yardstick("easel", 300));
  expect(lines).toHaveLength(12);
  for (const line of lines) {
    const [way, pairs, right, wrong, sure] = line.split(" ");
    expect(Number(pairs), line).toBe(300);
    if (["Dropped", "Altered", "PlusForgotten"].includes(way!)) expect(Number(sure), line).toBe(0);
    else expect(Number(wrong), line).toBeLessThanOrEqual(3);
    if (way !== "PlusForgotten") expect(Number(right), line).toBeGreaterThanOrEqual(264);
  }
});
