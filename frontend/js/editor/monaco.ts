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
function asset(name: string): string {
  const { easel } = globalThis as { easel?: { asset(name: string): string | undefined } };
  const address = easel?.asset(name);
  if (!address) throw new Error(`This build of Easel has no ${name}.`);
  return address;
}

/** `label` is Monaco's name for what the worker does. */
export function startWorker(label: string): Worker {
  return new Worker(asset(label === "typescript" ? "ts-worker.js" : "editor-worker.js"), { type: "module", name: label });
}

globalThis.MonacoEnvironment = { getWorker: (_, label) => startWorker(label) };

export { monaco };
