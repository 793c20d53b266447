// TypeScript's language service, asked directly. Monaco's own binding of it would bring every other part
// of Monaco along; this one knows syntax errors, completions and hovers, which is what Easel shows.
//
// Types of packages are not here, so types are not checked. The worker is several megabytes: it starts with
// the first question, and syntax is not asked about before the page is at rest.
import { monaco, startWorker } from "./monaco";

type Model = monaco.editor.ITextModel;
interface Part { text: string }
interface Service {
  getSyntacticDiagnostics(file: string): Promise<{ start: number; length: number; messageText: string | { messageText: string }; code: number }[]>;
  getCompletionsAtPosition(file: string, offset: number): Promise<{ entries: { name: string; kind: string; sortText: string; insertText?: string }[] } | undefined>;
  getQuickInfoAtPosition(file: string, offset: number): Promise<{ textSpan: { start: number; length: number }; displayParts?: Part[]; documentation?: Part[] } | undefined>;
}

const LANGUAGES = ["typescript", "javascript"];

/** Numbers of TypeScript's enums: ESNext, ReactJSX, Node. */
const COMPILER_OPTIONS = {
  target: 99, module: 99, moduleResolution: 2, jsx: 4, allowJs: true, allowNonTsExtensions: true,
  allowSyntheticDefaultImports: true, esModuleInterop: true, noEmit: true, skipLibCheck: true, strict: true,
};

let worker: Promise<monaco.editor.MonacoWebWorker<Service>> | undefined;

/** A file may go while the worker reads it: no answer then. */
async function ask<T>(model: Model, question: (service: Service, file: string) => Promise<T>): Promise<T | undefined> {
  try {
    const answer = await question(await service(model), model.uri.toString());
    return model.isDisposed() ? undefined : answer;
  } catch {
    return undefined;
  }
}

async function service(model: Model): Promise<Service> {
  const started = await (worker ??= start());
  const scripts = monaco.editor.getModels().filter((other) =>
    other.uri.scheme === "file" && LANGUAGES.includes(other.getLanguageId()));
  return started.withSyncedResources([model, ...scripts].map((script) => script.uri));
}

async function start(): Promise<monaco.editor.MonacoWebWorker<Service>> {
  const worker = await startWorker("typescript");
  // The first message wakes the worker's loader, the second is what its service is made with.
  worker.postMessage("ignore");
  worker.postMessage({ compilerOptions: COMPILER_OPTIONS, extraLibs: {}, inlayHintsOptions: {} });
  return monaco.editor.createWebWorker<Service>({ worker, keepIdleModels: true });
}

/** Marks syntax errors of a script; a file in other languages is left alone. */
export async function checkSyntax(model: Model): Promise<void> {
  if (!LANGUAGES.includes(model.getLanguageId())) return;
  const version = model.getVersionId();
  const found = await ask(model, (service, file) => service.getSyntacticDiagnostics(file));
  if (!found || model.getVersionId() !== version) return;
  monaco.editor.setModelMarkers(model, "typescript", found.map(({ start, length, messageText, code }) => ({
    ...range(model, start, length),
    severity: monaco.MarkerSeverity.Error,
    message: typeof messageText === "string" ? messageText : messageText.messageText,
    code: String(code),
  })));
}

export function registerProviders(): void {
  monaco.languages.registerCompletionItemProvider(LANGUAGES, {
    triggerCharacters: ["."],
    async provideCompletionItems(model, position) {
      const word = model.getWordUntilPosition(position);
      const within = new monaco.Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      const offset = model.getOffsetAt(position);
      const answer = await ask(model, (service, file) => service.getCompletionsAtPosition(file, offset));
      if (!answer) return { suggestions: [] };
      return {
        suggestions: answer.entries.map((entry) => ({
          label: entry.name,
          insertText: entry.insertText ?? entry.name,
          sortText: entry.sortText,
          kind: kinds[entry.kind] ?? monaco.languages.CompletionItemKind.Variable,
          range: within,
        })),
      };
    },
  });
  monaco.languages.registerHoverProvider(LANGUAGES, {
    async provideHover(model, position) {
      const offset = model.getOffsetAt(position);
      const info = await ask(model, (service, file) => service.getQuickInfoAtPosition(file, offset));
      if (!info) return null;
      const join = (parts?: Part[]) => (parts ?? []).map((part) => part.text).join("");
      return {
        range: range(model, info.textSpan.start, info.textSpan.length),
        contents: [
          { value: "```typescript\n" + join(info.displayParts) + "\n```" },
          { value: join(info.documentation) },
        ],
      };
    },
  });
}

function range(model: Model, start: number, length: number): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(start + length));
}

const kind = monaco.languages.CompletionItemKind;
const kinds: Record<string, monaco.languages.CompletionItemKind> = {
  keyword: kind.Keyword, function: kind.Function, "local function": kind.Function, method: kind.Method,
  property: kind.Property, getter: kind.Property, const: kind.Constant, enum: kind.Enum, class: kind.Class,
  interface: kind.Interface, type: kind.TypeParameter, module: kind.Module, "external module name": kind.Module,
};
