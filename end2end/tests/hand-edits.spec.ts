// Point 6: typing updates file tree, preview and storage.
import { ScriptedModel } from "../lib/model.ts";
import { COUNTER, COUNTER_REPLY, GREEN_COUNTER, GREEN_REPLY } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

test("an edit by hand reaches the preview at once, is stored and survives a reload", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  const easel = await start({ env: model.on(/counter/, COUNTER_REPLY).environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  const button = workspace.preview.getByRole("button");
  await button.click();
  await expect(button).toHaveText("Count 1");

  const edited = COUNTER.replace("Count {count}", "Clicked {count} times");
  await workspace.typeOver(edited);
  await expect(button, "the preview did not follow, or lost its state").toHaveText("Clicked 1 times");
  await expect(workspace.saved).toHaveText("Saved");
  await expect.poll(async () => (await workspace.files())["src/App.tsx"]).toBe(edited);

  await page.reload();
  await hydrated(page);
  await expect(button).toHaveText("Clicked 0 times");
  await workspace.editorReady();
  await expect.poll(() => workspace.visibleCode()).toContain("Clicked {count} times");
  await model.stop();
});

test("cursor and undo survive what the model writes elsewhere in the file", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  const easel = await start({ env: model.on(/green/, GREEN_REPLY, { chunkSize: 7 }).on(/counter/, COUNTER_REPLY).environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  await workspace.editor.locator(".view-line", { hasText: "Count {count}" }).click();
  await page.keyboard.press("End");
  await workspace.ask("Make the button green");
  await workspace.done(2);
  await workspace.editor.getByRole("textbox", { name: "Code editor" }).focus();
  await page.keyboard.type("!");
  const edited = GREEN_COUNTER.replace("Count {count}", "Count {count}!");
  await expect.poll(async () => (await workspace.files())["src/App.tsx"], { message: "the cursor moved" }).toBe(edited);
  // First the letter is undone, then the turn's own change.
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(async () => (await workspace.files())["src/App.tsx"]).toBe(COUNTER);
  await model.stop();
});

test("a mistake is named with its file, and mended by hand", async ({ workspace, start }) => {
  const model = await ScriptedModel.start();
  const easel = await start({ env: model.on(/counter/, COUNTER_REPLY).environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await expect(workspace.preview.getByRole("button")).toBeVisible();
  await workspace.typeOver(COUNTER.replace("</main>", "</mai"));
  const failure = workspace.page.getByRole("alert").filter({ hasText: "Syntax error" });
  await expect(failure).toContainText("src/App.tsx");
  // The last good picture stays.
  await expect(workspace.preview.getByRole("button")).toBeAttached();
  await workspace.typeOver(COUNTER);
  await expect(failure).toHaveCount(0);
  await expect(workspace.preview.getByRole("button")).toHaveText(/Count/);
  await model.stop();
});

test("a new file appears in the tree and in a second tab", async ({ page, workspace, context }) => {
  await workspace.create("A counter");
  await workspace.done(1);
  const second = await context.newPage();
  await second.goto(page.url());
  await page.getByRole("tab", { name: "Files" }).click();
  await page.getByRole("button", { name: "New file" }).click();
  await page.getByRole("textbox", { name: "Path of the new file" }).fill("src/notes.md");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("treeitem", { name: "notes.md" })).toBeVisible();
  await workspace.typeOver("# Notes\n");
  await expect.poll(async () => (await workspace.files())["src/notes.md"]).toBe("# Notes\n");
  await second.getByRole("tab", { name: "Files" }).click();
  await expect(second.getByRole("treeitem", { name: "notes.md" })).toBeVisible();
});
