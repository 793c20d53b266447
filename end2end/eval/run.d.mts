import type { BrowserContext } from "@playwright/test";

import type { Entry } from "./entries.mjs";

export interface Row {
  entry: string;
  turn: number;
  prompt: string;
  shown: boolean;
  right: boolean;
  /** Null where TypeScript is not installed. */
  types: boolean | null;
  rounds: number;
  tokens: number;
  seconds: number;
  failure: string | null;
}

export function runEntry(
  entry: Entry,
  options: { context: BrowserContext; url: string; model: string; typescript?: boolean },
): Promise<Row[]>;
