// The preview in a tab of its own: nothing but the app, and a line when it stops.

import { createPreview } from "./host";
import type { Status } from "./messages";

interface Solo {
  project: string;
  files: string;
  frameUrl: string;
  workerUrl: string;
  wasmUrl: string;
  tailwindUrl: string;
}

const solo = JSON.parse(document.getElementById("easel-solo")?.textContent ?? "{}") as Solo;
const line = document.getElementById("line")!;
let allow: string[] = [];
try {
  allow = JSON.parse(localStorage.getItem(`easel.allow.${solo.project}`) ?? "[]") as string[];
} catch {
  // Nothing is allowed.
}

const preview = createPreview(document.getElementById("app")!, {
  ...solo,
  key: solo.project,
  title: "Preview",
  allow,
  onStatus(json) {
    const { phase, cause } = JSON.parse(json) as Status;
    line.hidden = phase !== "failed" || cause === null;
    if (cause === null) return;
    const place = cause.path === null ? "" : ` ${cause.path}${cause.line === null ? "" : `, line ${cause.line}`}:`;
    line.textContent = `The preview stopped.${place} ${cause.message}`;
  },
  onConsole() {},
});
preview.setFiles(solo.files);

// The workspace in another tab goes on changing files.
new BroadcastChannel(`easel.preview.${solo.project}`).onmessage = (event: MessageEvent<{ json?: string; path?: string; text?: string | null }>) => {
  const { json, path, text } = event.data;
  if (json !== undefined) preview.setFiles(json);
  else if (path !== undefined) preview.updateFile(path, text);
};
