// Point 7: a link shows a project to anyone, until it is revoked.
import { expect, test } from "../lib/test.ts";
import { hydrated, Workspace } from "../lib/workspace.ts";

test("a shared link shows files and the running preview to a stranger, and ends when revoked", async ({ page, workspace, visitor, guard }) => {
  await workspace.create("A counter");
  await workspace.done(1);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share project" });
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  expect(link).toMatch(/\/s\/[\w-]{16,}$/);

  const stranger = await visitor();
  const seen = await stranger.newPage();
  const answer = await seen.goto(link);
  expect(answer?.status()).toBe(200);
  await hydrated(seen);
  const shared = new Workspace(seen);
  await expect(seen.getByRole("tree", { name: "Files" }).getByRole("treeitem", { name: "App.tsx" })).toBeVisible();
  await shared.editorReady();
  await expect.poll(() => shared.visibleCode()).toContain("import");
  const button = shared.preview.getByRole("button").first();
  await expect(button).toBeVisible();
  await button.click();

  // Nothing can be typed, and there is nothing to ask.
  const before = await shared.visibleCode();
  await shared.editor.locator(".view-lines").first().click();
  await seen.keyboard.type("hello");
  expect(await shared.visibleCode()).toBe(before);
  await expect(shared.prompt).toHaveCount(0);
  expect(await stranger.cookies()).toEqual([]);

  // On a phone there is room for one thing, and the app is what one came for.
  await seen.setViewportSize({ width: 390, height: 844 });
  await seen.reload();
  await hydrated(seen);
  const views = seen.getByRole("tablist", { name: "View" });
  await expect(views.getByRole("tab", { name: "Preview" })).toHaveAttribute("aria-selected", "true");
  await expect(views.getByRole("tab", { name: "Split" })).toBeHidden();
  await expect(button).toBeVisible();
  await views.getByRole("tab", { name: "Code" }).click();
  await shared.editorReady();

  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByRole("list", { name: "Links" })).toHaveCount(0);
  guard.allow(/status of 404/);
  expect((await seen.goto(link))?.status()).toBe(404);
  await expect(seen.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a link that never was answers 404", async ({ page, guard }) => {
  guard.allow(/status of 404/);
  expect((await page.goto("/s/0000000000000000000000"))?.status()).toBe(404);
  expect((await page.goto("/p/nothing-here"))?.status()).toBe(404);
  await expect(page.getByRole("link", { name: "Make something new" })).toBeVisible();
});

test("the prompt box and a shared project are there without JavaScript", async ({ page, workspace, browser }) => {
  await workspace.create("A counter");
  await workspace.done(1);
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const reader = await plain.newPage();
  await reader.goto(new URL(link).origin);
  await expect(reader.getByRole("textbox", { name: "Prompt" })).toBeVisible();
  await reader.goto(link);
  await expect(reader.getByRole("region", { name: "Editor" })).toContainText("import");
  await plain.close();
});
