// The usual way of in-browser tools: rebuild everything with esbuild-wasm, load the frame anew.
import * as esbuild from "/esbuild-wasm/esm/browser.js";

const { files, imports } = await (await fetch("/project.json")).json();
const frame = document.querySelector("iframe");
const find = (path) => [path, `${path}.tsx`, `${path}.ts`].find((candidate) => candidate in files);

await esbuild.initialize({ wasmURL: "/esbuild-wasm/esbuild.wasm", worker: true });
const context = await esbuild.context({
  entryPoints: ["src/main.tsx"], bundle: true, write: false, format: "esm", jsx: "automatic", outdir: "/out",
  plugins: [{
    name: "memory",
    setup(build) {
      build.onResolve({ filter: /.*/ }, ({ path, importer }) => {
        if (path in imports) return { path, external: true };
        const base = path.startsWith(".") ? new URL(path, `http://x/${importer}`).pathname.slice(1) : path;
        return { path: find(base), namespace: "memory" };
      });
      build.onLoad({ filter: /.*/, namespace: "memory" }, ({ path }) => ({ contents: files[path], loader: path.split(".").at(-1) }));
    },
  }],
});

async function show() {
  const { outputFiles } = await context.rebuild();
  const [script, style] = ["js", "css"].map((end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? "");
  frame.srcdoc = `<!doctype html><style>${style}</style><script type="importmap">${JSON.stringify({ imports })}</script>
    <div id="root"></div><script type="module">${script.replaceAll("</script", "<\\/script")}</script>`;
}

globalThis.edit = async (path, text) => {
  files[path] = text;
  await show();
};
await show();
