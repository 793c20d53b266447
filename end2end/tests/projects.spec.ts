// The list of projects and the long way to a new one.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { makeFolder } from "../lib/easel.mjs";
import { expect, test } from "../lib/test.ts";
import { hydrated, storedFiles } from "../lib/workspace.ts";

/** Projects of these names, made from a template without a turn. */
async function make(page: Page, url: string, names: string[], template = "blank"): Promise<string[]> {
  const made: string[] = [];
  for (const name of names) {
    const answer = await page.request.post(`${url}/api/projects`, { data: { source: { template }, name } });
    expect(answer.status(), await answer.text()).toBe(201);
    made.push(((await answer.json()) as { project: string }).project);
  }
  return made;
}

const cards = (page: Page) => page.getByRole("list", { name: "Projects" }).getByRole("listitem");
const card = (page: Page, name: string) => cards(page).filter({ hasText: name });

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

test("projects are searched, sorted, renamed, copied, archived, deleted and taken back", async ({ page, start }) => {
  const easel = await start();
  await page.goto(`${easel.url}/projects`);
  await hydrated(page);
  // Empty, it teaches.
  await expect(page.getByRole("heading", { name: "Your projects will be listed here" })).toBeVisible();
  await expect(page.getByRole("link", { name: /Begin with a template/ })).toBeVisible();

  await make(page, easel.url, ["Zebra shop", "apple notes", "Kanban for Ada"]);
  await page.reload();
  await hydrated(page);
  await expect(cards(page)).toHaveCount(3);
  await page.getByRole("combobox", { name: "Sort projects" }).selectOption("Name");
  await expect(cards(page).first()).toContainText("apple notes");
  await expect(page).toHaveURL(/sort=name/);
  await page.getByRole("searchbox", { name: "Search projects" }).fill("ZEBRA");
  await expect(cards(page)).toHaveCount(1);
  await expect(page).toHaveURL(/q=ZEBRA/);
  await page.getByRole("searchbox", { name: "Search projects" }).fill("nothing like it");
  await page.getByRole("link", { name: "Clear the search" }).click();
  await expect(cards(page)).toHaveCount(3);

  await act(page, "Zebra shop", "Rename");
  const field = page.getByRole("textbox", { name: "Project name" });
  await expect(field).toBeFocused();
  await field.fill("Quagga shop");
  await field.press("Enter");
  await expect(card(page, "Quagga shop")).toBeVisible();
  await act(page, "Quagga shop", "Duplicate");
  await expect(card(page, "Quagga shop copy")).toBeVisible();

  // Deleted by mistake: one press brings it back.
  await act(page, "Quagga shop copy", "Delete");
  await expect(card(page, "Quagga shop copy")).toHaveCount(0);
  await page.locator(".toast").filter({ hasText: "is deleted" }).getByRole("button", { name: "Undo" }).click();
  await expect(card(page, "Quagga shop copy")).toBeVisible();
  // Later, it is in the list of what was deleted.
  await act(page, "Quagga shop copy", "Delete");
  await expect(card(page, "Quagga shop copy")).toHaveCount(0);
  const lists = page.getByRole("navigation", { name: "Lists" });
  await lists.getByRole("link", { name: "Deleted 1" }).click();
  await page.getByRole("button", { name: "Restore Quagga shop copy" }).click();
  await expect(page.getByRole("heading", { name: "Nothing is deleted" })).toBeVisible();
  await lists.getByRole("link", { name: "Active 4" }).click();

  await act(page, "apple notes", "Archive");
  await expect(card(page, "apple notes")).toHaveCount(0);
  await lists.getByRole("link", { name: "Archived 1" }).click();
  await act(page, "apple notes", "Unarchive");
  await expect(page.getByRole("heading", { name: "Nothing is archived" })).toBeVisible();

  // By keyboard alone: the menu opens on its first entry, Escape leads back.
  await lists.getByRole("link", { name: "Active 4" }).click();
  const actions = page.getByRole("button", { name: "Actions for apple notes" });
  await actions.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("menuitem", { name: "Delete" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(actions).toBeFocused();
});

test("a crowd of projects comes in pages, with and without JavaScript", async ({ page, browser, start }) => {
  const easel = await start();
  await make(page, easel.url, Array.from({ length: 60 }, (_, i) => `Project ${String(i).padStart(3, "0")}`));
  await page.goto(`${easel.url}/projects?sort=name`);
  await hydrated(page);
  await expect(cards(page)).toHaveCount(48);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(cards(page)).toHaveCount(12);
  await expect(page.getByText("Page 2 of 2 · 60 projects")).toBeVisible();

  const plain = await browser.newContext({ javaScriptEnabled: false });
  const reader = await plain.newPage();
  await reader.goto(`${easel.url}/projects`);
  await expect(cards(reader)).toHaveCount(48);
  await reader.getByRole("searchbox", { name: "Search projects" }).fill("Project 00");
  await reader.getByRole("combobox", { name: "Sort projects" }).selectOption("Name");
  await reader.getByRole("button", { name: "Show" }).click();
  await expect(cards(reader)).toHaveCount(10);
  await expect(cards(reader).first()).toContainText("Project 000");
  await expect(cards(reader).first().getByRole("link")).toHaveAttribute("href", /^\/p\//);
  await plain.close();
});

test("four steps lead from a template to a project in the look that was chosen", async ({ page, easel, workspace }) => {
  await page.goto("/new");
  await hydrated(page);
  const steps = page.getByRole("navigation", { name: "Steps" });
  const next = page.getByRole("button", { name: "Next" });
  await expect(page.getByRole("radio", { name: /Three.js scene/ })).toBeVisible();
  await page.getByRole("radio", { name: /^To-do list/ }).check();
  await next.click();
  await expect(page.getByRole("heading", { name: "What is it called?" })).toBeFocused();
  await page.getByRole("textbox", { name: "Name" }).fill("Garden jobs");
  await page.keyboard.press("Enter");
  await page.getByRole("radio", { name: "Green" }).check();
  await page.getByRole("radio", { name: "Round", exact: true }).check();
  await next.click();
  await expect(steps.getByRole("button", { name: "Review" })).toHaveAttribute("aria-current", "step");
  await expect(page.getByText("green, round corners")).toBeVisible();
  // One may look back, and nothing is lost.
  await steps.getByRole("button", { name: "Name" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Garden jobs");
  await next.click();
  await next.click();
  await page.getByRole("button", { name: "Create project" }).click();
  await page.waitForURL(/\/p\/[^/]+$/);
  await expect(workspace.preview.getByRole("heading", { name: "Garden jobs" })).toBeVisible();
  const files = await storedFiles(page.request, easel.url, workspace.project);
  expect(files["src/index.css"]).toContain("--accent: #15803d;");
  expect(files["src/index.css"]).toContain("--radius: 24px;");
});

test("a folder and an archive become projects; what is wrong with one is said", async ({ page, easel, workspace, guard }) => {
  const folder = makeFolder();
  try {
    for (const [path, text] of Object.entries({
      "shop/package.json": '{"name":"shop"}',
      "shop/src/App.tsx": 'export default () => <h1>My shop</h1>;\n',
      "shop/node_modules/left-pad/index.js": "no",
      "shop/.env": "SECRET=1",
    })) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    await page.goto("/new?from=import");
    await hydrated(page);
    const next = page.getByRole("button", { name: "Next" });
    await next.click();
    await expect(page.getByRole("alert")).toHaveText("Choose a folder, a .zip or a repository first.");
    await page.getByLabel("Folder", { exact: true }).setInputFiles(join(folder, "shop"));
    await expect(page.getByText(/shop · 2 files · 1 KB · 2 files left out/)).toBeVisible();
    for (let i = 0; i < 3; i++) await next.click();
    await page.getByRole("button", { name: "Create project" }).click();
    await page.waitForURL(/\/p\/[^/]+$/);
    await expect(workspace.preview.getByRole("heading", { name: "My shop" })).toBeVisible();
    const imported = workspace.project;
    expect(Object.keys(await storedFiles(page.request, easel.url, imported)).sort()).toEqual(["package.json", "src/App.tsx"]);

    // What was exported is imported again; what is no archive is refused at the end, and can be replaced.
    const zip = await page.request.get(`${easel.url}/api/projects/${imported}/export`);
    guard.allow(/status of 422/);
    await page.goto("/new?from=import");
    await hydrated(page);
    const archive = page.getByLabel("Archive", { exact: true });
    await archive.setInputFiles({ name: "broken.zip", mimeType: "application/zip", buffer: Buffer.from("no archive") });
    for (let i = 0; i < 3; i++) await next.click();
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(page.getByRole("alert")).toContainText("not a zip archive");
    await page.getByRole("navigation", { name: "Steps" }).getByRole("button", { name: "Start from" }).click();
    await page.getByRole("button", { name: "Choose something else" }).click();
    await archive.setInputFiles({ name: "shop.zip", mimeType: "application/zip", buffer: await zip.body() });
    await next.click();
    await page.getByRole("textbox", { name: "Name" }).fill("Shop again");
    await next.click();
    await next.click();
    await page.getByRole("button", { name: "Create project" }).click();
    await page.waitForURL(/\/p\/[^/]+$/);
    expect(await storedFiles(page.request, easel.url, workspace.project)).toHaveProperty(["src/App.tsx"]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
