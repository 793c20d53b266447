// Point 7: a link shows a project to anyone, until it is revoked.
import { Project } from "../lib/project.ts";
import { expect, test } from "../lib/test.ts";
import { call, hydrated, Workspace } from "../lib/workspace.ts";

const FILES = {
  "src/App.tsx": 'import { greeting } from "./words";\nexport default () => <h1>{greeting}</h1>;\n',
  "src/words.ts": 'export const greeting = "Hello";\n',
};

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
  const code = reader.getByRole("region", { name: "Editor" });
  await expect(code).toContainText("import");
  await expect(reader.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(reader.getByRole("region", { name: "Running preview" })).toBeHidden();
  // Each file has an address of its own.
  await reader.getByRole("navigation", { name: "Files" }).getByRole("link", { name: "package.json" }).click();
  await expect(code).toContainText('"dependencies"');
  await plain.close();
});

test("pages that are open end with their link, and a mistake is taken back", async ({ page, visitor, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, FILES);
  const make = (form: Record<string, string>) => call<{ path: string }>(request, baseURL!, "create_link", { project: project.id, ...form });
  const view = await make({});
  const run = await make({ kind: "run", life: "week" });
  const stranger = await visitor();
  const code = await stranger.newPage();
  await code.goto(`${baseURL}${view.path}`);
  await hydrated(code);
  // What is cut off a link to the app alone is no way to its code.
  const app = await stranger.newPage();
  await app.goto(`${baseURL}${run.path}`);
  expect(app.url()).toBe(`${baseURL}${run.path}/app/`);
  await expect(app.frameLocator("iframe").getByRole("heading", { name: "Hello" })).toBeVisible({ timeout: 25_000 });

  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share project" });
  const rows = dialog.getByRole("list", { name: "Links" }).getByRole("listitem");
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText(/App alone.*expires in 7 days · opened once/s);
  await expect(rows.last()).toContainText(/Code and preview.*never expires · opened once/s);

  await rows.last().getByRole("button", { name: "Revoke" }).click();
  await expect(code.getByRole("heading", { name: "This link was revoked" })).toBeVisible();
  await expect(code.getByRole("tree")).toHaveCount(0);
  await expect(code.locator("iframe")).toHaveCount(0);
  await dialog.getByRole("button", { name: "Undo" }).click();
  await expect(rows).toHaveCount(2);
  await code.reload();
  await hydrated(code);
  await expect(code.getByRole("tree", { name: "Files" })).toBeVisible();

  await rows.first().getByRole("button", { name: "Revoke" }).click();
  await expect(app.getByRole("heading", { name: "This link was revoked" })).toBeVisible();
  await expect(app.locator("iframe")).toHaveCount(0);
});

test("a visitor takes a copy along where the link allows it", async ({ page, visitor, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share project" });
  await dialog.getByRole("switch", { name: "Visitors may fork" }).check();
  await dialog.getByRole("combobox", { name: "Expires" }).selectOption("After 1 hour");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
  await expect(dialog.getByRole("listitem")).toContainText(/Fork.*expires in an hour · never opened/s);

  const seen = await (await visitor()).newPage();
  await seen.goto(link);
  await hydrated(seen);
  await seen.getByRole("button", { name: "Fork" }).click();
  await seen.waitForURL(/\/p\/[^/]+$/);
  const fork = new Workspace(seen);
  await expect(seen.getByRole("textbox", { name: "Project name" })).toHaveValue(/\(copy\)$/);
  expect(fork.project).not.toBe(project.id);
  expect(await fork.files()).toEqual(FILES);
  await expect(fork.preview.getByRole("heading", { name: "Hello" })).toBeVisible();
  await expect(seen.getByRole("article")).toHaveCount(0);

  const closed = await call<{ path: string }>(request, baseURL!, "create_link", { project: project.id });
  await seen.goto(`${baseURL}${closed.path}`);
  await hydrated(seen);
  await expect(seen.getByRole("button", { name: "Fork" })).toHaveCount(0);
});
