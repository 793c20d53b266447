// Answers of TypeScript's language service, cut down to what the editor shows.
import type { Project } from "./project";
import type { Completion, Definition, FileEdits, Place, Questions, Reference } from "./protocol";
import { type Diagnostic, type LanguageService, type Location, type Part, type Tag, ts } from "./ts";

/** Where each lies: TypeScript's numbers for errors and warnings. */
const SEVERITIES = ["warning", "error"] as const;
/** No types for a package: it is `any` here, and Easel's own checker knows whether it can be had. */
const UNTYPED_PACKAGE = 7016;
const MOST_REFERENCES = 2000;
const LONGEST_LINE = 200;

const PREFERENCES = {
  includeCompletionsForModuleExports: true,
  includeCompletionsForImportStatements: true,
  includeCompletionsWithInsertText: true,
  includeCompletionsWithSnippetText: true,
  jsxAttributeCompletionStyle: "auto",
  includeAutomaticOptionalChainCompletions: true,
  includePackageJsonAutoImports: "off",
  importModuleSpecifierEnding: "minimal",
  autoImportSpecifierExcludeRegexes: ["^/"],
  quotePreference: "double",
  providePrefixAndSuffixTextForRename: true,
};

const FORMAT = { indentSize: 2, tabSize: 2, convertTabsToSpaces: true, newLineCharacter: "\n", semicolons: "ignore" };

export function questions(project: Project, service: LanguageService): Questions {
  const name = (path: string) => (project.text(path) === undefined ? undefined : `/${path}`);
  return {
    scripts: () => project.scripts(),

    check(path) {
      const file = name(path);
      if (!file) return [];
      const text = project.text(path) ?? "";
      // Without the types of packages, types would only say that they are missing.
      const semantic = project.hasTypes ? service.getSemanticDiagnostics(file) : [];
      const all = [...service.getSyntacticDiagnostics(file), ...semantic].filter(({ code, category }) =>
        code !== UNTYPED_PACKAGE && SEVERITIES[category] !== undefined);
      return all.map((found) => finding(found, text));
    },

    complete(path, offset, trigger) {
      const file = name(path);
      const preferences = trigger === undefined ? PREFERENCES : { ...PREFERENCES, triggerCharacter: trigger };
      const entries = file ? service.getCompletionsAtPosition(file, offset, preferences, FORMAT)?.entries ?? [] : [];
      return entries.map((entry) => {
        const completion: Completion = { name: entry.name, kind: entry.kind, sortText: entry.sortText };
        if (entry.insertText !== undefined) completion.insertText = entry.insertText;
        if (entry.isSnippet) completion.isSnippet = true;
        if (entry.replacementSpan) completion.span = entry.replacementSpan;
        if (entry.kindModifiers?.includes("deprecated")) completion.deprecated = true;
        if (entry.sourceDisplay) completion.from = join(entry.sourceDisplay);
        if (entry.source !== undefined) completion.source = entry.source;
        if (entry.data !== undefined) completion.data = entry.data;
        return completion;
      });
    },

    details(path, offset, entry, source, data) {
      const file = name(path);
      const found = file ? service.getCompletionEntryDetails(file, offset, entry, FORMAT, source, PREFERENCES, data) : undefined;
      if (!found) return undefined;
      const changes = (found.codeActions ?? []).flatMap((action) => action.changes.filter((change) => change.fileName === file));
      return {
        signature: join(found.displayParts),
        documentation: documentation(found.documentation, found.tags),
        changes: changes.flatMap((change) => change.textChanges),
      };
    },

    hover(path, offset) {
      const file = name(path);
      const info = file ? service.getQuickInfoAtPosition(file, offset) : undefined;
      if (!info) return undefined;
      return { span: info.textSpan, signature: join(info.displayParts), documentation: documentation(info.documentation, info.tags) };
    },

    help(path, offset) {
      const file = name(path);
      const found = file ? service.getSignatureHelpItems(file, offset, {}) : undefined;
      if (!found) return undefined;
      const signatures = found.items.map((item) => {
        let label = join(item.prefixDisplayParts);
        const parameters = item.parameters.map((parameter, i) => {
          if (i > 0) label += join(item.separatorDisplayParts);
          const start = label.length;
          label += join(parameter.displayParts);
          return { label: [start, label.length] as [number, number], documentation: join(parameter.documentation) };
        });
        label += join(item.suffixDisplayParts);
        return { label, parameters, documentation: documentation(item.documentation, item.tags) };
      });
      return { signatures, active: found.selectedItemIndex, parameter: found.argumentIndex };
    },

    define(path, offset) {
      const file = name(path);
      if (!file) return undefined;
      const found = service.getDefinitionAndBoundSpan(file, offset);
      const places = (found?.definitions ?? []).filter(({ fileName }) => !fileName.startsWith("/.easel/")).map((location) => place(location, project));
      return found && places.length > 0 ? { span: found.textSpan, places } : imported(project, path, offset);
    },

    refer(path, offset) {
      const file = name(path);
      const found = file ? service.getReferencesAtPosition(file, offset) : undefined;
      if (!file || !found) return undefined;
      const here = found.filter(({ fileName }) => project.text(fileName.slice(1)) !== undefined);
      const { start, length } = here.find(({ fileName, textSpan }) =>
        fileName === file && textSpan.start <= offset && offset <= textSpan.start + textSpan.length)?.textSpan ?? { start: offset, length: 0 };
      return {
        name: (project.text(path) ?? "").slice(start, start + length),
        found: here.slice(0, MOST_REFERENCES).map((location) => reference(location, project)),
      };
    },

    renameable(path, offset) {
      const file = name(path);
      if (!file) return undefined;
      const info = service.getRenameInfo(file, offset, PREFERENCES);
      return info.canRename ? { span: info.triggerSpan, name: info.displayName } : { refused: info.localizedErrorMessage };
    },

    rename(path, offset, wanted) {
      const file = name(path);
      const found = file ? service.findRenameLocations(file, offset, false, false, PREFERENCES) ?? [] : [];
      const files = new Map<string, FileEdits>();
      for (const { fileName, textSpan, prefixText, suffixText } of found) {
        const other = fileName.slice(1);
        const text = project.text(other);
        // Types of packages are not ours to change.
        if (text === undefined) continue;
        const edits = files.get(other) ?? { path: other, edits: [] };
        files.set(other, edits);
        const end = textSpan.start + textSpan.length;
        edits.edits.push({
          start: textSpan.start, end,
          expected: text.slice(textSpan.start, end),
          text: (prefixText ?? "") + wanted + (suffixText ?? ""),
        });
      }
      for (const { edits } of files.values()) edits.sort((a, b) => a.start - b.start);
      return [...files.values()];
    },
  };
}

function finding({ start = 0, length = 0, code, category, messageText }: Diagnostic, text: string) {
  return {
    start, length, ...position(text, start),
    severity: SEVERITIES[category] ?? "error",
    code: `ts${code}`,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  };
}

function position(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", start)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

function place({ fileName, textSpan }: Location, project: Project): Place {
  const text = project.readFile(fileName) ?? "";
  const found = { path: fileName.slice(1), ...position(text, textSpan.start) };
  if (project.text(found.path) !== undefined) return found;
  const inside = /^\/node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)/.exec(fileName)?.[1];
  return { ...found, outside: inside ?? "the browser and the language itself" };
}

/** What an import names that TypeScript does not read: style sheets, pictures. */
function imported(project: Project, path: string, offset: number): Definition | undefined {
  const found = ts.preProcessFile(project.text(path) ?? "", true, true).importedFiles.find(({ pos, end }) => pos <= offset && offset <= end + 1);
  if (!found) return undefined;
  const specifier = found.fileName.replace(/\?.*$/, "");
  const base = specifier.startsWith(".") ? `${path}/../${specifier}` : specifier.replace(/^@\//, "src/").replace(/^\//, "");
  const parts: string[] = [];
  for (const part of base.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  const target = parts.join("/");
  if (project.text(target) === undefined) return undefined;
  return { span: { start: found.pos, length: found.end - found.pos }, places: [{ path: target, line: 1, column: 1 }] };
}

function reference(location: Location, project: Project): Reference {
  const found = place(location, project);
  const text = project.text(found.path) ?? "";
  const { start, length } = location.textSpan;
  const first = start - found.column + 1;
  const end = text.indexOf("\n", start);
  const line = text.slice(first, end === -1 ? undefined : end).trimEnd();
  const blank = line.length - line.trimStart().length;
  return {
    ...found,
    text: line.slice(blank, blank + LONGEST_LINE),
    from: Math.max(start - first - blank, 0),
    to: Math.max(start - first - blank + length, 0),
  };
}

const join = (parts?: Part[]) => (parts ?? []).map((part) => part.text).join("");

/** As Markdown. */
function documentation(parts?: Part[], tags?: Tag[]): string {
  const shown = (tags ?? []).filter((tag) => tag.name !== "template");
  const lines = shown.map((tag) => {
    const text = join(tag.text);
    return tag.name === "example" && text !== "" && !text.includes("```") ? `*@example*\n\`\`\`tsx\n${text}\n\`\`\`` : `*@${tag.name}* ${text}`;
  });
  return [join(parts), ...lines].filter((text) => text.trim() !== "").join("\n\n");
}
