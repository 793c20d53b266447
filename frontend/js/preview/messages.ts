// What the workspace, the worker and the frame say to each other.

export type CauseKind =
  | "syntax" | "missing-file" | "missing-export" | "unknown-package"
  | "load" | "runtime" | "nothing-rendered" | "timeout";

export interface Cause {
  kind: CauseKind;
  message: string;
  path: string | null;
  line: number | null;
  column: number | null;
}

export type UpdateKind = "cold" | "hot" | "reload";

export interface Status {
  phase: "starting" | "building" | "ready" | "failed";
  kind: UpdateKind | null;
  ms: number | null;
  cause: Cause | null;
}

export type ConsoleLevel = "log" | "info" | "warn" | "error" | "debug";

export interface ConsoleEntry {
  level: ConsoleLevel;
  text: string;
  at_ms: number;
  path: string | null;
  line: number | null;
}

/** As the frame sends it: the place is still one in generated code. */
export interface RawEntry {
  level: ConsoleLevel;
  text: string;
  at_ms: number;
  stack: string | null;
}

/** The description of an update; see `Update::meta` in crates/preview. */
export interface Meta {
  entry: string;
  mount: boolean;
  cold: boolean;
  changed: string[];
  removed: string[];
  styles: [path: string, css: string][];
  packages: [specifier: string, path: string, line: number, column: number][];
  errors: Cause[];
}

export type HostToWorker =
  | { type: "wasm"; url: string }
  | { type: "frame"; port: MessagePort; nonce: string }
  | { type: "files"; json: string; at: number }
  | { type: "file"; path: string; text: string | null; at: number };

export type WorkerToHost =
  | { type: "status"; status: Status }
  | { type: "console"; entries: ConsoleEntry[] }
  /** A new frame, please. */
  | { type: "replace" }
  /** A new worker and a new frame: the engine is broken. */
  | { type: "restart" };

export type WorkerToFrame =
  | { type: "update"; id: number; meta: Meta; script: string }
  | { type: "ping" };

export type FrameToWorker =
  | { type: "done"; id: number; kind: UpdateKind }
  | { type: "failed"; id: number | null; cause: Cause; stack: string | null }
  | { type: "console"; entries: RawEntry[] }
  | { type: "pong" };

/** The handshake between the window and the frame, before there is a port. */
export const HELLO = "easel-preview-hello";
export const PORT = "easel-preview-port";

/** Milliseconds on a clock that all three share. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
