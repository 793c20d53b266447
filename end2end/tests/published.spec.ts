// A shared project's app by itself: bundled by the server, with production React, in a sealed frame.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { ATTEMPTS, gained, HOSTILE } from "../lib/attempts.ts";
import { Project } from "../lib/project.ts";
import { expect, test } from "../lib/test.ts";
import { call, hydrated } from "../lib/workspace.ts";

const FILES = {
  "src/App.tsx": `import { useState } from "react";
import { BrowserRouter, Link, Route, Routes, useParams } from "react-router";
import { Star } from "lucide-react";
import mark from "./mark.svg";
import styles from "./card.module.css";
import "./index.css";

function Item() {
  return <h1>Item {useParams().id}</h1>;
}

function Home() {
  const [count, setCount] = useState(() => Number(localStorage.getItem("count") ?? 0));
  const add = () => { localStorage.setItem("count", String(count + 1)); setCount(count + 1); };
  return (
    <div className={styles.card}>
      <h1 className="text-3xl font-bold">Shop</h1>
      <button onClick={add}>Count {count}</button>
      <img src={mark} alt="Mark" />
      <img src="/photo.svg" alt="Photo" />
      <Star aria-label="Star" />
      <Link to="/items/7?tab=more#end">Item</Link>
      <button onClick={() => fetch("/hello.txt").then((answer) => answer.text()).then((text) => document.querySelector("output")!.append(text))}>Ask</button>
      <output />
      <p>{import.meta.env.MODE}</p>
    </div>
  );
}

export default function App() {
  return (
    <BrowserRouter>
      <Routes>
        <Route path="/" element={<Home />} />
        <Route path="/items/:id" element={<Item />} />
      </Routes>
    </BrowserRouter>
  );
}
`,
  "src/card.module.css": ".card { padding: 24px; background: rgb(1, 2, 3); color: white; }\n",
  "src/index.css": '@import "tailwindcss";\n',
  "src/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20" fill="red"/></svg>',
  "public/photo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><rect width="30" height="30" fill="blue"/></svg>',
  "public/hello.txt": "hello from public",
};

test("the app alone runs with its styles, files, addresses and memory, until the link is revoked", async ({ page, visitor, request, baseURL, guard }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share project" });
  await dialog.getByRole("button", { name: "Create link" }).click();
  const address = await dialog.getByRole("textbox", { name: "App address" }).inputValue();
  expect(address).toMatch(/\/s\/[\w-]{16,}\/app\/$/);

  const stranger = await visitor();
  const seen = await stranger.newPage();
  const sizes: Record<string, number> = {};
  seen.on("response", async (response) => {
    const path = new URL(response.url()).pathname;
    if (path.includes("/app/-/")) sizes[path] = (await response.body().catch(() => Buffer.alloc(0))).length;
  });
  expect((await seen.goto(address))?.status()).toBe(200);
  const app = seen.frameLocator("iframe");
  await expect(app.getByRole("heading", { name: "Shop" })).toBeVisible({ timeout: 25_000 });
  // Production React, and no more of the packages than is used.
  await expect(app.getByText("production")).toBeVisible();
  const script = Object.entries(sizes).filter(([path]) => path.endsWith(".js"));
  expect(script.length).toBeGreaterThan(0);
  expect(script.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(450_000);
  for (const [path] of script) expect(path).toMatch(/-[\w-]{8,}\.js$/);
  const card = app.locator("div", { has: app.getByRole("heading") }).last();
  expect(await card.evaluate((node) => getComputedStyle(node).backgroundColor)).toBe("rgb(1, 2, 3)");
  expect(await app.getByRole("heading").evaluate((node) => getComputedStyle(node).fontWeight)).toBe("700");
  for (const name of ["Mark", "Photo"]) {
    expect(await app.getByRole("img", { name }).evaluate((image) => (image as HTMLImageElement).naturalWidth), name).toBeGreaterThan(0);
  }
  await app.getByRole("button", { name: "Ask" }).click();
  await expect(app.getByText("hello from public")).toBeVisible();

  // What it stores is there after a reload, for this project only.
  await app.getByRole("button", { name: "Count 0" }).click();
  await expect(app.getByRole("button", { name: "Count 1" })).toBeVisible();
  await expect.poll(() => seen.evaluate(() => Object.keys(localStorage).join())).toContain("published.");
  await seen.reload();
  await expect(app.getByRole("button", { name: "Count 1" })).toBeVisible();

  // Its addresses are addresses of the page.
  await app.getByRole("link", { name: "Item" }).click();
  await expect(app.getByRole("heading", { name: "Item 7" })).toBeVisible();
  await expect.poll(() => seen.url()).toBe(`${address}items/7?tab=more#end`);
  await seen.reload();
  await expect(app.getByRole("heading", { name: "Item 7" })).toBeVisible();
  expect(await stranger.cookies()).toEqual([]);

  // A version that does not compile is not shown: the one before it stays.
  await project.write({ "src/App.tsx": "export default function App() { return <main>; }" });
  await seen.goto(address);
  await expect(app.getByRole("heading", { name: "Shop" })).toBeVisible();
  await project.write({ "src/App.tsx": "export default function App() { return <h1>Newer</h1>; }" });
  await seen.goto(address);
  await expect(app.getByRole("heading", { name: "Newer" })).toBeVisible({ timeout: 20_000 });

  const file = new URL(Object.keys(sizes).find((path) => path.endsWith(".js"))!, baseURL).href;
  expect((await request.get(file)).status()).toBe(200);
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(dialog.getByRole("list", { name: "Links" })).toHaveCount(0);
  guard.allow(/status of 404/);
  expect((await seen.goto(address))?.status()).toBe(404);
  await expect(seen.getByText("This link does not work any more.")).toBeVisible();
  expect((await request.get(file)).status()).toBe(404);
});

test("a project that never compiled says why", async ({ page, request, baseURL, guard }) => {
  guard.allow(/status of 422/);
  const project = await Project.create(request, baseURL!, { "src/App.tsx": '\nimport { x } from "./gone";\nexport default () => <h1>{x}</h1>;\n' });
  const link = await call<{ path: string }>(request, baseURL!, "create_link", { project: project.id });
  expect((await page.goto(`${link.path}/app/`))?.status()).toBe(422);
  await expect(page.getByText("src/App.tsx, line 2:")).toBeVisible();
  await expect(page.getByText('There is no file "./gone"')).toBeVisible();
});

test("hostile code in a published app gets nothing", async ({ page, request, start, context, guard }) => {
  test.setTimeout(90_000);
  guard.allow(/./);
  const easel = await start({ env: { EASEL_DEMO_RATE: "2500" } });
  const project = await Project.create(request, easel.url, { "src/App.tsx": HOSTILE });
  const link = await call<{ path: string }>(request, easel.url, "create_link", { project: project.id });
  const projects = async () => (await (await request.post(`${easel.url}/api/fn/list_projects`)).json() as unknown[]).length;
  const before = await projects();
  await context.addCookies([{ name: "session", value: "secret", url: easel.url }]);
  await page.goto(easel.url);
  await page.evaluate(() => localStorage.setItem("easel.secret", "secret"));
  const calls: string[] = [];
  page.on("requestfinished", (finished) => {
    const { pathname: path, protocol } = new URL(finished.url());
    if (protocol === "blob:" || protocol === "data:") return;
    try {
      if (finished.frame()?.parentFrame() && !path.startsWith("/assets/") && !path.includes("/app/-/")) calls.push(path);
    } catch {
      // Requests of workers have no frame.
    }
  });
  const address = `${easel.url}${link.path}/app/`;
  await page.goto(address);
  const report = page.frameLocator("iframe").locator("#report");
  await expect(report, "the hostile code did not finish").toContainText("results", { timeout: 75_000 });
  const { origin, results } = JSON.parse(await report.innerText()) as { origin: string; results: Record<string, string> };
  expect(origin).toBe("null");
  expect(Object.keys(results)).toEqual(ATTEMPTS.map(({ name }) => name));
  expect(gained(results)).toEqual([]);
  expect(new URL(page.url()).pathname.startsWith(new URL(address).pathname)).toBe(true);
  expect(calls).toEqual([]);
  expect(await projects()).toBe(before);
});

test("the parts of a published app are served with the policy of a sealed frame", async ({ request, baseURL }) => {
  const project = await Project.create(request, baseURL!, { "src/App.tsx": "export default () => <h1>Sealed</h1>;\n" });
  const { path } = await call<{ path: string }>(request, baseURL!, "create_link", { project: project.id });
  const page = await request.get(`${baseURL}${path}/app/`);
  expect(page.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  const frame = await request.get(`${baseURL}${path}/app/-/frame`);
  const policy = frame.headers()["content-security-policy"] ?? "";
  for (const part of ["sandbox allow-scripts", "default-src 'none'", "form-action 'none'", `connect-src ${baseURL}${path}/app/-/`]) {
    expect(policy).toContain(part);
  }
  for (const never of ["allow-same-origin", "unsafe-eval", "allow-top-navigation"]) expect(policy).not.toContain(never);
  expect((await request.get(`${baseURL}${path}/app`, { maxRedirects: 0 })).headers()["location"]).toBe(`${path}/app/`);
  for (const file of [`${"0".repeat(32)}/x.js`, `${"0".repeat(32)}/..%2f..%2f..%2feasel.db`, `${"0".repeat(32)}/..%2findex.json`]) {
    expect((await request.get(`${baseURL}${path}/app/-/${file}`)).status(), file).not.toBe(200);
  }
});

test("nothing of an app is left when its project is deleted", async ({ request, easel }) => {
  const project = await Project.create(request, easel.url, { "src/App.tsx": "export default () => <h1>Gone soon</h1>;\n" });
  const { path } = await call<{ path: string }>(request, easel.url, "create_link", { project: project.id });
  expect((await request.get(`${easel.url}${path}/app/`)).status()).toBe(200);
  const folder = join(easel.dataDir, "published", project.id);
  expect(existsSync(folder)).toBe(true);
  await call(request, easel.url, "delete_project", { project: project.id });
  expect(existsSync(folder)).toBe(false);
  expect((await request.get(`${easel.url}${path}/app/`)).status()).toBe(404);
});

test("a project without code says so, and names no line", async ({ request, baseURL }) => {
  const project = await Project.create(request, baseURL!, { "README.md": "# Nothing yet\n" });
  const { path } = await call<{ path: string }>(request, baseURL!, "create_link", { project: project.id });
  const answer = await request.get(`${baseURL}${path}/app/`);
  expect(answer.status()).toBe(422);
  const text = await answer.text();
  expect(text).toContain("There is no src/App.tsx");
  expect(text).not.toContain("line 1");
});
