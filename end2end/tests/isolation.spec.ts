// Code in the preview is hostile and gets nothing.
import { ATTEMPTS, gained, HOSTILE } from "../lib/attempts.ts";
import { ScriptedModel } from "../lib/model.ts";
import { Project } from "../lib/project.ts";
import { whole } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

test("hostile code in the preview gets nothing", async ({ page, workspace, start, guard, context, request }) => {
  test.setTimeout(150_000);
  // It is meant to be refused, loudly.
  guard.allow(/./);
  const easel = await start({ env: { EASEL_DEMO_RATE: "2500" } });
  const project = await Project.create(request, easel.url, { "src/App.tsx": HOSTILE });
  const projects = async () => (await (await request.post(`${easel.url}/api/fn/list_projects`)).json() as unknown[]).length;
  const before = await projects();
  await context.addCookies([{ name: "session", value: "secret", url: easel.url }]);
  await page.goto(easel.url);
  await page.evaluate(() => localStorage.setItem("easel.secret", "secret"));
  await page.evaluate(() => { (globalThis as { alerted?: number }).alerted = 0; globalThis.alert = () => { (globalThis as { alerted?: number }).alerted = 1; }; });
  const calls: string[] = [];
  page.on("requestfinished", (finished) => {
    const { pathname: path, protocol } = new URL(finished.url());
    // The project's own modules are blobs, which never leave the browser.
    if (protocol === "blob:" || protocol === "data:") return;
    try {
      if (finished.frame()?.parentFrame() && !path.startsWith("/assets/") && !path.startsWith("/preview/")) calls.push(path);
    } catch {
      // Requests of workers have no frame.
    }
  });
  await page.goto(easel.url + project.path);
  await hydrated(page);
  const address = page.url();
  const report = workspace.preview.locator("#report");
  await expect(report, "the hostile code did not finish").toContainText("results", { timeout: 100_000 });
  const { origin, results } = JSON.parse(await report.innerText()) as { origin: string; results: Record<string, string> };
  expect(origin).toBe("null");
  expect(Object.keys(results)).toEqual(ATTEMPTS.map(({ name }) => name));
  expect(gained(results)).toEqual([]);

  // Whatever was attempted: the workspace is where it was, nobody was called, and it still works.
  expect(page.url()).toBe(address);
  expect(calls).toEqual([]);
  expect(await projects()).toBe(before);
  expect(context.pages().filter((open) => !open.isClosed() && open !== page && open.url().includes("/api/health")).length).toBeLessThanOrEqual(1);
  await workspace.prompt.fill("still mine");
  await expect(workspace.prompt).toHaveValue("still mine");
  await page.getByRole("button", { name: /^Console/ }).click();
  const log = page.getByRole("log", { name: "Console" });
  await page.getByRole("searchbox", { name: "Search the console" }).fill("onerror");
  await expect(log.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  expect(await log.locator("img").count()).toBe(0);
  await expect(page.locator("html")).toHaveAttribute("data-ready", "true");
});

test("a flood of 100,000 messages at once passes, and the app that sent it may be stopped", async ({ page, workspace, request, baseURL, guard }) => {
  guard.allow(/./);
  const flood = `export default function App() {
    return <button onClick={() => { for (let i = 0; i < 100000; i++) parent.postMessage(String(i), "*"); }}>Flood</button>;
  }`;
  const project = await Project.create(request, baseURL!, { "src/App.tsx": flood });
  await page.goto(project.path);
  await hydrated(page);
  const button = workspace.preview.getByRole("button", { name: "Flood" });
  await expect(button).toBeVisible();
  // Long enough in place to be the version to come back to.
  await page.waitForTimeout(1500);
  await button.click();
  await workspace.prompt.fill("still mine");
  await expect(workspace.prompt).toHaveValue("still mine");
  await expect(button).toBeVisible({ timeout: 20_000 });
});

test("an app that leaves for another page is started again, without a port for that page", async ({ page, workspace, request, baseURL, guard }) => {
  guard.allow(/./);
  const leave = `export default function App() {
    return <button onClick={() => { location.href = "/preview/frame"; }}>Leave</button>;
  }`;
  const project = await Project.create(request, baseURL!, { "src/App.tsx": leave });
  await page.goto(project.path);
  await hydrated(page);
  const button = workspace.preview.getByRole("button", { name: "Leave" });
  await button.click();
  await expect(button).toBeVisible();
  await expect(workspace.preview.getByRole("button")).toHaveCount(1);
});

test("a model's reply cannot make the preview reach further", async ({ page, workspace, start, guard }) => {
  guard.allow(/./);
  const model = await ScriptedModel.start();
  const call = 'export default function App() { fetch("https://api.example.com/").catch(() => {}); return <h1>Caller</h1>; }\n';
  const easel = await start({ env: model.on(/caller/, whole("src/App.tsx", call)).environment });
  await workspace.create("A caller", easel.url);
  await workspace.done(1);
  await expect(workspace.preview.getByRole("heading", { name: "Caller" })).toBeVisible();
  const card = page.locator('.failure[data-cause="blocked-network"]');
  await expect(card).toContainText("https://api.example.com");
  const policyOf = async () => (await page.locator('iframe[title="Preview"]').getAttribute("src")) ?? "";
  expect(await policyOf()).not.toContain("example");
  // Only a person opens it, for this project, in this browser.
  await card.getByRole("button", { name: "Allow https://api.example.com" }).click();
  await expect.poll(policyOf).toContain(encodeURIComponent("https://api.example.com"));
  await expect(workspace.preview.getByRole("heading", { name: "Caller" })).toBeVisible();
  await expect(card).toHaveCount(0);
  await model.stop();
});

test("the frame's document carries its own policy and refuses to be framed elsewhere", async ({ request, baseURL }) => {
  const frame = await request.get(`${baseURL}/preview/frame`);
  const policy = frame.headers()["content-security-policy"] ?? "";
  for (const part of ["sandbox allow-scripts", "default-src 'none'", "connect-src 'none'", "frame-ancestors 'self'"]) {
    expect(policy).toContain(part);
  }
  expect(policy).not.toContain("allow-same-origin");
  expect(policy).not.toContain("unsafe-eval");
  const page = await request.get(`${baseURL}/`);
  expect(page.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  const self = await request.get(`${baseURL}/preview/frame?allow=${encodeURIComponent(`${baseURL},https://a.test;script-src *`)}`);
  expect(self.headers()["content-security-policy"]).toContain("connect-src 'none'");
});

test("a foreign page cannot use the server", async ({ request, baseURL }) => {
  const foreign = await request.post(`${baseURL}/api/fn/list_projects`, { headers: { origin: "http://evil.example", "sec-fetch-site": "cross-site" } });
  expect(foreign.status()).toBe(403);
  const rebound = await request.get(`${baseURL}/`, { headers: { host: "evil.example" } });
  expect(rebound.status()).toBe(421);
});
