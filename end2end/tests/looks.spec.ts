// Accessibility of every page in both themes, and what the keyboard reaches.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

/** Serious findings; the preview's content is the user's own. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe[title="Preview"]').analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
}

for (const scheme of ["light", "dark"] as const) {
  test.describe(`in the ${scheme} theme`, () => {
    test.use({ colorScheme: scheme, contextOptions: { reducedMotion: "reduce" } });

    test("axe finds nothing serious on any page", async ({ page, workspace }) => {
      // Eight pages, two of them with an editor.
      test.setTimeout(120_000);
      await workspace.create("A counter");
      await workspace.done(1);
      await workspace.editorReady();
      const project = page.url();
      await page.getByRole("button", { name: "Share" }).click();
      await page.getByRole("button", { name: "Create link" }).click();
      const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
      const found: Record<string, string[]> = { "share dialog": await findings(page) };
      for (const [name, url] of Object.entries({ "/": "/", "/p": project, "/projects": "/projects", "/new": "/new", "/settings": "/settings", "/usage": "/usage", "/s": link })) {
        await page.goto(url);
        await hydrated(page);
        if (name === "/p" || name === "/s") await workspace.editorReady();
        found[name] = await findings(page);
      }
      expect(found).toEqual({ "share dialog": [], "/": [], "/p": [], "/projects": [], "/new": [], "/settings": [], "/usage": [], "/s": [] });
    });

    for (const [width, height] of [[1440, 900], [1024, 768], [390, 844]] as const) {
      test(`nothing is cut off at ${width}`, async ({ page, workspace }) => {
        await page.setViewportSize({ width, height });
        await workspace.create("A counter");
        await workspace.done(1);
        for (const url of [page.url(), "/", "/projects", "/new", "/settings", "/usage"]) {
          await page.goto(url);
          await hydrated(page);
          const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(beyond, `${url} scrolls sideways`).toBeLessThanOrEqual(0);
        }
      });
    }
  });
}

test("the theme can be chosen and stays", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await hydrated(page);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await background();
  const button = page.getByRole("button", { name: "Theme" });
  // Light, dark and system in turn: one of the next two differs.
  await button.click();
  if (await background() === before) await button.click();
  const dark = await background();
  expect(dark).not.toBe(before);
  await page.reload();
  expect(await background()).toBe(dark);
});

test("the editor follows the computer when it turns dark", async ({ page, workspace }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await workspace.create("A counter");
  await workspace.done(1);
  await workspace.editorReady();
  const background = () => workspace.editor.locator(".monaco-editor").first().evaluate((node) => getComputedStyle(node).backgroundColor);
  const light = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
});

test("the workspace works on a phone", async ({ page, workspace }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await workspace.create("A counter");
  await workspace.done(1);
  const columns = page.getByRole("navigation", { name: "Columns" });
  await columns.getByRole("button", { name: "Preview" }).click();
  await expect(workspace.preview.getByRole("button").first()).toBeVisible();
  await columns.getByRole("button", { name: "Code" }).click();
  await workspace.editorReady();
  await expect.poll(() => workspace.visibleCode()).toContain("import");
  await columns.getByRole("button", { name: "Files" }).click();
  await expect(page.getByRole("treeitem", { name: "App.tsx" })).toBeVisible();
});

test("from arrival to code by keyboard alone", async ({ page, workspace }) => {
  await page.goto("/");
  await hydrated(page);
  await expect(workspace.prompt).toBeFocused();
  await page.keyboard.type("A counter");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/p\//);
  await workspace.done(1);
  await page.keyboard.press("ControlOrMeta+Backquote");
  await expect(page.getByRole("log", { name: "Console" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+b");
  await expect(page.getByRole("tree", { name: "Files" })).toHaveCount(0);
});
