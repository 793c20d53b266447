// What the page and TypeScript's worker say to each other. Offsets are UTF-16 units; lines and columns count from 1.
import type { Span, TextChange } from "./ts";

/** A place in a file of the project, or in the types of a package when `outside` says in which. */
export interface Place { path: string; line: number; column: number; outside?: string }

export interface Finding extends Span {
  line: number;
  column: number;
  severity: "error" | "warning";
  code: string;
  message: string;
}

export interface Completion {
  name: string;
  kind: string;
  sortText: string;
  insertText?: string;
  isSnippet?: boolean;
  span?: Span;
  deprecated?: boolean;
  /** Where it would be imported from. */
  from?: string;
  /** What `details` wants to be told. */
  source?: string;
  data?: unknown;
}

export interface Details { signature: string; documentation: string; changes: TextChange[] }
export interface Hover { span: Span; signature: string; documentation: string }

export interface Signature {
  label: string;
  documentation: string;
  parameters: { label: [number, number]; documentation: string }[];
}

export interface Help { signatures: Signature[]; active: number; parameter: number }
export interface Definition { span: Span; places: Place[] }

/** One place that names a thing: the line it is in, trimmed, with the name from `from` to `to`. */
export interface Reference extends Place { text: string; from: number; to: number }
export interface References { name: string; found: Reference[] }

/** `expected` is what the text has there: whoever applies it makes sure. */
export interface Replacement { start: number; end: number; expected: string; text: string }
export type Renameable = { span: Span; name: string } | { refused: string };
export interface FileEdits { path: string; edits: Replacement[] }

/** Every question, by name: what goes with it and what comes back. Nothing comes back for a file that is not there. */
export interface Questions {
  check(path: string): Finding[];
  scripts(): string[];
  /** `trigger` is the letter that was typed, if that is why. */
  complete(path: string, offset: number, trigger?: string): Completion[];
  details(path: string, offset: number, name: string, source: string | undefined, data: unknown): Details | undefined;
  hover(path: string, offset: number): Hover | undefined;
  help(path: string, offset: number): Help | undefined;
  define(path: string, offset: number): Definition | undefined;
  refer(path: string, offset: number): References | undefined;
  renameable(path: string, offset: number): Renameable | undefined;
  rename(path: string, offset: number, name: string): FileEdits[];
}

export type ToWorker =
  /** First of all: the address of the types of packages. */
  | { types: string }
  | { write: [path: string, text: string | null][] }
  | { id: number; ask: keyof Questions; with: unknown[] };

export type FromWorker = { id: number; answer: unknown } | { id: number; failed: string };
