// TypeScript as it comes with Monaco, and as much of its types as is used here: the package brings none for it.
import { typescript } from "monaco-editor/languages/features/typescript/lib/typescriptServices";

import type { CompilerOptions } from "./options";

export interface Span { start: number; length: number }
export interface Part { text: string; kind: string }
export interface Tag { name: string; text?: Part[] }
export interface TextChange { span: Span; newText: string }
export type Message = string | { messageText: string; next?: Message[] };

export interface Diagnostic {
  file?: { fileName: string };
  start?: number;
  length?: number;
  category: number;
  code: number;
  messageText: Message;
}

export interface CompletionEntry {
  name: string;
  kind: string;
  kindModifiers?: string;
  sortText: string;
  insertText?: string;
  isSnippet?: true;
  replacementSpan?: Span;
  hasAction?: true;
  source?: string;
  sourceDisplay?: Part[];
  labelDetails?: { detail?: string; description?: string };
  data?: unknown;
}

export interface CompletionDetails {
  displayParts: Part[];
  documentation?: Part[];
  tags?: Tag[];
  codeActions?: { changes: { fileName: string; textChanges: TextChange[] }[] }[];
}

export interface QuickInfo { textSpan: Span; displayParts?: Part[]; documentation?: Part[]; tags?: Tag[] }

export interface SignatureItem {
  prefixDisplayParts: Part[];
  suffixDisplayParts: Part[];
  separatorDisplayParts: Part[];
  parameters: { name: string; displayParts: Part[]; documentation: Part[] }[];
  documentation: Part[];
  tags: Tag[];
}

export interface Signatures { items: SignatureItem[]; selectedItemIndex: number; argumentIndex: number }
export interface Location { fileName: string; textSpan: Span }
export interface RenameLocation extends Location { prefixText?: string; suffixText?: string }

export type RenameInfo =
  | { canRename: true; displayName: string; triggerSpan: Span }
  | { canRename: false; localizedErrorMessage: string };

export interface LanguageService {
  getSyntacticDiagnostics(file: string): Diagnostic[];
  getSemanticDiagnostics(file: string): Diagnostic[];
  getCompletionsAtPosition(file: string, offset: number, preferences: object, format?: object): { entries: CompletionEntry[] } | undefined;
  getCompletionEntryDetails(
    file: string, offset: number, name: string, format: object, source: string | undefined, preferences: object, data: unknown,
  ): CompletionDetails | undefined;
  getQuickInfoAtPosition(file: string, offset: number): QuickInfo | undefined;
  getSignatureHelpItems(file: string, offset: number, options: object): Signatures | undefined;
  getDefinitionAndBoundSpan(file: string, offset: number): { definitions?: Location[]; textSpan: Span } | undefined;
  getReferencesAtPosition(file: string, offset: number): Location[] | undefined;
  getRenameInfo(file: string, offset: number, preferences: object): RenameInfo;
  findRenameLocations(file: string, offset: number, inStrings: boolean, inComments: boolean, preferences: object): RenameLocation[] | undefined;
}

export interface Snapshot {
  getText(start: number, end: number): string;
  getLength(): number;
  getChangeRange(): undefined;
}

export interface ModuleHost {
  fileExists(path: string): boolean;
  readFile(path: string): string | undefined;
  directoryExists(path: string): boolean;
  getCurrentDirectory(): string;
}

interface TypeScript {
  createLanguageService(host: unknown): LanguageService;
  preProcessFile(text: string, readImports?: boolean, detectJavaScript?: boolean): { importedFiles: { fileName: string; pos: number; end: number }[] };
  resolveModuleName(name: string, from: string, options: CompilerOptions, host: ModuleHost): { resolvedModule?: { resolvedFileName: string } };
  parseConfigFileTextToJson(file: string, text: string): { config?: unknown };
  flattenDiagnosticMessageText(message: Message, newLine: string): string;
}

export const ts = typescript as TypeScript;
