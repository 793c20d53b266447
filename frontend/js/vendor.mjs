// The packages of `packages.txt` as ES modules for the preview's frame: loaded when an app imports them, sharing one
// React and what they have in common.

import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";

import * as esbuild from "esbuild";

const here = path.dirname(new URL(import.meta.url).pathname);
/** Each may import those before it. */
const REACT = ["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client", "react-refresh/runtime"];
// The preview shows components under development: warnings, component stacks, hot updates.
const define = { "process.env.NODE_ENV": '"development"' };

/** Specifier to address of React's modules; `add` stores a file and answers its address. */
export async function bundleReact(options, add) {
  process.env.NODE_ENV = "development";
  const require = createRequire(path.join(here, "../package.json"));
  const addresses = {};
  for (const specifier of REACT) {
    // React is CommonJS: its names are read by loading it.
    const names = Object.keys(require(specifier)).filter((name) => name !== "default" && /^[\w$]+$/.test(name));
    const contents = `import all from ${JSON.stringify(specifier)}; export default all;
      export const { ${names.join(", ")} } = all;`;
    const { resolveDir, ...shared } = options;
    const result = await esbuild.build({
      ...shared,
      stdin: { contents, resolveDir },
      define,
      plugins: [oneReact(addresses, specifier)],
    });
    addresses[specifier] = add(`vendor-${specifier}.js`, result.outputFiles[0].contents);
  }
  return addresses;
}

/** Specifier to address of all other packages. */
export async function bundlePackages({ resolveDir, ...shared }, add, react) {
  const wanted = readList().filter(({ specifier }) => !(specifier in react));
  const entryPoints = Object.fromEntries(wanted.map(({ specifier }) => [entryName(specifier), `entry:${specifier}`]));
  const sources = new Map(wanted.map(({ specifier, from }) => [specifier, from]));
  const result = await esbuild.build({
    ...shared,
    entryPoints,
    splitting: true,
    define,
    outdir: "/vendor",
    entryNames: "vendor-[name]-[hash]",
    chunkNames: "vendor-shared-[hash]",
    metafile: true,
    plugins: [oneReact(react), entries(sources, resolveDir)],
  });
  // Chunks that came out empty are not worth a request; browsers even report them as refused connections.
  const empty = result.outputFiles.filter(({ contents }) => contents.length === 0).map(({ path: file }) => path.basename(file));
  for (const { path: file, text } of result.outputFiles) {
    const name = path.basename(file);
    if (empty.includes(name)) continue;
    const lean = empty.reduce((text, chunk) => text.replaceAll(`import"/assets/${chunk}";`, ""), text);
    // Names carry esbuild's own hash: chunks name each other.
    add(name, lean, { hashed: true });
  }
  const addresses = {};
  for (const [file, { entryPoint }] of Object.entries(result.metafile.outputs)) {
    const specifier = entryPoint?.startsWith("entry:") ? entryPoint.slice("entry:".length) : undefined;
    if (specifier !== undefined) addresses[specifier] = `/assets/${path.basename(file)}`;
  }
  const missing = wanted.filter(({ specifier }) => !addresses[specifier]);
  if (missing.length > 0) throw new Error(`No bundle was made for ${missing.map(({ specifier }) => specifier).join(", ")}.`);
  return addresses;
}

/**
 * The same packages as their authors wrote them, for projects that are published: a bundler takes from them what a
 * project uses. Path below `node_modules` to text, of every module that the list leads to.
 */
export async function collectLibrary({ resolveDir, ...shared }) {
  const wanted = readList();
  const sources = new Map(wanted.map(({ specifier, from }) => [specifier, from]));
  const result = await esbuild.build({
    ...shared,
    entryPoints: wanted.map(({ specifier }) => `entry:${specifier}`),
    splitting: true,
    define: { "process.env.NODE_ENV": '"production"' },
    outdir: "/library",
    metafile: true,
    absWorkingDir: resolveDir,
    plugins: [entries(sources, resolveDir)],
  });
  const files = {};
  const add = (file) => { files[file.replace(/^node_modules\//, "")] ??= fs.readFileSync(path.join(resolveDir, file), "utf8"); };
  for (const file of Object.keys(result.metafile.inputs)) {
    if (!file.startsWith("node_modules/")) continue;
    add(file);
    // All manifests up to the package's own: they say what kind of modules these are, and what may be left out.
    for (let folder = path.dirname(file); path.basename(folder) !== "node_modules"; folder = path.dirname(folder)) {
      if (fs.existsSync(path.join(resolveDir, folder, "package.json"))) add(`${folder}/package.json`);
    }
  }
  for (const { specifier, from } of wanted.filter(({ specifier, from }) => from[0] !== specifier)) {
    const lines = from.map((name) => `export * from ${JSON.stringify(name)};`);
    if (await hasDefault(from[0], resolveDir)) lines.push(`export { default } from ${JSON.stringify(from[0])};`);
    files[`${specifier}/index.js`] = `${lines.join("\n")}\n`;
    files[`${specifier}/package.json`] = JSON.stringify({ name: specifier, type: "module", main: "index.js", sideEffects: false });
  }
  return files;
}

/** The lines of `packages.txt`: what is imported, and what it is made of. */
export function readList() {
  const lines = fs.readFileSync(path.join(here, "packages.txt"), "utf8").split("\n");
  return lines.filter((line) => line.trim() && !line.startsWith("#")).map((line) => {
    const [specifier, , ...from] = line.trim().split(/\s+/);
    return { specifier, from: from.length > 0 ? from : [specifier] };
  });
}

function entryName(specifier) {
  return specifier.replaceAll("/", "_").replace(/\.js$/, "");
}

/** One module for each specifier, with a default export only if the package has one. */
function entries(sources, resolveDir) {
  return {
    name: "entries",
    setup(build) {
      build.onResolve({ filter: /^entry:/ }, ({ path: name }) => ({ path: name.slice("entry:".length), namespace: "entry" }));
      build.onLoad({ filter: /.*/, namespace: "entry" }, async ({ path: specifier }) => {
        const from = sources.get(specifier);
        const lines = from.map((name) => `export * from ${JSON.stringify(name)};`);
        if (await hasDefault(from[0], resolveDir)) lines.push(`export { default } from ${JSON.stringify(from[0])};`);
        return { contents: lines.join("\n"), resolveDir, loader: "js" };
      });
    },
  };
}

async function hasDefault(specifier, resolveDir) {
  const probe = await esbuild.build({
    stdin: { contents: `export * from ${JSON.stringify(specifier)}; import * as all from ${JSON.stringify(specifier)}; export default all.default;`, resolveDir },
    bundle: true, write: false, format: "esm", logLevel: "silent", external: ["react", "react-dom", "react/*", "react-dom/*"],
  });
  return !probe.warnings.some(({ id }) => id === "import-is-undefined");
}

/** React's modules are imported from their addresses, by CommonJS too, so that there is one of each. */
function oneReact(addresses, self) {
  return {
    name: "one-react",
    setup(build) {
      build.onResolve({ filter: /^react(-dom|-refresh)?($|\/)/ }, ({ path: asked, kind }) => {
        if (asked === self || !addresses[asked]) return;
        if (kind === "require-call") return { path: asked, namespace: "shared" };
        return { path: addresses[asked], external: true };
      });
      // require() answers with a module that hands on what the address exports.
      build.onLoad({ filter: /.*/, namespace: "shared" }, ({ path: asked }) => ({
        contents: `import all from ${JSON.stringify(addresses[asked])}; module.exports = all;`,
        loader: "js",
      }));
      build.onResolve({ filter: /^\/assets\// }, ({ path: address }) => ({ path: address, external: true }));
    },
  };
}
