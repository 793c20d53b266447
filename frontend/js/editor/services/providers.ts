// Completions, hovers and signatures of TypeScript, as Monaco takes them.
import type { Completion } from "../language/protocol";
import type { monaco } from "../monaco";
import type { Client } from "./client";
import { type Host, LANGUAGES, rangeOf } from "./host";

interface Item extends monaco.languages.CompletionItem {
  /** What details are asked with. */
  entry: Completion;
  place: { path: string; offset: number; model: monaco.editor.ITextModel };
}

export function registerProviders(host: Host, client: Client): monaco.IDisposable[] {
  const { languages } = host.monaco;
  const kinds = completionKinds(host.monaco);

  const completions = languages.registerCompletionItemProvider(LANGUAGES, {
    triggerCharacters: [".", '"', "'", "/", "<", "@"],
    async provideCompletionItems(model, position, context) {
      const path = host.pathOf(model);
      if (path === undefined) return { suggestions: [] };
      const offset = model.getOffsetAt(position);
      const version = model.getVersionId();
      const found = await client.ask("complete", path, offset, context.triggerCharacter);
      if (!found || model.isDisposed() || (model.getVersionId() !== version && context.triggerCharacter)) return { suggestions: [] };
      const word = model.getWordUntilPosition(position);
      const within = new host.monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      const suggestions = found.map((entry): Item => ({
        label: entry.from === undefined ? entry.name : { label: entry.name, description: entry.from },
        insertText: entry.insertText ?? entry.name,
        filterText: entry.name,
        sortText: entry.sortText,
        kind: kinds[entry.kind] ?? languages.CompletionItemKind.Variable,
        range: entry.span ? rangeOf(host, model, entry.span) : within,
        ...(entry.isSnippet ? { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet } : {}),
        ...(entry.deprecated ? { tags: [languages.CompletionItemTag.Deprecated] } : {}),
        entry,
        place: { path, offset, model },
      }));
      return { suggestions };
    },
    async resolveCompletionItem(item) {
      const { entry, place } = item as Item;
      const details = await client.ask("details", place.path, place.offset, entry.name, entry.source, entry.data);
      if (!details || place.model.isDisposed()) return item;
      return {
        ...item,
        detail: details.signature,
        documentation: { value: details.documentation },
        additionalTextEdits: details.changes.map(({ span, newText }) => ({ range: rangeOf(host, place.model, span), text: newText })),
      };
    },
  });

  const hovers = languages.registerHoverProvider(LANGUAGES, {
    async provideHover(model, position) {
      const path = host.pathOf(model);
      const info = path === undefined ? undefined : await client.ask("hover", path, model.getOffsetAt(position));
      if (!info || model.isDisposed()) return null;
      const contents = [{ value: "```typescript\n" + info.signature + "\n```" }, { value: info.documentation }];
      return { range: rangeOf(host, model, info.span), contents: contents.filter(({ value }) => value !== "") };
    },
  });

  const signatures = languages.registerSignatureHelpProvider(LANGUAGES, {
    signatureHelpTriggerCharacters: ["(", ",", "<"],
    signatureHelpRetriggerCharacters: [")"],
    async provideSignatureHelp(model, position) {
      const path = host.pathOf(model);
      const help = path === undefined ? undefined : await client.ask("help", path, model.getOffsetAt(position));
      if (!help) return null;
      const value = {
        signatures: help.signatures.map(({ label, documentation, parameters }) => ({
          label,
          documentation: { value: documentation },
          parameters: parameters.map((parameter) => ({ label: parameter.label, documentation: { value: parameter.documentation } })),
        })),
        activeSignature: help.active,
        activeParameter: help.parameter,
      };
      return { value, dispose() {} };
    },
  });

  return [completions, hovers, signatures];
}

function completionKinds({ languages: { CompletionItemKind: kind } }: Host["monaco"]): Record<string, monaco.languages.CompletionItemKind> {
  return {
    keyword: kind.Keyword, function: kind.Function, "local function": kind.Function, method: kind.Method,
    property: kind.Property, getter: kind.Property, setter: kind.Property, "JSX attribute": kind.Property,
    const: kind.Constant, let: kind.Variable, var: kind.Variable, "local var": kind.Variable, parameter: kind.Variable,
    enum: kind.Enum, "enum member": kind.EnumMember, class: kind.Class, interface: kind.Interface, type: kind.Interface,
    "type parameter": kind.TypeParameter, module: kind.Module, "external module name": kind.Module, alias: kind.Reference,
    script: kind.File, directory: kind.Folder, string: kind.Constant,
  };
}
