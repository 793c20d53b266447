// Bundles the browser half into target/dist: hashed files, a Brotli twin for each that shrinks, a manifest.
//
// Usage: node frontend/js/bundle.mjs OUT WASM_APP WASM_PREVIEW, the latter two the folders that wasm-bindgen
// wrote `easel.js` + `easel_bg.wasm` and `preview.js` + `preview_bg.wasm` into.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

import * as esbuild from "esbuild";

import { collectTypes } from "./types.mjs";
import { bundleReact, bundlePackages, collectLibrary } from "./vendor.mjs";

const here = path.dirname(new URL(import.meta.url).pathname);
const root = path.join(here, "../..");
const [out, appWasm, previewWasm] = process.argv.slice(2).map((argument) => path.resolve(argument));
const assets = path.join(out, "assets");
const cache = path.join(out, "../brotli");

const shared = {
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  write: false,
  legalComments: "none",
  loader: { ".ttf": "file", ".woff2": "file" },
  assetNames: "[name]-[hash]",
  nodePaths: [path.join(here, "../node_modules")],
  logLevel: "warning",
  outdir: assets,
  publicPath: "/assets/",
};

const manifest = { vendor: {} };

function add(name, contents, { hashed = false } = {}) {
  const bytes = Buffer.from(contents);
  if (hashed) {
    fs.writeFileSync(path.join(assets, name), bytes);
    return `/assets/${name}`;
  }
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const { name: stem, ext } = path.parse(name);
  const file = `${stem.replaceAll("/", "_")}-${hash}${ext}`;
  fs.writeFileSync(path.join(assets, file), bytes);
  return `/assets/${file}`;
}

async function bundle(entries, options = {}) {
  const result = await esbuild.build({ ...shared, entryPoints: entries, ...options });
  for (const output of result.outputFiles) {
    const name = path.relative(assets, output.path);
    // Fonts carry their hash already and are named inside style sheets.
    if (/\.(ttf|woff2)$/.test(name)) fs.writeFileSync(path.join(assets, name), output.contents);
    else manifest[name] = add(name, output.contents);
  }
}

/** What the checker on the server takes for granted in a project, for the editor's TypeScript. */
function surroundings() {
  const text = (name) => JSON.stringify(fs.readFileSync(path.join(root, "crates/verify/src/typescript", name), "utf8"));
  return { EASEL_SURROUNDINGS: text("surroundings.d.ts"), EASEL_ASSETS: text("assets.d.ts") };
}

/** A script whose parts are loaded when they are needed. They name each other, so names carry esbuild's own hash. */
async function bundleSplit(name, entry) {
  const names = "[name]-[hash]";
  const result = await esbuild.build({
    ...shared, entryPoints: { [name]: entry }, splitting: true, entryNames: names, chunkNames: `${name}-${names}`, metafile: true,
  });
  for (const { path: file, contents } of result.outputFiles) add(path.basename(file), contents, { hashed: true });
  const [file] = Object.entries(result.metafile.outputs).find(([, { entryPoint }]) => entryPoint !== undefined && path.resolve(entryPoint) === entry);
  manifest[`${name}.js`] = `/assets/${path.basename(file)}`;
}

/** Packages for the preview: React once, at its own addresses, and everything else around it. */
async function vendor() {
  const options = { ...shared, resolveDir: path.join(here, "..") };
  Object.assign(manifest.vendor, await bundleReact(options, add));
  Object.assign(manifest.vendor, await bundlePackages(options, add, manifest.vendor));
  manifest["library.json"] = add("library.json", JSON.stringify(await collectLibrary(options)));
  manifest["types.json"] = add("types.json", JSON.stringify(collectTypes()));
}

const compress = promisify(brotliCompress);

/** Brotli twins, remembered by content: packing the editor takes longer than all the rest. */
async function pack() {
  fs.mkdirSync(cache, { recursive: true });
  await Promise.all(fs.readdirSync(assets).map(async (file) => {
    if (!/\.(js|css|wasm|json|svg|ttf)$/.test(file)) return;
    const bytes = fs.readFileSync(path.join(assets, file));
    const key = path.join(cache, createHash("sha256").update(bytes).digest("hex"));
    if (!fs.existsSync(key)) {
      const packed = await compress(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: bytes.length > 3_000_000 ? 9 : 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
      fs.writeFileSync(`${key}.new`, packed);
      fs.renameSync(`${key}.new`, key);
    }
    fs.copyFileSync(key, path.join(assets, `${file}.br`));
  }));
}

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(assets, { recursive: true });
const alias = {
  "easel-wasm": path.join(appWasm, "easel.js"),
  "easel-preview-wasm": path.join(previewWasm, "preview.js"),
};
/** Parts of the app's module get names with a hash; the script that fetches them lies beside them. */
const parts = {
  name: "parts",
  setup(build) {
    build.onLoad({ filter: /[\\/]parts\.js$/ }, ({ path: file }) => ({
      contents: fs.readFileSync(file, "utf8").replace(/"\.\/((?:split|chunk)_(\w+))\.wasm"/g, (_, file, part) => {
        const name = file.startsWith("split") ? `${part}.wasm` : `${file}.wasm`;
        manifest[name] ??= add(name, fs.readFileSync(path.join(appWasm, `${file}.wasm`)));
        return JSON.stringify(`./${path.basename(manifest[name])}`);
      }),
      loader: "js",
    }));
  },
};
await bundle({ boot: path.join(here, "boot.ts") }, { alias, plugins: [parts] });
await bundle({ style: path.join(root, "style/main.css") });
await bundle({ editor: path.join(here, "editor/index.ts") });
await bundle({ "editor-worker": path.join(here, "editor/worker-editor.ts"), "editor-services": path.join(here, "editor/services/index.ts") });
await bundle({ "ts-worker": path.join(here, "editor/language/worker.ts") }, { define: surroundings() });
await bundleSplit("format-worker", path.join(here, "editor/format/worker.ts"));
await bundle({ "search-worker": path.join(here, "search/worker.ts") });
await bundle({ preview: path.join(here, "preview/host.ts") });
await bundle({ tailwind: path.join(here, "preview/tailwind-core.ts") }, { loader: { ".css": "text" } });
await bundle({ solo: path.join(here, "preview/solo.ts") });
await bundle({ site: path.join(here, "preview/site.ts") });
await bundle({ "site-host": path.join(here, "preview/site-host.ts") }, { format: "iife" });
await bundle({ "preview-worker": path.join(here, "preview/worker.ts"), frame: path.join(here, "preview/frame.ts") }, { alias });
manifest["app.wasm"] = add("app.wasm", fs.readFileSync(path.join(appWasm, "easel_bg.wasm")));
manifest["preview.wasm"] = add("preview.wasm", fs.readFileSync(path.join(previewWasm, "preview_bg.wasm")));
await vendor();
await pack();
fs.writeFileSync(path.join(out, "manifest.json"), JSON.stringify(manifest, null, 2));
