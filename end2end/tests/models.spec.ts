// Connecting a model on the settings page, what turns cost, and what a project may cost.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { ScriptedModel } from "../lib/model.ts";
import { COUNTER, COUNTER_REPLY, whole } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

const KEY = "sk-a-long-key-that-nobody-may-see-4321";

async function openProvider(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings`);
  await hydrated(page);
  await page.getByText("OpenAI or compatible").click();
}

test("a model is connected on the settings page, without a restart", async ({ page, workspace, start, guard }) => {
  // The test of a wrong address is answered with an error, which the browser notes.
  guard.allow(/502 \(Bad Gateway\).*test_provider/);
  const model = await ScriptedModel.start();
  model.on(/counter/, COUNTER_REPLY);
  const easel = await start();
  await openProvider(page, easel.url);
  const open = page.locator(".provider[open]");
  const status = open.getByRole("status");
  const key = open.getByLabel("Key");

  // Nothing answers there.
  await open.getByRole("textbox", { name: "Address" }).fill("http://127.0.0.1:9/v1");
  await key.fill(KEY);
  await open.getByRole("button", { name: "Test connection" }).click();
  await expect(status).toContainText("127.0.0.1:9 did not answer");

  await open.getByRole("textbox", { name: "Address" }).fill(model.environment.OPENAI_BASE_URL ?? "");
  await open.getByRole("button", { name: "Test connection" }).click();
  await expect(status).toContainText("It answers and offers");
  await page.getByRole("group", { name: "Models it offers" }).getByRole("button", { name: "gpt-4o" }).click();
  await expect(open.getByRole("textbox", { name: "Models, separated by commas" })).toHaveValue("gpt-4o");
  await open.getByRole("textbox", { name: "Models, separated by commas" }).fill("gpt-4o, gpt-test");
  await page.getByRole("button", { name: "Save OpenAI or compatible" }).click();
  await expect(status).toContainText("Saved");
  await expect(page.locator(".provider[open] .badge")).toHaveText("Connected, 2 models");
  await expect(key).toHaveValue("");
  await expect(key).toHaveAttribute("placeholder", "stored, ends in 4321");
  await expect(page.locator(".model-list")).toContainText("openai/gpt-test");

  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  expect(model.requests.at(-1)?.headers.authorization ?? "").toBeTruthy();
  await expect(workspace.turn(1).locator(".figures")).toContainText("gpt-4o");

  // No page, no answer and no file has the key.
  await page.goto(`${easel.url}/settings`);
  expect(await page.content()).not.toContain(KEY);
  for (const name of readdirSync(easel.dataDir)) {
    if (!name.startsWith("easel.db") && !name.endsWith(".key")) continue;
    expect(readFileSync(join(easel.dataDir, name)).includes(KEY), name).toBe(false);
  }
  expect(easel.errors).not.toContain(KEY);

  await openProvider(page, easel.url);
  await open.getByRole("button", { name: "Forget" }).click();
  await expect(status).toContainText("Forgotten");
  await expect(page.locator(".model-list")).not.toContainText("gpt-test");
  await model.stop();
});

test("one model writes and another mends", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  const broken = whole("src/App.tsx", COUNTER.replace("</main>", ""));
  model.on(/could not be used|found/i, whole("src/App.tsx", COUNTER, "write")).on(/counter/, broken);
  const easel = await start({ env: { ...model.environment, OPENAI_MODEL: "writer,mender" } });
  await page.goto(`${easel.url}/settings`);
  await hydrated(page);
  await page.getByRole("combobox", { name: "Mends what the check found" }).selectOption("mender");
  await expect(page.locator(".stages").getByRole("status")).toHaveText("Saved.");
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  const asked = model.requests.map((request) => (request.body as { model?: string }).model);
  expect(asked).toEqual(["writer", "mender"]);
  await model.stop();
});

test("a model plans and another writes", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  const plan = "A counter.\n<plan>\n- src/App.tsx: A number and a button that adds one\n</plan>\n";
  const isPlanner = (body: unknown) => (body as { model?: string }).model === "planner";
  model.on(/counter/, (request) => ({ content: isPlanner(request) ? plan : COUNTER_REPLY }));
  const easel = await start({ env: { ...model.environment, OPENAI_MODEL: "writer,planner" } });
  await page.goto(`${easel.url}/settings`);
  await hydrated(page);
  await page.getByRole("combobox", { name: "Plans the work" }).selectOption("planner");
  await expect(page.locator(".stages").getByRole("status")).toHaveText("Saved.");
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  const turn = workspace.turn(1);
  await expect(turn.getByRole("list", { name: "Plan" }).getByRole("listitem")).toHaveText([/A number and a button/]);
  await expect(turn).toContainText("Planned by openai/planner");
  await expect(workspace.preview.getByRole("button", { name: "Count 0" })).toBeVisible();
  const asked = model.requests.map((request) => (request.body as { model?: string }).model);
  expect(asked).toEqual(["planner", "writer"]);
  expect(JSON.stringify(model.requests[1]?.body)).toContain("A number and a button that adds one");
  await model.stop();
});

test("what a turn cost is shown, listed and limited", async ({ page, workspace, start, guard }) => {
  guard.allow(/402 \(Payment Required\).*start_run/);
  const model = await ScriptedModel.start();
  model.on(/.*/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  await page.goto(`${easel.url}/usage`);
  await hydrated(page);
  await expect(page.getByText("No model was called in these days.")).toBeVisible();
  const prices = page.getByRole("region", { name: "Prices" });
  await prices.getByRole("textbox", { name: "Price of openai/gpt-test, read" }).fill("100");
  await prices.getByRole("textbox", { name: "Price of openai/gpt-test, written" }).fill("much");
  await prices.getByRole("textbox", { name: "Price of openai/gpt-test, written" }).blur();
  await expect(page.getByText("\"much\" is no price.")).toBeVisible();
  await prices.getByRole("textbox", { name: "Price of openai/gpt-test, written" }).fill("500");
  await prices.getByRole("textbox", { name: "Price of openai/gpt-test, written" }).blur();
  await expect(page.getByText("The price of openai/gpt-test is saved.")).toBeVisible();

  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await expect(workspace.turn(1).locator(".figures")).toContainText("$");
  await workspace.editorReady();
  const project = page.url();

  await page.goto(`${easel.url}/usage`);
  await hydrated(page);
  await expect(page.getByRole("region", { name: "By model" })).toContainText("openai/gpt-test");
  await expect(page.getByRole("img", { name: /^Tokens by day/ })).toBeVisible();
  const csv = await (await page.request.get(`${easel.url}/api/usage.csv?days=7`)).text();
  expect(csv.split("\r\n")[0]).toContain("cost_usd");
  expect(csv).toContain("openai/gpt-test");

  await page.getByRole("textbox", { name: /^Budget of/ }).fill("0.01");
  await page.getByRole("textbox", { name: /^Budget of/ }).blur();
  await expect(page.getByText("may cost $0.01.")).toBeVisible();
  await page.goto(project);
  await workspace.editorReady();
  await workspace.ask("Make it green");
  await expect(page.getByText("This project's budget is used up")).toBeVisible();
  // What was typed is not lost.
  await expect(workspace.prompt).toHaveValue("Make it green");
  await model.stop();
});
