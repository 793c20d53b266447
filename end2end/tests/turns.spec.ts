// Prompts that wait, what goes along with them, talk without edits, and fixes that are asked for by themselves.
import { ScriptedModel } from "../lib/model.ts";
import { COUNTER, COUNTER_REPLY, GREEN_COUNTER, whole } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

/** Slow enough that a second prompt comes in between. */
const SLOW = { chunkSize: 12, latency: 400 };

test("a prompt waits for the turn under way, over a reload too, and may be taken back", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/green/, whole("src/App.tsx", GREEN_COUNTER, "write")).on(/counter/, COUNTER_REPLY, SLOW);
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await expect(workspace.stop).toBeVisible();
  await workspace.ask("Make it green");
  await workspace.ask("Make it enormous");
  const waiting = page.getByRole("list", { name: "Waiting prompts" });
  await expect(waiting.getByRole("listitem")).toHaveText([/green/, /enormous/]);
  await page.reload();
  await hydrated(page);
  await waiting.getByRole("listitem").filter({ hasText: "enormous" }).getByRole("button", { name: "Take back" }).click();
  await expect(waiting.getByRole("listitem")).toHaveText([/green/]);
  await workspace.done(2, 60_000);
  await workspace.editorReady();
  await expect(waiting).toHaveCount(0);
  await expect(workspace.turn(3)).toHaveCount(0);
  expect((await workspace.files())["src/App.tsx"]).toBe(GREEN_COUNTER);
  await model.stop();
});

test("a prompt replaces the turn under way", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/green/, whole("src/App.tsx", GREEN_COUNTER)).on(/counter/, COUNTER_REPLY, { chunkSize: 4, latency: 400 });
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await expect(workspace.stop).toBeVisible();
  await workspace.prompt.fill("No, a green one");
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await workspace.done(2);
  await workspace.editorReady();
  expect((await workspace.files())["src/App.tsx"]).toBe(GREEN_COUNTER);
  await model.stop();
});

test("what goes to the model is shown before, with its price, and can be chosen", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/Question/, "An answer.").on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: { ...model.environment, OPENAI_MODEL: "gpt-5" } });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  await workspace.prompt.fill("Question");
  const button = page.getByRole("button", { name: /tokens/ });
  await expect(button).toHaveText(/[\d,]+ tokens · .*\$/);
  await button.click();
  const panel = page.getByRole("region", { name: "Context" });
  await expect(panel).toContainText("Earlier turns, 1 of 1");
  await panel.getByRole("button", { name: "Leave out src/App.tsx" }).click();
  await expect(panel.getByRole("listitem").filter({ hasText: "src/App.tsx" })).toContainText("left out");
  await panel.getByRole("button", { name: "Always send package.json" }).click();
  await expect(panel.getByRole("listitem").filter({ hasText: "package.json" })).toContainText("pinned");
  // Both outlive a reload.
  await page.reload();
  await hydrated(page);
  await workspace.ask("Question");
  await workspace.ended(2);
  const sent = JSON.stringify((model.requests.at(-1)?.body as { messages: unknown[] }).messages[0]);
  expect(sent).toContain("src/App.tsx\\n(not shown");
  expect(sent).not.toContain("setCount");
  await model.stop();
});

test("talking it over changes nothing, whatever the model sends", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/green/, whole("src/App.tsx", GREEN_COUNTER, "write")).on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  await workspace.prompt.fill("Make it green");
  await page.getByRole("button", { name: /tokens/ }).click();
  await page.getByRole("checkbox", { name: "Only talk it over, change nothing" }).check();
  await page.getByRole("button", { name: "Talk it over" }).click();
  const turn = await workspace.ended(2);
  await expect(turn).toContainText("This turn was for talking it over");
  expect((await workspace.files())["src/App.tsx"]).toBe(COUNTER);
  await model.stop();
});

test("the model mends by itself what stops the preview, once", async ({ page, workspace, start, guard }) => {
  guard.allow(/page error: TypeError/, /console error/);
  const model = await ScriptedModel.start();
  const throwing = COUNTER.replace("return (", "const gone = undefined as unknown as { x: number }; gone.x.toFixed();\n  return (");
  model.on(/stop/i, whole("src/App.tsx", throwing, "write")).on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  await page.getByRole("button", { name: "Context" }).click();
  await page.getByRole("checkbox", { name: "Let the model mend by itself what stops the preview" }).check();
  await workspace.ask("Stop it");
  await workspace.ended(2);
  // Asked for by nobody; it brings the same mistake, and nothing follows it.
  await workspace.ended(3);
  await expect(page.locator(".failure")).toBeVisible();
  // Nothing is to happen, which no event tells.
  await page.waitForTimeout(3_000);
  await expect(workspace.turn(4)).toHaveCount(0);
  await model.stop();
});

test("a prompt is said more exactly, and the old words come back", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/nicer/, "Use larger type and more room around the counter.").on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  await workspace.prompt.fill("nicer");
  await page.getByRole("button", { name: "Improve" }).click();
  await expect(workspace.prompt).toHaveValue("Use larger type and more room around the counter.");
  await page.locator(".composer").getByRole("button", { name: "Undo", exact: true }).click();
  await expect(workspace.prompt).toHaveValue("nicer");
  await model.stop();
});

test("what the model offers next goes into the prompt box", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/counter/, `${COUNTER_REPLY}\nNext: Make the button green\nNext: Count down, too\n`);
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  const offers = page.getByRole("list", { name: "Suggestions" });
  await expect(offers.getByRole("button")).toHaveText(["Make the button green", "Count down, too"]);
  await expect(workspace.turn(1)).not.toContainText("Next:");
  await offers.getByRole("button", { name: "Count down, too" }).click();
  await expect(workspace.prompt).toHaveValue("Count down, too");
  await expect(workspace.prompt).toBeFocused();
  await model.stop();
});
