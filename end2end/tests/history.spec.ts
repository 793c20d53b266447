// The timeline of versions: looked at, compared, restored, stepped through, and the way back from a turn that failed.
import type { Locator, Page } from "@playwright/test";

import { ScriptedModel } from "../lib/model.ts";
import { Project } from "../lib/project.ts";
import { COUNTER, COUNTER_REPLY, GREEN_COUNTER, GREEN_REPLY, whole } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { call, hydrated } from "../lib/workspace.ts";

const RED = "rgb(200, 0, 0)";
const GREEN = "rgb(0, 128, 0)";
const BLUE_COUNTER = GREEN_COUNTER.replace(GREEN, "rgb(0, 0, 200)");

async function openHistory(page: Page): Promise<Locator> {
  await page.getByRole("tab", { name: "History" }).click();
  return page.getByRole("list", { name: "History" });
}

/** The row itself, which shows the version; the buttons after it compare and restore. */
function row(history: Locator, n: number): Locator {
  return history.locator(`#version-${n}`);
}

test("versions are looked at, compared, restored and stepped through", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  const easel = await start({ env: model.on(/green/, GREEN_REPLY).on(/counter/, COUNTER_REPLY).environment });
  const text = async () => (await workspace.files())["src/App.tsx"];
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.ask("Make the button green");
  await workspace.done(2);
  const button = workspace.preview.getByRole("button");
  await expect(button).toHaveCSS("background-color", GREEN);

  const history = await openHistory(page);
  await expect(history.getByRole("listitem")).toHaveCount(3);
  await expect(row(history, 3)).toContainText("Make the button green");
  await expect(row(history, 3), "what it changed").toContainText("+1−1");

  // Typed, and not stored yet when the person looks back.
  await workspace.typeOver(BLUE_COUNTER);
  await row(history, 2).click();
  const bar = page.getByRole("region", { name: "Earlier version" });
  await expect(bar).toContainText("You are looking at version 2");
  await expect(workspace.editor.locator(".easel-past .view-lines")).toContainText(RED);
  await expect(button).toHaveCSS("background-color", RED);
  await expect.poll(text, { message: "the edit was lost" }).toBe(BLUE_COUNTER);
  await bar.getByRole("button", { name: "Back to now" }).click();
  await expect(bar).toHaveCount(0);
  await expect(button).toHaveCSS("background-color", "rgb(0, 0, 200)");
  await expect(row(history, 4)).toContainText("Edited by hand");

  // Compared with now, and with another version.
  await row(history, 2).click();
  await bar.getByRole("button", { name: "Compare with now" }).click();
  const comparison = page.getByRole("region", { name: "Comparison" });
  await expect(comparison).toContainText("Version 2 compared with now");
  await expect(comparison.getByRole("combobox", { name: "File of the version" })).toHaveValue("src/App.tsx");
  const diff = workspace.editor.locator(".monaco-diff-editor");
  await expect(diff).toContainText("rgb(0, 0, 200)");
  await row(history, 2).click();
  await bar.getByRole("button", { name: "Compare with…" }).click();
  await row(history, 3).click();
  await expect(comparison).toContainText("Version 2 compared with version 3");
  await expect(diff).toContainText(GREEN);
  await comparison.getByRole("button", { name: "Back to now" }).click();
  await expect(diff).toHaveCount(0);

  // Restored as a new version; the turns since count as undone.
  await row(history, 2).click();
  await bar.getByRole("button", { name: "Restore this version" }).click();
  await expect(row(history, 5)).toContainText("Version 2 restored");
  await expect(bar).toHaveCount(0);
  expect(await text()).toBe(COUNTER);
  await expect(button).toHaveCSS("background-color", RED);

  // One step back and forward, each a version of its own.
  const [undo, redo] = ["Undo", "Redo"].map((name) => page.getByRole("button", { name, exact: true }));
  await expect(redo!).toBeDisabled();
  await undo!.click();
  await expect(row(history, 6)).toContainText("The restore of version 2 undone");
  expect(await text()).toBe(BLUE_COUNTER);
  await undo!.click();
  await expect(row(history, 7)).toContainText("Edits by hand undone");
  await undo!.click();
  await expect(row(history, 8)).toContainText("Turn 2 undone");
  expect(await text()).toBe(COUNTER);
  await expect(redo!).toHaveAttribute("title", "Redo turn 2");
  await redo!.click();
  await expect(row(history, 9)).toContainText("Turn 2 redone");
  expect(await text()).toBe(GREEN_COUNTER);
  await expect(button).toHaveCSS("background-color", GREEN);
  await page.getByRole("tab", { name: "Chat" }).click();
  await expect(workspace.turn(2).getByRole("button", { name: "Undo this turn" })).toBeVisible();

  // The same history after a reload, with the same way forward.
  await page.reload();
  await hydrated(page);
  await expect(page.getByRole("button", { name: "Version 9" })).toBeVisible();
  await expect(redo!).toHaveAttribute("title", "Redo edits by hand");
  await model.stop();
});

test("a repair that does not succeed says so and leads back to the last good version", async ({ page, workspace, start, guard }) => {
  guard.allow(/Missing/);
  const broken = COUNTER.replace("import { useState", 'import { Missing } from "./Missing";\nimport { useState').replace("<h1>Counter</h1>", "<Missing />");
  const again = broken.replace("</main>", "</main >");
  const model = await ScriptedModel.start();
  model.on(/The check found/, whole("src/App.tsx", again, "write")).on(/missing/, whole("src/App.tsx", broken, "write")).on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.ask("Use the missing one");
  expect(await workspace.outcome(2)).toMatch(/asked once to mend this, and the check still finds \d problems?\..* go back to version 2, the last that passed/);
  await workspace.turn(2).getByRole("button", { name: "Back to version 2" }).click();
  await expect.poll(async () => (await workspace.files())["src/App.tsx"]).toBe(COUNTER);
  await expect(workspace.turn(2).getByText("Undone")).toBeVisible();
  await expect(workspace.preview.getByRole("button")).toHaveText("Count 0");
  await model.stop();
});

test("a long history keeps only the rows in sight, and the keyboard goes through it", async ({ page, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, { "src/App.tsx": COUNTER });
  type View = { seq: number };
  const { seq } = await call<View>(request, baseURL!, "open_workspace", { project: project.id });
  for (let i = 0; i < 40; i++) {
    await project.write({ "src/App.tsx": `${COUNTER}// ${i}\n` });
    await call(request, baseURL!, "restore_version", { project: project.id, seq: String(seq), step: "picked" });
  }
  await page.goto(project.path);
  await hydrated(page);
  const history = await openHistory(page);
  const count = Number(/(\d+) versions/.exec(await page.getByText(/^\d+ versions$/).innerText())![1]);
  expect(count).toBeGreaterThan(80);
  await expect(history.getByRole("listitem").first()).toBeVisible();
  expect(await history.getByRole("listitem").count()).toBeLessThan(40);
  await expect(row(history, count)).toContainText("Now");
  await row(history, count).focus();
  await page.keyboard.press("ArrowDown");
  await expect(row(history, count - 1)).toBeFocused();
  await page.keyboard.press("End");
  await expect(row(history, 1)).toBeFocused();
  await expect(row(history, 1)).toBeInViewport();
  await expect(row(history, 1)).toContainText("Project created");
  expect(await history.getByRole("listitem").count()).toBeLessThan(40);
  await page.keyboard.press("Home");
  await expect(row(history, count)).toBeFocused();
});
