export interface Turn {
  prompt: string;
  expect: Record<string, unknown>[];
}

export interface Entry {
  name: string;
  /** The file that it is in. */
  kind: string;
  turns: Turn[];
}

export function readEntries(options?: { folder?: string; only?: string }): Entry[];
