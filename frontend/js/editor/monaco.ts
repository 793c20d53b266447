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

declare global {
  var easel: { asset(name: string): string } | undefined;

}

/** The address of a file of the browser half. */
function asset(name: string): string {
  const address = globalThis.easel?.asset(name);
  if (!address) throw new Error(`The build has no ${name}.`);
  return address;
}

export function startWorker(label: string): Worker {
  return new Worker(asset(label === "typescript" ? "ts-worker.js" : "editor-worker.js"), { type: "module", name: label });
}

globalThis.MonacoEnvironment = { getWorker: (_, label) => startWorker(label) };

/** The stylesheet comes with the code: without it the first paint would be a heap of lines. */
export function loadStyles(): Promise<void> {
  const href = globalThis.easel?.asset("editor.css");
  if (!href || document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  return new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    // A missing stylesheet must not keep the editor away.
    link.onload = link.onerror = () => done();
    document.head.append(link);
  });
}

export { monaco };
