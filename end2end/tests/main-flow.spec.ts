// Point 3: the main job without any key.
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

test("a prompt becomes streamed code, a running preview and, by a follow-up, a hot change", async ({ page, workspace }) => {
  await page.goto("/");
  await hydrated(page);
  // Gone if any page is loaded anew on the way.
  await page.evaluate(() => { document.documentElement.setAttribute("data-marker", "first"); });
  await workspace.ask("A counter");
  await page.waitForURL(/\/p\/[^/]+$/);

  // Code arrives in the editor while the turn is still under way.
  await expect(workspace.turn(1)).toBeVisible();
  await expect(workspace.turn(1)).toContainText("A counter");
  await expect.poll(() => workspace.visibleCode(), { message: "no code arrived" }).toContain("import");
  await workspace.done(1);
  await workspace.editorReady();
  await expect(workspace.turn(1).getByText("src/App.tsx").first()).toBeVisible();
  expect(Object.keys(await workspace.files())).toContain("src/App.tsx");

  // It runs.
  const increment = workspace.preview.getByRole("button", { name: "Increment" });
  const value = workspace.preview.getByRole("status");
  await expect(value).toHaveText("0");
  for (let i = 0; i < 3; i++) await increment.click();
  await expect(value).toHaveText("3");
  const before = await workspace.files();

  // A follow-up changes it by a diff, and the count stays.
  await workspace.ask("Make it green");
  await workspace.done(2);
  // Under the pointer it has another shade.
  await value.hover();
  await expect(increment).toHaveCSS("background-color", "rgb(21, 128, 61)");
  await expect(value, "the state was lost").toHaveText("3");
  const after = await workspace.files();
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed).toEqual(["src/index.css"]);
  const lines = (text = "") => text.split("\n");
  const differing = lines(after["src/index.css"]).filter((line, i) => line !== lines(before["src/index.css"])[i]);
  expect(differing, "more than the colour changed").toHaveLength(1);
  await workspace.turn(2).getByRole("button", { name: "View changes" }).click();
  await expect(workspace.editor.locator(".monaco-diff-editor")).toBeVisible();
  await page.getByRole("button", { name: "Back to the code" }).click();

  await expect(page.locator("html"), "the page was loaded anew").toHaveAttribute("data-marker", "first");
});

test("code is in the editor before the turn ends", async ({ page, workspace, start }) => {
  const slow = await start({ env: { EASEL_DEMO_RATE: "400" } });
  await workspace.create("A pricing table", slow.url);
  await workspace.editorReady();
  const lengths: number[] = [];
  await expect.poll(async () => {
    lengths.push((await workspace.visibleCode()).length);
    return lengths.filter((length, i) => i > 0 && length > lengths[i - 1]!).length;
  }, { intervals: [150], timeout: 15_000, message: "the text did not grow while it streamed" }).toBeGreaterThan(2);
  await expect(workspace.stop).toBeVisible();
  await workspace.stop.click();
  await workspace.ended(1);
  await expect(page.getByRole("button", { name: "Retry" })).toBeVisible();
});

test("undo takes a whole turn back", async ({ workspace }) => {
  await workspace.create("A to-do list");
  await workspace.done(1);
  const first = await workspace.files();
  await workspace.ask("Make it dark");
  await workspace.done(2);
  expect(await workspace.files()).not.toEqual(first);
  await workspace.turn(2).getByRole("button", { name: "Undo this turn" }).click();
  await expect.poll(() => workspace.files()).toEqual(first);
  await expect(workspace.turn(2).getByText("Undone")).toBeVisible();
});
