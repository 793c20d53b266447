// Every way in which a preview fails has a name, on screen, while the last version that worked stays in sight.
import { Project } from "../lib/project.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

const APP = `import { useState } from "react";
import { title } from "./title";
export default function App() {
  const [count, setCount] = useState(0);
  return <main><h1>{title}</h1><button onClick={() => setCount(count + 1)}>Count {count}</button></main>;
}
`;
const GOOD = { "src/App.tsx": APP, "src/title.ts": 'export const title = "Good";\n' };
const app = (body: string, imports = "") => ({ "src/App.tsx": `${imports}\n${body}\n` });

interface Row {
  name: string;
  cause: string;
  change: Record<string, string>;
  says: RegExp;
  /** File and line that are named. */
  place?: string;
  /** Requests that fail meanwhile. */
  breaks?: string;
  /** The app goes on with the change in it. */
  soft?: true;
}

const ROWS: Row[] = [
  { name: "a syntax error", cause: "syntax", change: app("export default function App() { return <main>; }"), says: /Unexpected|Expected/, place: "src/App.tsx, line 2" },
  { name: "a missing file", cause: "missing-file", change: { "src/App.tsx": APP.replace("./title", "./nowhere") }, says: /no file "\.\/nowhere"/, place: "src/App.tsx, line 2" },
  { name: "a missing export", cause: "missing-export", change: { "src/App.tsx": APP.replace("{ title }", "{ subtitle as title }") }, says: /does not export "subtitle"/, place: "src/App.tsx, line 2" },
  { name: "no default export", cause: "missing-default", change: { "src/App.tsx": APP.replace("export default", "export") }, says: /no default export/, place: "src/App.tsx" },
  { name: "an unknown package", cause: "unknown-package", change: app(APP, 'import pad from "left-pad-of-nobody"; pad();'), says: /left-pad-of-nobody/, place: "src/App.tsx, line 1" },
  { name: "a package that does not load", cause: "package-load", change: app(APP, 'import { create } from "zustand"; create(() => ({}));'), says: /"zustand" did not load/, place: "src/App.tsx, line 1", breaks: "**/assets/vendor-zustand-*.js" },
  { name: "a module that throws while loading", cause: "module", change: { "src/title.ts": '\nthrow new Error("no title today");\nexport const title = "Bad";\n' }, says: /no title today/, place: "src/title.ts, line 2" },
  { name: "a component that throws", cause: "runtime", change: app("export default function App(): never {\n  throw new Error('no luck');\n}"), says: /no luck/, place: "src/App.tsx, line 3" },
  { name: "state set while rendering", cause: "render-loop", change: { "src/App.tsx": APP.replace("  return", "  setCount(count + 1);\n  return") }, says: /renders without end/, place: "src/App.tsx" },
  { name: "an effect that renders again and again", cause: "render-loop", change: { "src/App.tsx": APP.replace('{ useState }', '{ useEffect, useState }').replace("  return", "  useEffect(() => setCount(count + 1));\n  return") }, says: /renders without end/, place: "src/App.tsx" },
  { name: "an endless loop", cause: "endless-loop", change: { "src/App.tsx": APP.replace("  return", "  while (true) {}\n  return") }, says: /loop does not end/, place: "src/App.tsx, line 5" },
  { name: "a call that never returns", cause: "endless-loop", change: { "src/App.tsx": APP.replace("  return", '  /^(a+)+$/.test("a".repeat(50) + "!");\n  return') }, says: /does not answer/, place: "src/App.tsx" },
  { name: "nothing rendered", cause: "nothing-rendered", change: app("export default function App() { return null; }"), says: /shows nothing/ },
  { name: "a blocked call", cause: "blocked-network", change: { "src/App.tsx": APP.replace("  return", '  if (count === 0) fetch("https://api.example.com/x").catch(() => {});\n  return') }, says: /https:\/\/api\.example\.com/, soft: true },
];

for (const { name, cause, change, says, place, breaks, soft } of ROWS) {
  test(`the cause is named: ${name}`, async ({ page, workspace, request, baseURL, guard }) => {
    guard.allow(/./);
    const project = await Project.create(request, baseURL!, GOOD);
    if (breaks) await page.route(breaks, (route) => route.abort());
    await page.goto(project.path);
    await hydrated(page);
    const heading = workspace.preview.getByRole("heading", { name: "Good" });
    await expect(heading).toBeVisible();
    // Long enough in place to be the version to come back to.
    await page.waitForTimeout(1500);

    const began = Date.now();
    await project.write(change);
    const failure = page.locator(`.failure[data-cause="${cause}"]`);
    await expect(failure).toBeVisible({ timeout: 4000 });
    const took = Date.now() - began;
    test.info().annotations.push({ type: "named after", description: `${took} ms` });
    await expect(failure).toContainText(says);
    if (place) await expect(failure).toContainText(place);
    await expect(heading, "the last good preview is gone").toBeVisible();
    // The workspace goes on.
    await workspace.prompt.fill("still here");
    await expect(workspace.prompt).toHaveValue("still here");
    if (!soft) {
      await expect(workspace.preview.getByRole("button", { name: /Count/ })).toBeVisible();
      await expect(failure).toContainText("The last version that worked is shown.");
    }

    // Once mended, it runs again by itself.
    await page.unrouteAll();
    await project.write({ ...GOOD, "src/title.ts": 'export const title = "Mended";\n' });
    await expect(workspace.preview.getByRole("heading", { name: "Mended" })).toBeVisible();
    if (!soft) await expect(failure).toHaveCount(0);
    await workspace.preview.getByRole("button").click();
    await expect(workspace.preview.getByRole("button")).toHaveText(/Count [1-9]/);
  });
}
