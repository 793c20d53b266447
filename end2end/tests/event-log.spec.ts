// Point 5: however the stream is disturbed, the files end as in an undisturbed run.
import type { Page } from "@playwright/test";

import { Easel, makeFolder } from "../lib/easel.mjs";
import { expect, test } from "../lib/test.ts";
import { hydrated, storedFiles, Workspace } from "../lib/workspace.ts";

const PROMPT = "A pricing table";
const SLOW = { EASEL_DEMO_RATE: "800" };

test.describe("a disturbed stream", () => {
  let slow: Easel;
  let wanted: Record<string, string>;

  test.beforeAll(async ({ browser }) => {
    slow = await Easel.start({ env: SLOW });
    const page = await browser.newPage();
    const workspace = new Workspace(page);
    await workspace.create(PROMPT, slow.url);
    await workspace.done(1);
    wanted = await workspace.files();
    expect(Object.keys(wanted)).toContain("src/App.tsx");
    await page.close();
  });

  test.afterAll(async () => slow.discard());

  /** The turn is under way and some code is there. */
  async function midStream(workspace: Workspace): Promise<void> {
    await expect(workspace.stop).toBeVisible();
    // Which file is in front depends on how far the reply was when the page came.
    await expect.poll(() => workspace.visibleCode()).toMatch(/import|export/);
    await expect(workspace.stop, "the turn ended too soon for this test").toBeVisible();
  }

  async function endsAsUndisturbed(workspace: Workspace): Promise<void> {
    await workspace.done(1);
    expect(await workspace.files()).toEqual(wanted);
    await expect(workspace.preview.locator("#root")).not.toBeEmpty();
  }

  test("a reload in mid-stream", async ({ page, workspace }) => {
    await workspace.create(PROMPT, slow.url);
    await midStream(workspace);
    await page.reload();
    await hydrated(page);
    await expect(workspace.turn(1)).toContainText(PROMPT);
    await endsAsUndisturbed(workspace);
    await sameEditorText(workspace, page, wanted);
  });

  test("a second tab", async ({ page, workspace, context }) => {
    await workspace.create(PROMPT, slow.url);
    await midStream(workspace);
    const second = new Workspace(await context.newPage());
    await second.page.goto(page.url());
    await endsAsUndisturbed(second);
    await endsAsUndisturbed(workspace);
    // What one asks, the other sees.
    await second.ask("Make it dark");
    await workspace.done(2);
    expect(await workspace.files()).toEqual(await second.files());
  });

  test("a socket cut in mid-stream", async ({ page, workspace, guard }) => {
    guard.allow(/WebSocket connection to/);
    const sockets: { close(): void }[] = [];
    await page.routeWebSocket(/\/ws\/ai\/stream/, (socket) => {
      const server = socket.connectToServer();
      sockets.push({ close: () => { void server.close(); void socket.close({ code: 4000, reason: "cut" }); } });
    });
    await workspace.create(PROMPT, slow.url);
    await midStream(workspace);
    expect(sockets).toHaveLength(1);
    sockets[0]?.close();
    await endsAsUndisturbed(workspace);
    expect(sockets.length, "the page did not connect again").toBeGreaterThan(1);
    await sameEditorText(workspace, page, wanted);
  });

  test("a server killed in mid-stream and started again", async ({ page, workspace, guard, request }) => {
    guard.allow(/WebSocket connection to/, /net::ERR_CONNECTION_REFUSED/, /net::ERR_/);
    const dataDir = makeFolder();
    const doomed = await Easel.start({ env: SLOW, dataDir });
    await workspace.create(PROMPT, doomed.url);
    await midStream(workspace);
    const project = workspace.project;
    await doomed.stop("SIGKILL");
    const risen = await Easel.start({ env: SLOW, dataDir, addr: `127.0.0.1:${doomed.port}` });
    await workspace.done(1, 40_000);
    expect(await storedFiles(request, risen.url, project)).toEqual(wanted);
    await expect(workspace.preview.locator("#root")).not.toBeEmpty();
    expect(risen.errors).not.toContain("panicked");
    await risen.discard();
    await doomed.discard();
  });

  test("a server stopped in mid-stream takes the turn up again", async ({ page, workspace, guard, request }) => {
    guard.allow(/WebSocket connection to/, /net::ERR_/);
    const dataDir = makeFolder();
    const first = await Easel.start({ env: SLOW, dataDir });
    await workspace.create(PROMPT, first.url);
    await midStream(workspace);
    const project = workspace.project;
    expect((await first.stop("SIGTERM")).code).toBe(0);
    const second = await Easel.start({ env: SLOW, dataDir, addr: `127.0.0.1:${first.port}` });
    await workspace.done(1, 40_000);
    expect(await storedFiles(request, second.url, project)).toEqual(wanted);
    await second.discard();
    await first.discard();
    expect(page.url()).toContain(project);
  });
});

/** The editor's own text, not only the server's. */
async function sameEditorText(workspace: Workspace, page: Page, wanted: Record<string, string>): Promise<void> {
  await workspace.editorReady();
  const shown = await page.getByRole("tablist", { name: "Open files" }).getByRole("tab", { selected: true }).getAttribute("title");
  const lines = (wanted[shown ?? ""] ?? "").split("\n").slice(0, 12).join("\n").trimEnd();
  await page.keyboard.press("Escape");
  // A click that meets the editor while it draws itself anew goes nowhere.
  await expect(async () => {
    await workspace.editor.locator(".view-lines").first().click({ timeout: 1000 });
    await page.keyboard.press("ControlOrMeta+Home");
    expect(await workspace.visibleCode()).toContain(lines);
  }).toPass({ timeout: 10_000 });
}
