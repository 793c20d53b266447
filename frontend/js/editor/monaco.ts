// Monaco, with the parts Easel uses and no others: what is imported here is what is downloaded.
import "monaco-editor/features/codicon/register";
import "monaco-editor/features/codeEditor/register";
import "monaco-editor/features/diffEditor/register";
import "monaco-editor/features/bracketMatching/register";
import "monaco-editor/features/caretOperations/register";
import "monaco-editor/features/clipboard/register";
import "monaco-editor/features/comment/register";
import "monaco-editor/features/contextmenu/register";
import "monaco-editor/features/cursorUndo/register";
import "monaco-editor/features/find/register";
import "monaco-editor/features/folding/register";
import "monaco-editor/features/gotoError/register";
import "monaco-editor/features/hover/register";
import "monaco-editor/features/indentation/register";
import "monaco-editor/features/lineSelection/register";
import "monaco-editor/features/linesOperations/register";
import "monaco-editor/features/multicursor/register";
import "monaco-editor/features/parameterHints/register";
import "monaco-editor/features/readOnlyMessage/register";
import "monaco-editor/features/smartSelect/register";
import "monaco-editor/features/snippet/register";
// Its register file would bring ghost-text completions along, a quarter of a megabyte.
import "monaco-editor/editor/contrib/suggest/browser/suggestController";
import "monaco-editor/features/tokenization/register";
import "monaco-editor/features/wordOperations/register";

import * as monaco from "monaco-editor/editor/editor.api";

/** The address of a file of the browser half; `boot.ts` knows them. */
export function findAsset(name: string): string | undefined {
  return (globalThis as { easel?: { asset(name: string): string | undefined } }).easel?.asset(name);
}

export function asset(name: string): string {
  const address = findAsset(name);
  if (!address) throw new Error(`This build of Easel has no ${name}.`);
  return address;
}

/** Scripts of workers, by Monaco's name for what they do and our own; all others are Monaco's own. */
const WORKERS: Record<string, string> = { typescript: "ts-worker.js", format: "format-worker.js" };

/** Milliseconds before a worker's script is asked for again, at first and at most. */
const RETRY_MS = [500, 10_000] as const;

/** Comes when the worker's script can be had. */
export async function startWorker(label: string): Promise<Worker> {
  const address = asset(WORKERS[label] ?? "editor-worker.js");
  // A worker whose script did not arrive stays dead, and Monaco would wait for its answers without end.
  for (let wait: number = RETRY_MS[0]; !(await arrives(address)); wait = Math.min(2 * wait, RETRY_MS[1])) {
    await new Promise((done) => setTimeout(done, wait));
  }
  const worker = new Worker(address, { type: "module", name: label });
  // The page was left in this very moment: Monaco would throw the bare event as an error nobody can read.
  worker.addEventListener("error", (event: Event) => {
    if (!(event instanceof ErrorEvent)) event.stopImmediatePropagation();
  });
  return worker;
}

/** Afterwards the browser's cache has it. */
async function arrives(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

globalThis.MonacoEnvironment = { getWorker: (_, label) => startWorker(label) };

export { monaco };
