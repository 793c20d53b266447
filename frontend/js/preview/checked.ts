// What comes from the frame is made by code that nobody trusts: only what has the expected shape and size is passed on.

import type { Cause, FrameToWorker, Notice, RawEntry, Stored } from "./messages";

const MAX_TEXT = 12_000;
const MAX_ENTRIES = 60;
export const MAX_STORED = 1_000_000;
/** Messages of one kind within a second; more are dropped. */
const LIMITS: Record<string, number> = { console: 60, notice: 30, blocked: 20, failed: 50 };

type Raw = Record<string, unknown>;

/** A message in good order, or null. */
export function createCheck(clock: () => number = Date.now) {
  const counts = new Map<string, number>();
  let second = 0;

  function crowded(type: string): boolean {
    const current = Math.floor(clock() / 1000);
    if (current !== second) {
      second = current;
      counts.clear();
    }
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    return count > (LIMITS[type] ?? Infinity);
  }

  return function check(data: unknown): FrameToWorker | null {
    const message = record(data);
    if (message === null || crowded(String(message["type"]))) return null;
    switch (message["type"]) {
      case "pong":
        return { type: "pong" };
      case "done": {
        const kind = message["kind"];
        if (kind !== "cold" && kind !== "hot" && kind !== "reload") return null;
        return { type: "done", id: Number(message["id"]), kind, note: optionalText(message["note"], 300) };
      }
      case "failed": {
        const cause = checkCause(message["cause"]);
        const id = typeof message["id"] === "number" ? message["id"] : null;
        if (cause === null) return null;
        return { type: "failed", id, cause, stack: optionalText(message["stack"], MAX_TEXT), kept: message["kept"] === true };
      }
      case "blocked":
        return { type: "blocked", directive: text(message["directive"], 60), address: text(message["address"], 500) };
      case "console": {
        const entries = Array.isArray(message["entries"]) ? message["entries"].slice(0, MAX_ENTRIES) : [];
        return { type: "console", entries: entries.map(checkEntry).filter((entry) => entry !== null) };
      }
      case "notice": {
        const notice = checkNotice(message["notice"]);
        return notice === null ? null : { type: "notice", notice };
      }
      default:
        return null;
    }
  };
}

function record(value: unknown): Raw | null {
  return typeof value === "object" && value !== null ? value as Raw : null;
}

function text(value: unknown, most: number): string {
  return typeof value === "string" ? value.slice(0, most) : "";
}

function optionalText(value: unknown, most: number): string | null {
  return typeof value === "string" ? value.slice(0, most) : null;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

const KINDS = new Set<string>([
  "missing-export", "missing-default", "unknown-package", "package-load", "module", "runtime", "render-loop", "endless-loop",
  "nothing-rendered", "timeout", "load",
] satisfies Cause["kind"][]);

function checkCause(value: unknown): Cause | null {
  const cause = record(value);
  const kind = cause?.["kind"];
  if (cause === null || typeof kind !== "string" || !KINDS.has(kind)) return null;
  return {
    kind: kind as Cause["kind"],
    message: text(cause["message"], 2000),
    path: optionalText(cause["path"], 300),
    line: number(cause["line"]),
    column: number(cause["column"]),
  };
}

const LEVELS = new Set<unknown>(["log", "info", "warn", "error", "debug"] satisfies RawEntry["level"][]);

function checkEntry(value: unknown): RawEntry | null {
  const entry = record(value);
  if (entry === null || !LEVELS.has(entry["level"])) return null;
  return {
    level: entry["level"] as RawEntry["level"],
    text: text(entry["text"], MAX_TEXT),
    at_ms: number(entry["at_ms"]) ?? 0,
    stack: optionalText(entry["stack"], MAX_TEXT),
    network: entry["network"] === true,
  };
}

function checkNotice(value: unknown): Notice | null {
  const notice = record(value);
  switch (notice?.["type"]) {
    case "route":
      return { type: "route", path: rooted(text(notice["path"], 1000)) };
    case "stored": {
      const stored = record(notice["stored"]);
      const pairs = (name: keyof Stored) => checkPairs(stored?.[name]);
      return { type: "stored", stored: { local: pairs("local"), session: pairs("session"), cookies: pairs("cookies") } };
    }
    case "picked": {
      const picked = record(notice["picked"]);
      if (picked === null) return { type: "picked", picked: null };
      const loc = text(picked["loc"], 400);
      const tag = text(picked["tag"], 40).replace(/[^\w-]/g, "");
      return { type: "picked", picked: { loc: /^[^\s:]+:\d+:\d+$/.test(loc) ? loc : "", tag, text: oneLine(text(picked["text"], 80)) } };
    }
    case "shot": {
      const png = notice["png"] instanceof ArrayBuffer && notice["png"].byteLength < 20_000_000 ? notice["png"] : null;
      return { type: "shot", png, message: text(notice["message"], 300) };
    }
    default:
      return null;
  }
}

function rooted(path: string): string {
  return path.startsWith("/") && !path.startsWith("//") ? path : "/";
}

function oneLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

function checkPairs(value: unknown): [string, string][] {
  if (!Array.isArray(value)) return [];
  let size = 0;
  const pairs: [string, string][] = [];
  for (const pair of value.slice(0, 5000) as unknown[]) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string" || typeof pair[1] !== "string") continue;
    size += pair[0].length + pair[1].length;
    if (size > MAX_STORED) break;
    pairs.push([pair[0], pair[1]]);
  }
  return pairs;
}
