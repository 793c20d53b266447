// The types of the packages of `packages.txt`, for the compiler on the server: every file of types that importing all of
// them leads to, as paths below `node_modules` and texts.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

import { readList } from "./vendor.mjs";

const here = path.dirname(new URL(import.meta.url).pathname);
const packages = fs.realpathSync(path.join(here, "../node_modules"));

export function collectTypes() {
  const list = readList();
  const files = {};
  for (const { specifier, from } of list.filter(({ specifier, from }) => from[0] !== specifier && !hasTypes(specifier))) {
    files[`${specifier}/index.d.ts`] = from.map((name) => `export * from ${JSON.stringify(name)};\n`).join("");
    files[`${specifier}/package.json`] = JSON.stringify({ name: specifier, type: "module", types: "index.d.ts" });
  }
  const wanted = list.flatMap(({ specifier, from }) => [specifier, ...from]).filter((name) => !files[`${name}/index.d.ts`]);
  for (const file of listFiles(wanted)) {
    const name = path.relative(packages, file);
    if (name.startsWith("..") || name.startsWith("@typescript/")) continue;
    add(name);
    // All manifests up to the package's own: they say where its types are.
    for (let folder = path.dirname(name); path.basename(folder) !== "node_modules" && folder !== "."; folder = path.dirname(folder)) {
      if (fs.existsSync(path.join(packages, folder, "package.json"))) add(`${folder}/package.json`);
    }
  }
  function add(name) {
    files[name] ??= fs.readFileSync(path.join(packages, name), "utf8");
  }
  return files;
}

function hasTypes(specifier) {
  return fs.existsSync(path.join(packages, "@types", specifier));
}

/** What the compiler reads when these are imported. */
function listFiles(specifiers) {
  // Inside of `node_modules`, for packages are looked for in the folders above.
  const folder = fs.mkdtempSync(path.join(packages, ".types-"));
  try {
    const text = [...new Set(specifiers)].map((name) => `import ${JSON.stringify(name)};\n`).join("");
    fs.writeFileSync(path.join(folder, "all.ts"), text);
    const compilerOptions = {
      target: "esnext", lib: ["esnext", "dom"], module: "esnext", moduleResolution: "bundler", jsx: "react-jsx", types: [],
    };
    fs.writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["all.ts"] }));
    const compiler = path.join(packages, "typescript/bin/tsc");
    const said = execFileSync(process.execPath, [compiler, "-p", folder, "--listFilesOnly"], { encoding: "utf8", maxBuffer: 1 << 24 });
    return said.split("\n").filter((line) => path.isAbsolute(line) && !line.startsWith(folder));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
