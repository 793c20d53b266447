// The first script of every page: starts the module that brings the page to life, and gives it the scripts
// beside it (editor, preview) when it asks for them.

import init, { hydrate } from "easel-wasm";
import { droppedFiles } from "./dropped";

const assets: Record<string, string> = JSON.parse(document.getElementById("easel-assets")?.textContent || "{}");

function asset(name: string): string | undefined {
  return assets[name];
}

/** Each script is loaded once; a failed load is tried anew by the next who asks. */
const loaded = new Map<string, Promise<unknown>>();
/** How often each did not arrive. Some browsers never ask again for a module that failed: only another address helps. */
const failures = new Map<string, number>();

function load(name: string, style?: string): Promise<unknown> {
  const known = loaded.get(name);
  if (known) return known;
  const address = asset(name);
  if (!address) return Promise.reject(new Error(`This build of Easel has no ${name}.`));
  const sheet = style ? asset(style) : undefined;
  const failed = failures.get(name) ?? 0;
  const made = Promise.all([import(failed === 0 ? address : `${address}?again=${failed}`), sheet ? loadStyle(sheet) : undefined]).then(([module]) => module);
  made.catch(() => {
    loaded.delete(name);
    failures.set(name, failed + 1);
  });
  loaded.set(name, made);
  return made;
}

function loadStyle(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = () => resolve();
    link.onerror = () => reject(new Error(`The style sheet ${address} did not load.`));
    document.head.append(link);
  });
}

function expectEditor() {
  if (loaded.has("editor.js")) return;
  hint("editor.js", { rel: "modulepreload" });
  hint("editor.css", { rel: "preload", as: "style" });
}

function hint(name: string, kind: { rel: string; as?: string }) {
  const address = asset(name);
  if (address) document.head.append(Object.assign(document.createElement("link"), kind, { href: address }));
}

interface PreviewModule {
  expectFrame(node: HTMLElement, frameUrl: string): void;
}

declare global {
  var easel: {
    asset(name: string): string | undefined;
    /** Fetches the editor's files without running them. */
    expectEditor(): void;
    editor(): Promise<unknown>;
    preview(): Promise<unknown>;
    droppedFiles: typeof droppedFiles;
  };
}

globalThis.easel = {
  asset,
  expectEditor,
  editor: () => load("editor.js", "editor.css"),
  preview: () => load("preview.js"),
  droppedFiles,
};

// The server has left a place for the preview: its frame starts beside the module that will ask for it.
const place = document.querySelector<HTMLElement>(".preview-host");
if (place) load("preview.js").then((preview) => (preview as PreviewModule).expectFrame(place, "/preview/frame")).catch(() => {});

await init({ module_or_path: asset("app.wasm") });
await hydrate();

export {};
