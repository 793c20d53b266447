// Packages that do not come with Easel: from a registry, by name, once, and never against the person's will.
import { PackageRegistry } from "../lib/registry.ts";
import { Project } from "../lib/project.ts";
import { expect, test } from "../lib/test.ts";
import { call, hydrated, storedFiles } from "../lib/workspace.ts";

/** A CommonJS package with hooks, one with a sheet and pictures, and a further part of one that comes with Easel. */
const APP = `import { useEffect, useRef } from "react";
import { useDropzone } from "react-dropzone";
import L from "leaflet";
import "leaflet/dist/leaflet.css";
import * as THREE from "three";
import { FontLoader } from "three/examples/jsm/loaders/FontLoader.js";

export default function App() {
  const { getRootProps, getInputProps, isFocused } = useDropzone();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const map = L.map(place.current!).setView([51.5, -0.1], 3);
    return () => { map.remove(); };
  }, []);
  const shared = new FontLoader() instanceof THREE.Loader;
  return (
    <main>
      <h1>{shared ? "One Three" : "Two Threes"}</h1>
      <div {...getRootProps()} role="group" aria-label="Drop">{isFocused ? "Focused" : "Drop here"}<input {...getInputProps()} /></div>
      <div ref={place} style={{ height: 200 }} />
    </main>
  );
}
`;
const MANIFEST = JSON.stringify({ dependencies: { "react-dropzone": "^15.0.0", leaflet: "^1.9.0" } });

test.describe("with a registry", () => {
  test.describe.configure({ mode: "serial" });
  let registry: PackageRegistry;

  test.beforeAll(async () => {
    registry = await PackageRegistry.start(["react-dropzone", "leaflet", "../../frontend/node_modules/three"]);
  });
  test.afterAll(async () => registry.stop());

  test("packages of package.json run with the one React, and are kept without the registry", async ({ page, workspace, start, request, guard }) => {
    const easel = await start({ env: { EASEL_NPM_REGISTRY: registry.url } });
    const project = await Project.create(request, easel.url, { "package.json": MANIFEST, "src/App.tsx": APP });
    await page.goto(easel.url + project.path);
    await hydrated(page);
    const { preview } = workspace;
    await expect(preview.getByRole("heading", { name: "One Three" })).toBeVisible({ timeout: 25_000 });
    await preview.getByRole("group", { name: "Drop" }).focus();
    await expect(preview.getByText("Focused")).toBeVisible();
    // The sheet came along with the package.
    await expect(preview.locator(".leaflet-control-zoom a").first()).toBeVisible();
    expect(await preview.locator(".leaflet-container").evaluate((map) => getComputedStyle(map).position)).toBe("relative");

    // The app alone has them as well.
    const link = await call<{ path: string }>(request, easel.url, "create_link", { project: project.id });
    const alone = await page.context().newPage();
    await alone.goto(`${easel.url}${link.path}/app/`);
    const app = alone.frameLocator("iframe");
    await expect(app.getByRole("heading", { name: "One Three" })).toBeVisible({ timeout: 25_000 });
    expect(await app.locator(".leaflet-container").evaluate((map) => getComputedStyle(map).position)).toBe("relative");
    await alone.close();

    await page.goto("about:blank");
    // What was resolved once is answered without asking again; what is new is refused by name.
    await easel.stop();
    const offline = await start({ env: { EASEL_NPM_REGISTRY: "http://127.0.0.1:9" }, dataDir: easel.dataDir });
    await page.goto(offline.url + project.path);
    await hydrated(page);
    await expect(preview.getByRole("heading", { name: "One Three" })).toBeVisible({ timeout: 25_000 });
    guard.allow(/status of 503/);
    const later = await Project.create(request, offline.url, { "package.json": '{"dependencies":{"prop-types":"*"}}', "src/App.tsx": 'import "prop-types";\nexport default () => <h1>Later</h1>;\n' });
    await page.goto(offline.url + later.path);
    await hydrated(page);
    const failure = page.locator('.failure[data-cause="package-load"]');
    await expect(failure).toContainText("The package registry does not answer");
  });

  test("a package that nobody named is added by a click", async ({ page, workspace, start, request }) => {
    const easel = await start({ env: { EASEL_NPM_REGISTRY: registry.url } });
    const code = 'import accepts from "attr-accept";\nexport default () => <h1>{String(accepts({ name: "a.png", type: "image/png" }, "image/*"))}</h1>;\n';
    const project = await Project.create(request, easel.url, { "package.json": '{\n  "name": "mine"\n}\n', "src/App.tsx": code });
    await page.goto(easel.url + project.path);
    await hydrated(page);
    const failure = page.locator('.failure[data-cause="unknown-package"]');
    await expect(failure).toContainText('"attr-accept"');
    await failure.getByRole("button", { name: "Add attr-accept" }).click();
    await expect(workspace.preview.getByRole("heading", { name: "true" })).toBeVisible({ timeout: 20_000 });
    await expect(failure).toHaveCount(0);
    const manifest = JSON.parse((await storedFiles(request, easel.url, project.id))["package.json"]!) as { name: string; dependencies: Record<string, string> };
    expect(manifest.name).toBe("mine");
    expect(manifest.dependencies["attr-accept"]).toMatch(/^\^2\./);
  });

  test("what the registry does not have is said, and nothing is written", async ({ page, start, request, guard }) => {
    guard.allow(/status of 422/);
    const easel = await start({ env: { EASEL_NPM_REGISTRY: registry.url } });
    const files = { "package.json": '{"dependencies":{"leaflet":"^99.0.0"}}', "src/App.tsx": 'import L from "leaflet";\nexport default () => <h1>{L.version}</h1>;\n' };
    const project = await Project.create(request, easel.url, files);
    await page.goto(easel.url + project.path);
    await hydrated(page);
    await expect(page.locator('.failure[data-cause="package-load"]')).toContainText('no version that fits "^99.0.0". The newest is 1.9.4.');
    await project.write({ "src/App.tsx": 'import x from "nobody-made-this";\nexport default () => <h1>{x}</h1>;\n' });
    const failure = page.locator('.failure[data-cause="unknown-package"]');
    await failure.getByRole("button", { name: "Add nobody-made-this" }).click();
    await expect(page.getByText('There is no package "nobody-made-this" in the registry.')).toBeVisible();
    expect((await storedFiles(request, easel.url, project.id))["package.json"]).toBe(files["package.json"]);
  });
});

test("switched off, only what comes with Easel is to be had", async ({ page, start, request, guard }) => {
  guard.allow(/status of 422/);
  const easel = await start({ env: { EASEL_NPM_REGISTRY: "off", npm_config_registry: "http://127.0.0.1:9" } });
  const project = await Project.create(request, easel.url, { "package.json": MANIFEST, "src/App.tsx": APP });
  await page.goto(easel.url + project.path);
  await hydrated(page);
  await expect(page.locator('.failure[data-cause="package-load"]')).toContainText("no package registry is configured");
});

test("only names of packages are asked for, and only by pages of this server", async ({ request, baseURL }) => {
  const ask = (data: unknown, headers = {}) => request.post(`${baseURL}/api/packages/resolve`, { data, headers });
  for (const [specifier, name] of [["../../etc/passwd", ".."], ["a/../../b", "a"], ["a\\b", "a\\b"], ["http://127.0.0.1/x", "http:"], [`a/${"x".repeat(300)}`, "a"], ["a?b", "a?b"]]) {
    const answer = await ask({ wanted: [{ name, range: "*" }], imports: [specifier] });
    expect(answer.status(), specifier).toBe(422);
    expect(((await answer.json()) as { message: string }).message).toContain("cannot be the name");
  }
  expect((await ask({ wanted: [] })).status()).toBe(422);
  const many = Array.from({ length: 61 }, (_, at) => ({ name: `p${at}`, range: "*" }));
  expect((await ask({ wanted: many, imports: [] })).status()).toBe(422);
  expect((await ask({ wanted: [], imports: ["x".repeat(70_000)] })).status()).toBe(413);
  expect((await ask({ wanted: [], imports: [] }, { origin: "null", "sec-fetch-site": "cross-site" })).status()).toBe(403);
  for (const path of ["index.json", "..%2f..%2feasel.db", ".hidden", "x.js"]) {
    expect((await request.get(`${baseURL}/npm/-/${"0".repeat(32)}/${path}`)).status(), path).toBe(404);
  }
  expect((await request.get(`${baseURL}/npm/-/..%2f..%2fjobs/x.js`)).status()).toBe(404);
});
