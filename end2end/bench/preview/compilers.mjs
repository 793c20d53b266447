// The compiler beside others, on the same sources, in a page of Chromium.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";

import { chromium } from "@playwright/test";

import { launchOptions } from "../../lib/chromium.mjs";

const here = import.meta.dirname;
const built = join(here, "../../../target/web/preview");
const RUNS = 9;

/** Milliseconds for all scripts of the project, as the median of some runs; `ratio` is against Easel's. */
export async function measureCompilers(files) {
  const sources = Object.fromEntries(Object.entries(files).filter(([path]) => /\.tsx?$/.test(path)));
  const lines = Object.values(sources).reduce((sum, text) => sum + text.split("\n").length, 0);
  const require = createRequire(join(here, "../../../frontend/package.json"));
  const { outputFiles } = await require("esbuild").build({
    stdin: { contents: 'export { transform } from "sucrase";', resolveDir: here }, bundle: true, write: false, format: "esm",
  });
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const types = { ".js": "text/javascript", ".wasm": "application/wasm" };
    response.setHeader("content-type", types[extname(path)] ?? "text/html");
    if (path === "/") response.end("<!doctype html>");
    else if (path === "/sucrase.js") response.end(outputFiles[0].text);
    else if (path.startsWith("/easel/")) response.end(readFileSync(join(built, path.slice(7))));
    else if (existsSync(join(here, "node_modules", path))) response.end(readFileSync(join(here, "node_modules", path)));
    else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const times = await page.evaluate(race, { files, sources, runs: RUNS });
    const own = times["Easel (oxc)"];
    return Object.entries(times).map(([name, ms]) => ({ name, ms, lines_per_second: lines / (ms / 1000), ratio: ms / own }));
  } finally {
    await browser.close();
    server.close();
  }
}

/** In the page: all in turn, so that they share good and bad moments. */
async function race({ files, sources, runs }) {
  const { default: init, PreviewEngine } = await import("/easel/preview.js");
  await init({ module_or_path: "/easel/preview_bg.wasm" });
  const sucrase = await import("/sucrase.js");
  const esbuild = await import("/esbuild-wasm/esm/browser.js");
  await esbuild.initialize({ wasmURL: "/esbuild-wasm/esbuild.wasm", worker: true });
  await new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: "/@babel/standalone/babel.min.js", onload: done, onerror: failed });
    document.head.append(script);
  });
  const entries = Object.entries(sources);
  const compilers = {
    // Everything the preview does with them: types, JSX, refresh, places, linking, imports checked.
    "Easel (oxc)": () => {
      const engine = new PreviewEngine();
      for (const [path, text] of Object.entries(files)) engine.write(path, text);
      const update = engine.build();
      if (update.script === "") throw new Error(update.meta);
      update.free();
      engine.free();
    },
    sucrase: () => entries.forEach(([path, text]) => sucrase.transform(text, { transforms: ["typescript", "jsx"], jsxRuntime: "automatic", filePath: path })),
    "esbuild-wasm": () => Promise.all(entries.map(([, text]) => esbuild.transform(text, { loader: "tsx", jsx: "automatic" }))),
    "@babel/standalone": () => entries.forEach(([path, text]) => globalThis.Babel.transform(text, { filename: path, presets: ["typescript", ["react", { runtime: "automatic" }]] })),
  };
  const times = Object.fromEntries(Object.keys(compilers).map((name) => [name, []]));
  for (let run = -2; run < runs; run++) {
    for (const [name, compile] of Object.entries(compilers)) {
      const began = performance.now();
      await compile();
      if (run >= 0) times[name].push(performance.now() - began);
    }
  }
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}
