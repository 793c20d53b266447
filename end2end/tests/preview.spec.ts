// The preview as a tool: sizes, picking, pictures, a tab of its own, what apps store, hot updates, the console.
import { readFileSync } from "node:fs";

import { Project } from "../lib/project.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

const APP = `import { useState } from "react";
import { Row } from "./Row";
import { unit } from "./unit";
export default function App() {
  const [count, setCount] = useState(0);
  return <main>
    <h1>Rows</h1>
    <button onClick={() => setCount(count + 1)}>Count {count}</button>
    <Row label="one" /> <Row label="two" /><p>{unit}</p>
  </main>;
}
`;
const FILES = {
  "src/App.tsx": APP,
  "src/Row.tsx": 'export function Row({ label }: { label: string }) {\n  return <p className="row">Row {label}</p>;\n}\n',
  "src/unit.ts": 'export const unit = "cm";\n',
};

test("hot updates keep state, a full reload says why", async ({ page, workspace, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await page.goto(project.path);
  await hydrated(page);
  const { preview } = workspace;
  const button = preview.getByRole("button");
  await button.click();
  const status = page.getByRole("region", { name: "Running preview" }).getByRole("status");
  await project.write({ "src/Row.tsx": FILES["src/Row.tsx"].replace("Row {label}", "Line {label}") });
  await expect(preview.getByText("Line two")).toBeVisible();
  await expect(button).toHaveText("Count 1");
  await expect(status).toHaveText(/^Hot update \d+ ms$/);
  // A module that is no component is taken by the component that imports it.
  await project.write({ "src/unit.ts": 'export const unit = "inch";\n' });
  await expect(preview.getByText("inch")).toBeVisible();
  await expect(button).toHaveText("Count 1");
  // Nobody above can take this one: the app starts over, and says so.
  await project.write({ "src/App.tsx": APP.replace("export default", "export const version = 2;\nexport default") });
  await expect(status).toHaveText(/^Full reload \d+ ms$/);
  await expect(button).toHaveText("Count 0");
  await expect(status).toHaveAttribute("title", /src\/App\.tsx/);
});

test("devices keep their width, and turn", async ({ page, workspace, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await page.goto(project.path);
  await hydrated(page);
  const size = () => workspace.preview.locator("html").evaluate(() => `${innerWidth}x${innerHeight}`);
  await expect(workspace.preview.getByRole("heading", { name: "Rows" })).toBeVisible();
  await page.getByRole("button", { name: "Phone width" }).click();
  await expect.poll(size).toBe("373x810");
  await page.getByRole("button", { name: "Rotate" }).click();
  await expect.poll(size).toBe("810x373");
  await page.getByRole("button", { name: "Tablet width" }).click();
  await page.getByRole("button", { name: "Rotate" }).click();
  await expect.poll(size).toBe("766x1022");
  // It fits into the pane, scaled if need be, and can still be used.
  const frame = (await page.locator('iframe[title="Preview"]').boundingBox())!;
  const pane = (await page.getByRole("region", { name: "Running preview" }).boundingBox())!;
  expect(frame.x).toBeGreaterThanOrEqual(pane.x);
  expect(frame.x + frame.width).toBeLessThanOrEqual(pane.x + pane.width);
  expect(frame.y + frame.height).toBeLessThanOrEqual(pane.y + pane.height);
  // By hand: the test's own clicks do not know of scaled frames.
  const button = await workspace.preview.getByRole("button").evaluate((node) => node.getBoundingClientRect().toJSON() as DOMRect);
  const scale = frame.width / 766;
  await page.mouse.click(frame.x + (button.x + button.width / 2) * scale, frame.y + (button.y + button.height / 2) * scale);
  await expect(workspace.preview.getByRole("button")).toHaveText("Count 1");
  await page.getByRole("button", { name: "Full width" }).click();
  await expect.poll(size).not.toBe("766x1022");
});

test("an element that was picked goes into the prompt with its place", async ({ page, workspace, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await page.goto(project.path);
  await hydrated(page);
  const { preview } = workspace;
  const pick = page.getByRole("button", { name: "Pick an element" });
  await expect(preview.getByText("Row two")).toBeVisible();
  await pick.click();
  await expect(pick).toHaveAttribute("aria-pressed", "true");
  await preview.getByRole("button").hover();
  await preview.getByRole("button").click();
  const chips = page.getByRole("list", { name: "Elements" });
  await expect(chips.getByRole("listitem")).toHaveText(["<button> in src/App.tsx:8"]);
  await expect(pick).toHaveAttribute("aria-pressed", "false");
  await expect(preview.getByRole("button"), "the click reached the app").toHaveText("Count 0");
  await pick.click();
  await preview.getByText("Row two").click();
  await expect(chips.getByRole("listitem")).toHaveText(["<button> in src/App.tsx:8", "<p> in src/Row.tsx:2"]);
  await chips.getByRole("button", { name: "Remove <button> in src/App.tsx:8" }).click();
  // Escape gives it up.
  await pick.click();
  await page.keyboard.press("Escape");
  await expect(pick).toHaveAttribute("aria-pressed", "false");
  await workspace.ask("Make it bold");
  await expect(chips).toHaveCount(0);
  await expect(workspace.turn(2)).toContainText("<p> in src/Row.tsx:2 with the text “Row two”");
});

test("a picture of the app is saved", async ({ page, workspace, request, baseURL }) => {
  const red = 'export default function App() { return <main style={{ position: "fixed", inset: 0, background: "rgb(255, 0, 0)" }}>red</main>; }\n';
  const project = await Project.create(request, baseURL!, { "src/App.tsx": red });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(project.path);
  await hydrated(page);
  await expect(workspace.preview.getByText("red")).toBeVisible();
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Take a picture" }).click();
  const bytes = readFileSync(await (await saving).path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  const pixel = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    return { size: [image.width, image.height], color: [...context.getImageData(image.width - 5, image.height - 5, 1, 1).data] };
  }, bytes.toString("base64"));
  expect(pixel.color).toEqual([255, 0, 0, 255]);
  expect(pixel.size[0]).toBeGreaterThan(200);
});

test("a tab of its own follows the workspace", async ({ page, workspace, request, baseURL, context }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await page.goto(project.path);
  await hydrated(page);
  await expect(workspace.preview.getByRole("heading", { name: "Rows" })).toBeVisible();
  const opening = context.waitForEvent("page");
  await page.getByRole("link", { name: "Open in a tab" }).click();
  const tab = await opening;
  const app = tab.frameLocator('iframe[title="Preview"]');
  await app.getByRole("button").click();
  await project.write({ "src/Row.tsx": FILES["src/Row.tsx"].replace("Row {label}", "Line {label}") });
  await expect(app.getByText("Line one")).toBeVisible();
  await expect(app.getByRole("button")).toHaveText("Count 1");
  await project.write({ "src/Row.tsx": "export function Row( {\n" });
  await expect(tab.getByRole("alert")).toContainText("src/Row.tsx, line 2");
  await expect(app.getByText("Line one")).toBeVisible();
  expect(await app.locator("html").evaluate(() => self.origin)).toBe("null");
  expect((await request.get(`${baseURL}/preview/nobody`)).status()).toBe(404);
});

test("what an app stores outlives a reload, and stays its own", async ({ page, workspace, request, baseURL }) => {
  const app = (name: string) => `export default function App() {
  const n = Number(localStorage.getItem("n") ?? 0);
  return <main><h1>${name} {n}</h1><p>{document.cookie || "no cookie"}</p><p>{sessionStorage.getItem("s") ?? "no session"}</p>
    <button onClick={() => { localStorage.setItem("n", String(n + 1)); document.cookie = "c=1"; sessionStorage.s = "on"; }}>Store</button></main>;
}
`;
  const [first, second] = [await Project.create(request, baseURL!, { "src/App.tsx": app("A") }), await Project.create(request, baseURL!, { "src/App.tsx": app("B") })];
  const { preview } = workspace;
  await page.goto(first.path);
  await hydrated(page);
  await expect(preview.getByRole("heading", { name: "A 0" })).toBeVisible();
  await preview.getByRole("button", { name: "Store" }).click();
  await page.waitForTimeout(500);
  await page.getByRole("button", { name: "Reload", exact: true }).click();
  await expect(preview.getByRole("heading", { name: "A 1" })).toBeVisible();
  await expect(preview.getByText("c=1")).toBeVisible();
  await expect(preview.getByText("on", { exact: true })).toBeVisible();
  await page.reload();
  await hydrated(page);
  await expect(preview.getByRole("heading", { name: "A 1" })).toBeVisible();
  await expect(preview.getByText("no session")).toBeVisible();
  await page.goto(second.path);
  await hydrated(page);
  await expect(preview.getByRole("heading", { name: "B 0" })).toBeVisible();
  await page.goto(first.path);
  await hydrated(page);
  await expect(preview.getByRole("heading", { name: "A 1" })).toBeVisible();
  await page.getByRole("button", { name: "Reload", exact: true }).click({ modifiers: ["Shift"] });
  await expect(preview.getByRole("heading", { name: "A 0" })).toBeVisible();
});

test("the console: every method, filters, search, places, files to keep", async ({ page, workspace, request, baseURL, guard }) => {
  guard.allow(/./);
  const project = await Project.create(request, baseURL!, { "src/App.tsx": `import { useEffect } from "react";
const circle: Record<string, unknown> = { name: "circle" };
circle.self = circle;
export default function App() {
  useEffect(() => {
    console.log("a log", { deep: { list: [1, 2] } }, circle);
    console.info("an info");
    console.warn("a warning");
    console.debug("a debug line");
    console.table([{ id: 1, name: "Ada" }, { id: 2, name: "Bob" }]);
    console.trace("a trace");
    console.count("clicks");
    console.assert(1 > 2, "not so");
    console.error(new TypeError("a type error"));
    fetch("https://api.example.com/data").catch(() => {});
    setTimeout(() => { throw new RangeError("out of range"); }, 0);
    Promise.reject(new Error("nobody caught me"));
  }, []);
  return <h1>Logging</h1>;
}
` });
  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("button", { name: /^Console/ }).click();
  const log = page.getByRole("log", { name: "Console" });
  for (const text of [
    'a log { deep: { list: [1, 2] } } { name: "circle", self: [Circular] }', "an info", "a warning", "a debug line", "a trace",
    "clicks: 1", "Assertion failed: not so", "TypeError: a type error", "Uncaught RangeError: out of range",
    "Unhandled rejection: nobody caught me", "GET https://api.example.com/data failed",
  ]) await expect(log, text).toContainText(text);
  await expect(log).toContainText(/id\s+name\n0\s+1\s+Ada/);
  const line = (text: string) => log.locator(".line").filter({ hasText: text }).first();
  await expect(line("a type error").locator("em")).toHaveText("Type");
  await expect(line("GET https://api.example.com/data").locator("em")).toHaveText("Network");

  await page.getByRole("button", { name: /^Errors/ }).click();
  await expect(line("a type error")).toHaveCount(0);
  await expect(line("a warning")).toBeVisible();
  await page.getByRole("button", { name: /^Messages/ }).click();
  await expect(line("an info")).toHaveCount(0);
  await page.getByRole("button", { name: /^Messages/ }).click();
  await page.getByRole("searchbox", { name: "Search the console" }).fill("WARNING");
  await expect(log.locator(".line")).toHaveCount(1);
  await line("a warning").getByRole("button", { name: "src/App.tsx:8" }).click();
  await workspace.editorReady();
  await expect.poll(() => workspace.visibleCode()).toContain('console.warn("a warning")');
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save the console" }).click();
  const kept = JSON.parse(readFileSync(await (await saving).path(), "utf8")) as { text: string; line: number }[];
  expect(kept.map(({ text, line }) => [text, line])).toEqual([["a warning", 8]]);
  await page.getByRole("button", { name: "Clear the console" }).click();
  await expect(log.locator(".line")).toHaveCount(0);
});

test("10,000 log lines a second freeze nothing", async ({ page, workspace, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, { "src/App.tsx": `import { useState } from "react";
export default function App() {
  const [state, setState] = useState("Start it");
  const start = () => {
    setState("Logging");
    const until = performance.now() + 3000;
    let lines = 0;
    const timer = setInterval(() => {
      for (let i = 0; i < 150; i++) console.debug("line", lines++, { of: "many" });
      if (performance.now() < until) return;
      clearInterval(timer);
      setState("Logged " + lines);
    }, 10);
  };
  return <button onClick={start}>{state}</button>;
}
` });
  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("button", { name: /^Console/ }).click();
  await page.evaluate(() => {
    const spans: number[] = [];
    (globalThis as { spans?: number[] }).spans = spans;
    // The app's own tasks are told, too, where its frame shares the page's process: those are its own affair.
    const own = (list: PerformanceObserverEntryList) => list.getEntries().filter(({ name }) => name === "self");
    new PerformanceObserver((list) => spans.push(...own(list).map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  await workspace.preview.getByRole("button", { name: "Start it" }).click();
  await expect(workspace.preview.getByRole("button", { name: /Logged \d+/ })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("log", { name: "Console" })).toContainText(/\d+ more lines were left out/);
  await workspace.prompt.fill("still quick");
  await expect(workspace.prompt).toHaveValue("still quick");
  const spans = await page.evaluate(() => (globalThis as unknown as { spans: number[] }).spans);
  const blocked = spans.reduce((sum, span) => sum + span, 0);
  // Out of five seconds or more, with another browser on the same two cores.
  expect(blocked, "the page was kept from its work").toBeLessThan(3000);
  test.info().annotations.push({ type: "long tasks", description: `${spans.length}, ${blocked} ms` });
  await expect(page.locator(".failure")).toHaveCount(0);
});

test("the server hears the console, and says it to whoever listens", async ({ page, workspace, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, { "src/App.tsx": `export default function App() {
  return <button onClick={() => { console.warn("from the app"); for (let i = 0; i < 200; i++) console.log("line", i); }}>Say it</button>;
}
` });
  await page.goto(project.path);
  await hydrated(page);
  await workspace.preview.getByRole("button", { name: "Say it" }).click();
  await page.getByRole("button", { name: /^Console/ }).click();
  await expect(page.getByRole("log", { name: "Console" })).toContainText("line 199");
  // Listeners live in another page of the same server.
  const elsewhere = await page.context().newPage();
  await elsewhere.goto("/");
  type Frame = { frame: string; entries: { level: string; text: string; path: string; line: number }[] };
  type Ears = { ears: { socket: WebSocket; frames: Frame[] }[] };
  const listen = () => elsewhere.evaluate((path) => new Promise<number>((heard, failed) => {
    const { ears } = Object.assign(globalThis, { ears: (globalThis as unknown as Ears).ears ?? [] });
    const socket = new WebSocket(location.origin.replace("http", "ws") + path);
    const frames: Frame[] = [];
    const n = ears.push({ socket, frames }) - 1;
    socket.onmessage = ({ data }) => { frames.push(JSON.parse(String(data)) as Frame); heard(n); };
    socket.onerror = () => failed(new Error("The socket was refused."));
  }), `/ws/projects/${project.id}/console`);
  const frames = (n: number) => elsewhere.evaluate((n) => (globalThis as unknown as Ears).ears[n]!.frames, n);
  const send = (n: number, text: string) => elsewhere.evaluate(([n, text]) => (globalThis as unknown as Ears).ears[n as number]!.socket.send(String(text)), [n, text]);

  // Who comes late gets what is kept.
  await expect.poll(async () => (await frames(await listen()))[0]!.entries.length).toBe(201);
  const ear = await listen();
  expect((await frames(ear))[0]!.entries[0]).toMatchObject({ level: "warn", text: "from the app", path: "src/App.tsx", line: 2 });
  // Then everything as it is said.
  await workspace.preview.getByRole("button", { name: "Say it" }).click();
  await expect.poll(async () => (await frames(ear)).slice(1).flatMap(({ entries }) => entries).length).toBe(201);
  expect((await frames(ear)).length, "entries came one by one").toBeLessThan(12);
  // What one sends, the others hear; nonsense ends the connection with a reason.
  const other = await listen();
  await send(other, JSON.stringify({ frame: "entries", entries: [{ level: "info", text: "from a script", at_ms: 1 }] }));
  await expect.poll(async () => (await frames(ear)).at(-1)!.entries[0]?.text).toBe("from a script");
  await send(other, "nonsense");
  await expect.poll(async () => (await frames(other)).at(-1)!.frame).toBe("failed");
});
