// The project's console: every method is wrapped, reports go out in batches, and a flood is cut.

import { formatArguments, formatTable } from "./serialize";
import type { ConsoleLevel, RawEntry } from "./messages";

const BATCH_MS = 100;
const BATCH_ENTRIES = 50;
/** What more is said within a second is counted, not sent: 10,000 lines a second must not freeze the page. */
const PER_SECOND = 500;

const LEVELS: Record<string, ConsoleLevel> = {
  log: "log", info: "info", warn: "warn", error: "error", debug: "debug",
  trace: "debug", dir: "log", dirxml: "log", table: "log", group: "log", groupCollapsed: "log",
};

export interface ConsoleCapture {
  /** `network`: it is about a call over the network. */
  add(level: ConsoleLevel, text: string, stack: string | null, network?: boolean): void;
}

/** `noticed` hears every error the app logs, before it is sent. */
export function captureConsole(
  send: (entries: RawEntry[]) => void,
  noticed: (text: string) => void,
): ConsoleCapture {
  const setTimer = window.setTimeout.bind(window);
  const clock = Date.now;
  let entries: RawEntry[] = [];
  let timer: number | null = null;
  let second = 0;
  let count = 0;
  let dropped = 0;

  function flush() {
    timer = null;
    if (dropped > 0) {
      entries.push({ level: "warn", text: `${dropped} more lines were left out.`, at_ms: clock(), stack: null, network: false });
      dropped = 0;
    }
    if (entries.length === 0) return;
    const batch = entries;
    entries = [];
    send(batch);
  }

  function room(): boolean {
    const current = Math.floor(clock() / 1000);
    if (current !== second) {
      second = current;
      count = 0;
    }
    count += 1;
    if (count <= PER_SECOND) return true;
    dropped += 1;
    timer ??= setTimer(flush, BATCH_MS);
    return false;
  }

  function push(level: ConsoleLevel, text: string, stack: string | null, network = false) {
    entries.push({ level, text, at_ms: clock(), stack, network });
    if (entries.length >= BATCH_ENTRIES) flush();
    else timer ??= setTimer(flush, BATCH_MS);
  }

  const target = console as unknown as Record<string, (...values: unknown[]) => void>;
  for (const [name, level] of Object.entries(LEVELS)) {
    const original = target[name]?.bind(console);
    target[name] = (...values) => {
      original?.(...values);
      if (!room()) return;
      const text = name === "table" ? formatTable(values[0]) : formatArguments(values);
      if (level === "error") noticed(text);
      push(level, text, new Error().stack ?? null);
    };
  }
  installMeters(target, (text) => { if (room()) push("log", text, new Error().stack ?? null); });
  const assert = console.assert.bind(console);
  console.assert = (condition?: boolean, ...values: unknown[]) => {
    assert(condition, ...values);
    if (!condition && room()) push("error", `Assertion failed: ${formatArguments(values)}`, new Error().stack ?? null);
  };

  return {
    add(level, text, stack, network) {
      if (room()) push(level, text, stack, network);
    },
  };
}

/** `count` and `time` keep a state of their own, so they answer by themselves. */
function installMeters(target: Record<string, (...values: unknown[]) => void>, say: (text: string) => void) {
  const counts = new Map<string, number>();
  const times = new Map<string, number>();
  const label = (value: unknown) => (value === undefined ? "default" : String(value));
  const clock = performance.now.bind(performance);
  const elapsed = (name: string) => `${name}: ${(clock() - (times.get(name) ?? clock())).toFixed(1)} ms`;
  const meters: Record<string, (value?: unknown, ...rest: unknown[]) => void> = {
    count(value) {
      const count = (counts.get(label(value)) ?? 0) + 1;
      counts.set(label(value), count);
      say(`${label(value)}: ${count}`);
    },
    countReset: (value) => void counts.delete(label(value)),
    time: (value) => void times.set(label(value), clock()),
    timeLog: (value, ...rest) => say([elapsed(label(value)), formatArguments(rest)].join(" ").trim()),
    timeEnd(value) {
      say(elapsed(label(value)));
      times.delete(label(value));
    },
  };
  for (const [name, meter] of Object.entries(meters)) {
    const original = target[name]?.bind(console);
    target[name] = (...values) => {
      original?.(...values);
      meter(...values);
    };
  }
}
