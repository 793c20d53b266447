// The languages Easel knows, tokenised on the page.
import "monaco-editor/languages/definitions/css/register";
import "monaco-editor/languages/definitions/html/register";
import "monaco-editor/languages/definitions/markdown/register";
import "monaco-editor/languages/definitions/python/register";
import "monaco-editor/languages/definitions/rust/register";
import "monaco-editor/languages/definitions/scss/register";
import "monaco-editor/languages/definitions/shell/register";
import "monaco-editor/languages/definitions/sql/register";
import "monaco-editor/languages/definitions/xml/register";
import "monaco-editor/languages/definitions/yaml/register";
import { monaco } from "./monaco";
import { scriptConfiguration, scriptTokens } from "./script-tokens";

let registered = false;

export function registerLanguages(): void {
  if (registered) return;
  registered = true;
  registerScript("typescript", [".ts", ".tsx", ".mts", ".cts"], ".ts");
  registerScript("javascript", [".js", ".jsx", ".mjs", ".cjs"], ".js");
  registerJson();
}

function registerScript(id: string, extensions: string[], postfix: string): void {
  monaco.languages.register({ id, extensions });
  monaco.languages.setLanguageConfiguration(id, scriptConfiguration);
  monaco.languages.setMonarchTokensProvider(id, scriptTokens(postfix));
}

/** Monaco's JSON comes only with a worker of its own; colours need a dozen lines. */
function registerJson(): void {
  monaco.languages.register({ id: "json", extensions: [".json", ".jsonc"] });
  monaco.languages.setLanguageConfiguration("json", {
    brackets: [["{", "}"], ["[", "]"]],
    autoClosingPairs: [
      { open: "{", close: "}" }, { open: "[", close: "]" }, { open: '"', close: '"', notIn: ["string"] },
    ],
  });
  monaco.languages.setMonarchTokensProvider("json", {
    tokenPostfix: ".json",
    tokenizer: {
      root: [
        [/"(?:[^"\\]|\\.)*"(?=\s*:)/, "string.key"],
        [/"(?:[^"\\]|\\.)*"/, "string.value"],
        [/"(?:[^"\\]|\\.)*$/, "invalid"],
        [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, "number"],
        [/\b(?:true|false|null)\b/, "keyword"],
        [/\/\/.*$/, "comment"],
        [/[{}[\],:]/, "delimiter"],
      ],
    },
  });
}
