// What a project may consist of: every kind of import, TypeScript's own features, packages, Tailwind.
import { Project } from "../lib/project.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

const PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAEElEQVR4nGP4z8DAxMDAAAAHCQEClNBcDwAAAABJRU5ErkJggg==";
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="5"><rect width="7" height="5" fill="#00f"/></svg>';

interface Row {
  name: string;
  files: Record<string, string>;
  /** What `#out` says in the end. */
  out: string | RegExp;
}

const app = (imports: string, out: string, more = "") =>
  `${imports}\n${more}\nexport default function App() { return <div id="out">{String(${out})}</div>; }\n`;

const ROWS: Row[] = [
  { name: "relative, index, extension and alias", out: "a b c d e", files: {
    "src/App.tsx": app('import a from "./a"; import b from "./b.js"; import c from "./c"; import d from "@/deep/d"; import e from "#lib/e";', '[a, b, c, d, e].join(" ")'),
    "src/a.ts": 'export default "a";', "src/b.ts": 'export default "b";', "src/c/index.ts": 'export default "c";',
    "src/deep/d.tsx": 'export default "d";', "src/library/e.ts": 'export default "e";',
    "tsconfig.json": '{ // as editors write it\n "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"], "#lib/*": ["./src/library/*"], }, }, }',
  } },
  { name: "JSON, raw text and SVG", out: /^3 # Notes data:image\/svg/, files: {
    "src/App.tsx": app('import data from "./data.json"; import text from "./notes.md?raw"; import logo from "./logo.svg";', '`${data.list.length} ${text.trim()} ${logo}`'),
    "src/data.json": '{"list":[1,2,3]}', "src/notes.md": "# Notes\n", "src/logo.svg": SVG,
  } },
  { name: "cycles", out: "even", files: {
    "src/App.tsx": app('import { even } from "./even";', 'even(10) ? "even" : "odd"'),
    "src/even.ts": 'import { odd } from "./odd"; export function even(n: number): boolean { return n === 0 || odd(n - 1); }',
    "src/odd.ts": 'import { even } from "./even"; export function odd(n: number): boolean { return n !== 0 && even(n - 1); }',
  } },
  { name: "enums, const enums, namespaces, decorators, satisfies", out: "1 Blue 7 logged:run ok", files: {
    "src/App.tsx": app("", '[Color.Green, Color[2], Shapes.sides, new Job().run(), options.mode].join(" ")', `
enum Color { Red, Green, Blue }
const enum Size { Small = 3, Large = Small + 4 }
namespace Shapes { export const sides = Size.Large; }
function logged(_target: object, name: string, descriptor: PropertyDescriptor) { return { ...descriptor, value: () => "logged:" + name }; }
class Job { private declare secret: string; constructor(readonly id = 1) {} @logged run(): string { return "ran"; } }
const options = { mode: "ok" } satisfies { mode: "ok" | "no" };`),
  } },
  { name: "import() and React.lazy", out: "later lazy", files: {
    "src/App.tsx": `import { lazy, Suspense, useEffect, useState } from "react";
const Part = lazy(() => import("./Part"));
export default function App() {
  const [word, setWord] = useState("");
  useEffect(() => { import("./word").then(({ word }) => setWord(word)); }, []);
  return <div id="out">{word} <Suspense fallback="…"><Part /></Suspense></div>;
}`,
    "src/Part.tsx": "export default function Part() { return <>lazy</>; }", "src/word.ts": 'export const word = "later";',
  } },
  { name: "a module that loads and mounts itself", out: "mounted true", files: {
    "src/main.tsx": 'import { StrictMode } from "react"; import { createRoot } from "react-dom/client"; import App from "./App"; createRoot(document.getElementById("root")!).render(<StrictMode><App /></StrictMode>);',
    "src/App.tsx": app("", '`mounted ${import.meta.env.DEV}`'),
  } },
  { name: "top-level await and export *", out: "1 2 3", files: {
    "src/App.tsx": app('import * as all from "./all";', '[all.one, all.two, all.three].join(" ")'),
    "src/all.ts": 'export * from "./parts"; export * as rest from "./parts"; export const three = await Promise.resolve(3);',
    "src/parts.ts": "export const one = 1; export const two = 2;",
  } },
  { name: "files of public/", out: "from public", files: {
    "src/App.tsx": `import { useEffect, useState } from "react";
export default function App() {
  const [text, setText] = useState("");
  useEffect(() => { fetch("/words.json").then((r) => r.json()).then(({ text }) => setText(text)); }, []);
  return <div id="out"><img src="/pixel.png" alt="" onLoad={() => setText((t) => t)} />{text}</div>;
}`,
    "public/words.json": '{"text":"from public"}', "public/pixel.png": PNG,
  } },
  { name: "packages that come with Easel", out: /^a b \| a-c \| px-4 \| 2026-11-21 \| ok \| 6 \| true \| 3 \| x$/, files: {
    "src/App.tsx": app(`import clsx from "clsx"; import { cva } from "class-variance-authority"; import { twMerge } from "tailwind-merge";
import { format } from "date-fns"; import { z } from "zod"; import _ from "lodash"; import { create } from "zustand"; import * as THREE from "three"; import { nanoid } from "nanoid";`,
    '[clsx("a", { b: true }), cva("a-", { variants: { v: { c: "c" } } })({ v: "c" }).replace(" ", ""), twMerge("px-2 px-4"), format(new Date(2026, 10, 21), "yyyy-MM-dd"), z.string().safeParse("x").success ? "ok" : "no", _.sum([1, 2, 3]), create(() => ({ on: true })).getState().on, new THREE.Vector3(1, 2, 2).length(), nanoid().slice(0, 0) + "x"].join(" | ")'),
  } },
];

for (const { name, files, out } of ROWS) {
  test(`a project with ${name}`, async ({ page, workspace, request, baseURL }) => {
    const project = await Project.create(request, baseURL!, files);
    await page.goto(project.path);
    await hydrated(page);
    await expect(workspace.preview.locator("#out")).toHaveText(out);
  });
}

test("packages of components: router, icons, charts, motion, queries, forms", async ({ page, workspace, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, {
    "src/App.tsx": `import { BrowserRouter, Link, Route, Routes, useLocation } from "react-router-dom";
import { Camera } from "lucide-react";
import { LineChart, Line } from "recharts";
import { motion } from "motion/react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
const client = new QueryClient();
function Home() {
  const { data } = useQuery({ queryKey: ["x"], queryFn: async () => "queried" });
  const { register, watch } = useForm({ defaultValues: { name: "Ada" } });
  return <section>
    <Camera aria-label="camera" />
    <LineChart width={200} height={80} data={[{ v: 1 }, { v: 3 }]}><Line dataKey="v" isAnimationActive={false} /></LineChart>
    <motion.p animate={{ opacity: 1 }}>moving</motion.p><p>{data}</p>
    <input aria-label="Name" {...register("name")} /><p>Hello {watch("name")}</p>
  </section>;
}
function About() { const { pathname, hash } = useLocation(); return <h2>About {pathname}{hash}</h2>; }
export default function App() {
  return <QueryClientProvider client={client}><BrowserRouter>
    <nav><Link to="/">Home</Link> <Link to="/about">About</Link></nav>
    <Routes><Route path="/" element={<Home />} /><Route path="/about" element={<About />} /><Route path="*" element={<h2>Lost</h2>} /></Routes>
  </BrowserRouter></QueryClientProvider>;
}
`,
  });
  await page.goto(project.path);
  await hydrated(page);
  const { preview } = workspace;
  await expect(preview.getByText("queried")).toBeVisible();
  await expect(preview.locator("svg.lucide-camera")).toBeVisible();
  await expect(preview.locator(".recharts-line path").first()).toBeVisible();
  await preview.getByRole("textbox", { name: "Name" }).fill("Grace");
  await expect(preview.getByText("Hello Grace")).toBeVisible();
  // The address field follows the app's router, and leads it.
  const address = page.getByRole("textbox", { name: "Address in the app" });
  await expect(address).toHaveValue("/");
  await preview.getByRole("link", { name: "About" }).click();
  await expect(preview.getByRole("heading", { name: "About /about" })).toBeVisible();
  await expect(address).toHaveValue("/about");
  await address.fill("/about#team");
  await address.press("Enter");
  await expect(preview.getByRole("heading", { name: "About /about#team" })).toBeVisible();
  await address.fill("nowhere");
  await address.press("Enter");
  await expect(preview.getByRole("heading", { name: "Lost" })).toBeVisible();
  // A reload stays where the person was.
  await page.getByRole("button", { name: "Reload", exact: true }).click();
  await expect(preview.getByRole("heading", { name: "Lost" })).toBeVisible();
  await expect(address).toHaveValue("/nowhere");
});

test("plain CSS, CSS modules, pictures and fonts in style sheets", async ({ page, workspace, request, baseURL }) => {
  const font = "data:font/woff2;base64,AAAA";
  const project = await Project.create(request, baseURL!, {
    "src/App.tsx": `import "./index.css"; import styles, { card } from "./card.module.css"; import pixel from "./pixel.png";
export default function App() { return <div id="out" className={styles.card}><p className={card === styles.card ? "same" : ""}>text</p>
  <img id="imported" src={pixel} alt="" /><img id="url" src={new URL("./pixel.png", import.meta.url).href} alt="" /></div>; }`,
    "src/index.css": '@import "./base.css";\n#out p { color: rgb(1, 2, 3); }\n.same { background: url("./pixel.png"); }\n@font-face { font-family: X; src: url(x.woff2); }',
    "src/base.css": "#out p { color: rgb(9, 9, 9); margin: 5px; }",
    "src/card.module.css": ".card { padding: 11px; }", "src/pixel.png": PNG, "src/x.woff2": font,
  });
  await page.goto(project.path);
  await hydrated(page);
  const { preview } = workspace;
  const text = preview.locator("#out p");
  await expect(text).toHaveCSS("color", "rgb(1, 2, 3)");
  await expect(text).toHaveCSS("margin", "5px");
  await expect(text).toHaveCSS("background-image", `url("${PNG}")`);
  await expect(preview.locator("#out")).toHaveCSS("padding", "11px");
  for (const id of ["imported", "url"]) {
    await expect.poll(() => preview.locator(`#${id}`).evaluate((image) => (image as HTMLImageElement).naturalWidth), { message: id }).toBe(2);
  }
  // A style changes in place: nothing runs again.
  await preview.locator("#out").evaluate((node) => { node.dataset.marker = "kept"; });
  await project.write({ "src/base.css": "#out p { color: rgb(9, 9, 9); margin: 8px; }" });
  await expect(text).toHaveCSS("margin", "8px");
  await expect(text, "the order of the cascade changed").toHaveCSS("color", "rgb(1, 2, 3)");
  await expect(preview.locator("#out")).toHaveAttribute("data-marker", "kept");
});

for (const [version, sheet] of [
  ["4", '@import "tailwindcss";\n@theme { --color-brand: rgb(10 20 30); }\n.boxed { @apply p-[13px]; }'],
  ["3", "@tailwind base;\n@tailwind components;\n@tailwind utilities;\n@theme { --color-brand: rgb(10 20 30); }\n.boxed { @apply p-[13px]; }"],
]) {
  test(`Tailwind, as version ${version} is written`, async ({ page, workspace, request, baseURL }) => {
    const view = (className: string) => `import "./index.css";
export default function App() { return <main className="flex gap-2 dark:hidden"><p id="out" className="${className}">styled</p><p className="boxed">boxed</p></main>; }`;
    const project = await Project.create(request, baseURL!, { "src/App.tsx": view("bg-brand text-[17px] hover:underline"), "src/index.css": sheet! });
    await page.goto(project.path);
    await hydrated(page);
    const { preview } = workspace;
    const text = preview.locator("#out");
    await expect(text).toHaveCSS("background-color", "rgb(10, 20, 30)");
    await expect(text).toHaveCSS("font-size", "17px");
    await expect(preview.locator("main")).toHaveCSS("display", "flex");
    await expect(preview.locator("main")).toHaveCSS("column-gap", "8px");
    await expect(preview.locator(".boxed")).toHaveCSS("padding", "13px");
    // A class that was not there before is made at once, without the sheet changing.
    await project.write({ "src/App.tsx": view("bg-emerald-600 text-[17px] grid-cols-[1fr_2fr] rounded-lg") });
    await expect(text).toHaveCSS("border-radius", "8px");
    await project.write({ "src/index.css": `${sheet}\n#out { letter-spacing: 3px; }` });
    await expect(text).toHaveCSS("letter-spacing", "3px");
    await expect(text).toHaveCSS("border-radius", "8px");
    // What Tailwind does not understand is said, and the last sheet stays.
    await project.write({ "src/index.css": `${sheet}\n.x { @apply no-such-class; }` });
    const failure = page.locator(".failure");
    await expect(failure).toContainText("no-such-class");
    await expect(text).toHaveCSS("border-radius", "8px");
    await project.write({ "src/index.css": sheet! });
    await expect(failure).toHaveCount(0);
  });
}
