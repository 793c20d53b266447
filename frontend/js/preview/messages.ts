// What the workspace, the worker and the frame say to each other.

export type CauseKind =
  | "syntax" | "missing-file" | "missing-export" | "missing-default" | "unknown-package" | "package-load"
  | "module" | "runtime" | "render-loop" | "endless-loop" | "nothing-rendered" | "blocked-network"
  | "timeout" | "load";

export interface Cause {
  kind: CauseKind;
  message: string;
  path: string | null;
  line: number | null;
  column: number | null;
  /** Of a blocked call: the origin that the person may open. */
  origin?: string | null;
  /** Of an unknown package: its name, to be added to the project. */
  package?: string | null;
}

export type UpdateKind = "cold" | "hot" | "reload";

export interface Status {
  phase: "starting" | "building" | "ready" | "failed";
  kind: UpdateKind | null;
  ms: number | null;
  /** Why the app was started over instead of updated in place. */
  note: string | null;
  /** With phase "ready": something is wrong, but the app goes on. */
  cause: Cause | null;
  /** The frame shows the version before the one that failed. */
  kept: boolean;
}

export type ConsoleLevel = "log" | "info" | "warn" | "error" | "debug";

export interface ConsoleEntry {
  level: ConsoleLevel;
  text: string;
  at_ms: number;
  path: string | null;
  line: number | null;
  column: number | null;
  /** It is about a call over the network. */
  network: boolean;
}

/** As the frame sends it: the place is still one in generated code. */
export interface RawEntry {
  level: ConsoleLevel;
  text: string;
  at_ms: number;
  stack: string | null;
  network: boolean;
}

/** The description of an update; see `Update::meta` in crates/preview. */
export interface Meta {
  entry: string;
  mount: boolean;
  cold: boolean;
  changed: string[];
  removed: string[];
  styles: [path: string, css: string][];
  order: string[] | null;
  public: [path: string, address: string][] | null;
  /** With a range: one that the registry has. */
  packages: [specifier: string, path: string, line: number, column: number, range: string | null][];
  /** Where packages of the registry are; the worker adds it. */
  addresses?: Record<string, Address>;
  errors: Cause[];
}

/** Where a package is loaded from, or why it cannot be. */
export type Address = string | { refused: Cause };

/** What apps keep in `localStorage`, `sessionStorage` and cookies. */
export interface Stored {
  local: [string, string][];
  session: [string, string][];
  cookies: [string, string][];
}

/** An element that a person pointed at. */
export interface Picked {
  /** `path:line:column`, as the compiler marked it; empty if nothing around it is marked. */
  loc: string;
  tag: string;
  text: string;
}

/** What the workspace asks of the frame. */
export type Command =
  | { type: "pick"; on: boolean }
  | { type: "navigate"; to: string }
  | { type: "shot" };

/** What the frame tells the workspace. */
export type Notice =
  | { type: "route"; path: string }
  | { type: "stored"; stored: Stored }
  | { type: "picked"; picked: Picked | null }
  | { type: "shot"; png: ArrayBuffer | null; message: string };

export type HostToWorker =
  | { type: "wasm"; url: string; tailwind: string | null }
  | { type: "frame"; port: MessagePort; nonce: string }
  | { type: "files"; json: string; at: number }
  | { type: "file"; path: string; text: string | null; at: number }
  | { type: "command"; command: Command }
  /** A person wants the app to start anew, whatever stopped it. */
  | { type: "again" };

export type WorkerToHost =
  | { type: "status"; status: Status }
  | { type: "console"; entries: ConsoleEntry[] }
  | { type: "notice"; notice: Notice }
  /** A new frame, please; `stuck`: the old one does not give up its process. */
  | { type: "replace"; stuck: boolean }
  /** A new worker and a new frame: the engine is broken. */
  | { type: "restart" };

export type WorkerToFrame =
  | { type: "update"; id: number; meta: Meta; script: string }
  | { type: "command"; command: Command }
  | { type: "ping" };

export type FrameToWorker =
  | { type: "done"; id: number; kind: UpdateKind; note: string | null }
  | { type: "failed"; id: number | null; cause: Cause; stack: string | null; kept: boolean }
  /** The policy refused something; the app goes on. */
  | { type: "blocked"; directive: string; address: string }
  | { type: "console"; entries: RawEntry[] }
  | { type: "notice"; notice: Notice }
  | { type: "pong" };

/** The handshake between the window and the frame, before there is a port. */
export const HELLO = "easel-preview-hello";
export const PORT = "easel-preview-port";
export interface Handover {
  type: typeof PORT;
  nonce: string;
  stored: Stored | null;
}

/** Milliseconds on a clock that all three share. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

export function simple(kind: CauseKind, message: string): Cause {
  return { kind, message, path: null, line: null, column: null };
}
