// Around the work: palette and keys, a layout that stays, and edits that outlive an absent server.
import { Easel, makeFolder } from "../lib/easel.mjs";
import { expect, test } from "../lib/test.ts";
import { hydrated, storedFiles, Workspace } from "../lib/workspace.ts";

test("palette and shortcuts, by keyboard alone", async ({ page, workspace }) => {
  await workspace.create("A counter");
  await workspace.done(1);
  await workspace.editorReady();
  const palette = page.getByRole("dialog", { name: "Command palette" });
  const field = palette.getByRole("combobox");
  const options = palette.getByRole("option");

  // A file, from within the prompt box.
  await workspace.prompt.focus();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(field).toBeFocused();
  await page.keyboard.type("appcss");
  await expect(options.first()).toContainText("App.css");
  await expect(options.first().locator("mark").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(palette).toBeHidden();
  const tabs = page.getByRole("tablist", { name: "Open files" });
  await expect(tabs.getByRole("tab", { name: "App.css" })).toHaveAttribute("aria-selected", "true");

  // A setting; what was used last is offered first.
  const root = page.locator("html");
  for (const theme of ["dark", "light"]) {
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type(`colours ${theme}`);
    await expect(options.first()).toHaveText(new RegExp(`Colours: ${theme}`));
    await page.keyboard.press("Enter");
    await expect(root).toHaveAttribute("data-theme", theme);
  }
  await page.keyboard.press("ControlOrMeta+k");
  await expect(options.first()).toHaveText(/Colours: dark/);
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowUp");
  await expect(options.last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Escape");
  await expect(palette).toBeHidden();

  // Files alone, and a command that cannot be done now.
  await page.keyboard.press("ControlOrMeta+p");
  await expect(options.filter({ hasText: "package.json" })).toHaveCount(1);
  await expect(options.filter({ hasText: "Colours" })).toHaveCount(0);
  await page.keyboard.type(">stop the turn");
  await expect(options.first()).toHaveAttribute("aria-disabled", "true");
  await page.keyboard.press("Escape");

  // In the prompt box a question mark is one.
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await workspace.prompt.focus();
  await page.keyboard.type("What is this?");
  await expect(workspace.prompt).toHaveValue("What is this?");
  await expect(help).toBeHidden();
  await workspace.prompt.fill("");
  await page.getByRole("tab", { name: "Chat" }).focus();
  await page.keyboard.press("?");
  await expect(help).toContainText("Search in the project");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();

  // Earlier prompts come back; a draft outlives a reload.
  await workspace.prompt.focus();
  await page.keyboard.press("ArrowUp");
  await expect(workspace.prompt).toHaveValue("A counter");
  await page.keyboard.type(" in green");
  await page.reload();
  await hydrated(page);
  await expect(workspace.prompt).toHaveValue("A counter in green");
});

test("the layout stays over a reload, and the chat at its end", async ({ page, workspace }) => {
  await workspace.create("A counter");
  await workspace.done(1);
  await workspace.editorReady();
  const side = page.getByRole("separator", { name: "Width of the left panel" });
  const split = page.getByRole("separator", { name: "Width of the code" });
  const panel = page.getByRole("complementary", { name: "Left panel" });
  await side.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  await expect(side).toHaveAttribute("aria-valuenow", "448");
  await expect.poll(async () => Math.round((await panel.boundingBox())?.width ?? 0)).toBe(448);

  const edge = await split.boundingBox();
  if (!edge) throw new Error("there is no edge between code and preview");
  await page.mouse.move(edge.x + 4, edge.y + 200);
  await page.mouse.down();
  await page.mouse.move(edge.x + 154, edge.y + 220, { steps: 4 });
  await page.mouse.up();
  const share = await split.getAttribute("aria-valuenow");
  expect(Number(share)).toBeGreaterThan(55);
  await page.keyboard.press("Control+`");
  await expect(page.getByRole("log", { name: "Console" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+b");
  await expect(panel).toBeHidden();

  await page.reload();
  await hydrated(page);
  await expect(panel).toBeHidden();
  await expect(split).toHaveAttribute("aria-valuenow", share ?? "");
  await expect(page.getByRole("log", { name: "Console" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+b");
  await expect(side).toHaveAttribute("aria-valuenow", "448");
  await side.dblclick();
  await expect(side).toHaveAttribute("aria-valuenow", "384");

  // A window that narrows takes room from the chat; who was at its end still is.
  const left = () => page.getByRole("region", { name: "Conversation" })
    .evaluate((node) => node.scrollHeight - node.scrollTop - node.clientHeight);
  await expect.poll(left).toBeLessThan(2);
  await page.setViewportSize({ width: 390, height: 700 });
  await expect.poll(left).toBeLessThan(2);
});

test("edits made while the server is away are kept, sent, and never overwrite", async ({ page, workspace, guard, context, request }) => {
  guard.allow(/WebSocket connection to/, /net::ERR_/);
  const dataDir = makeFolder();
  const env = { EASEL_DEMO_RATE: "2500" };
  let easel = await Easel.start({ env, dataDir });
  const { port, url } = easel;
  const again = () => Easel.start({ env, dataDir, addr: `127.0.0.1:${port}` });
  await workspace.create("A counter", url);
  await workspace.done(1);
  await workspace.openFile("App.css");
  const project = workspace.project;
  const address = page.url();
  const stored = async () => (await storedFiles(request, url, project))["src/App.css"];
  const before = await stored();

  // The page stays open.
  await easel.stop("SIGKILL");
  await workspace.typeOver(`/* first */\n${before}`);
  const banner = page.getByText(/Offline: your changes are kept here/);
  await expect(banner).toBeVisible();
  easel = await again();
  await expect(workspace.saved).toHaveText("Saved");
  await expect.poll(stored).toBe(`/* first */\n${before}`);
  await expect(banner).toHaveCount(0, { timeout: 20_000 });

  // The tab is closed, and somebody else changes the same lines before the next visit.
  await easel.stop("SIGKILL");
  await workspace.typeOver(`/* mine */\n${before}`);
  await expect(banner).toBeVisible();
  await page.close();
  easel = await again();
  const theirs = `/* theirs */\n${before}`;
  const saved = await request.post(`${url}/api/fn/save_file`, {
    data: { project, path: "src/App.css", content: theirs, base: null, tab: null },
    headers: { accept: "application/json" },
  });
  expect(saved.status()).toBe(200);
  const next = new Workspace(await context.newPage());
  await next.page.goto(address);
  await hydrated(next.page);
  const dispute = next.page.locator(".banner").filter({ hasText: "src/App.css was changed here and elsewhere" });
  await expect(dispute).toBeVisible();
  expect(await stored(), "theirs was overwritten").toBe(theirs);
  await dispute.getByRole("button", { name: "Keep mine" }).click();
  await expect(dispute).toHaveCount(0);
  await expect.poll(stored).toBe(`/* mine */\n${before}`);
  await next.page.close();
  await easel.discard();
});
