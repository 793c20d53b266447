// The preview's worker: keeps the engine, decides when to build, and judges what the frame reports.

import init, { PreviewEngine, type PreviewUpdate } from "easel-preview-wasm";
import { createCheck } from "./checked";
import {
  now, simple, type Cause, type ConsoleEntry, type FrameToWorker, type HostToWorker, type Meta, type Status,
  type UpdateKind, type WorkerToFrame, type WorkerToHost,
} from "./messages";
import { createPackages } from "./packages";
import { createTailwind, usesTailwind } from "./tailwind";
import { createTracer } from "./trace";
import { warmUp } from "./warm-up";

/** A frame that leaves so many pings unanswered is stuck in the user's code. */
const STUCK_PINGS = 5;
const PING_MS = 300;
/** Files that ran for this long without an error are the ones to come back to. */
const GOOD_MS = 1000;
/** An app that gets stuck again within this time is left alone. */
const CALM_MS = 15_000;
/** A file, an export or a package that is missing may be the next thing a streaming reply brings. */
const GRACE_MS = 1500;

let engine: PreviewEngine | null = null;
/** A trap leaves the engine's memory in the middle of something: only a new worker helps. */
let broken = false;
let port: MessagePort | null = null;
/** Files as the workspace has them, as far as the engine has not been told. */
let whole: Record<string, string> | null = null;
const changes = new Map<string, string | null>();
let changedAt: number | null = null;
let haveFiles = false;
let lastChanged: string | null = null;

let nextId = 1;
let inFlight: { id: number; at: number } | null = null;
/** Tailwind or the package registry is at work: what changes meanwhile waits. */
let preparing = false;
let shown: UpdateKind | null = null;
let last: Status = { phase: "starting", kind: null, ms: null, note: null, cause: null, kept: false };
/** What is wrong inside the frame; it stays wrong until the frame is sent something new. */
let frameCause: { cause: Cause; kept: boolean } | null = null;
/** Refused by the policy; the app goes on. */
let blocked: Cause | null = null;
let unanswered = 0;
/** Since when the frame runs what the engine has, without an error. */
let runningSince: number | null = null;
/** The last good files are on their way into a new frame, for this reason. */
let returning: Cause | null = null;
let returns = 0;
let returnedAt = 0;
/** The frame is left empty for this reason until something changes. */
let resting: Cause | null = null;
let grace = 0;
let tailwindUrl: string | null = null;
let tailwind: ReturnType<typeof createTailwind> | null = null;
const trace = createTracer((batch, line, column) => engine?.original(batch, line, column));
const check = createCheck();
const packages = createPackages();

function tell(message: WorkerToHost) {
  postMessage(message);
}

function report(status: Partial<Status> & Pick<Status, "phase">) {
  clearTimeout(grace);
  last = { kind: null, ms: null, note: null, cause: null, kept: false, ...status };
  tell({ type: "status", status: last });
}

function fail(cause: Cause, kept = shown !== null) {
  report({ phase: "failed", cause, kept });
}

function failToBuild(cause: Cause) {
  clearTimeout(grace);
  // The last good frame stays: it was told nothing.
  if (/^(missing-(file|export|default)|unknown-package)$/.test(cause.kind)) grace = setTimeout(fail, GRACE_MS, cause);
  else fail(cause);
}

async function load(url: string) {
  try {
    await init({ module_or_path: fetch(url) });
    engine = new PreviewEngine();
    warmUp();
  } catch (error) {
    fail(simple("load", `The preview's compiler did not load: ${error}`));
    return;
  }
  build();
}

/** One build at a time: what changes meanwhile goes into the next one together. */
function build() {
  if (engine === null || broken || !haveFiles || inFlight !== null || preparing || changedAt === null) return;
  if (returning !== null && port !== null) return;
  try {
    buildWith(engine);
  } catch (error) {
    broken = true;
    const message = `The compiler failed on this code. The preview starts again with the next change. (${error})`;
    fail({ ...simple("syntax", message), path: lastChanged });
  }
}

function buildWith(engine: PreviewEngine) {
  if (port === null) {
    // The frame is on its way: what it will be sent can be made already.
    takeChanges(engine);
    engine.prepare();
    return;
  }
  const at = changedAt ?? now();
  changedAt = null;
  takeChanges(engine);
  if (shown === null) report({ phase: "building" });
  deliver(engine, engine.build(), at);
}

function deliver(engine: PreviewEngine, update: PreviewUpdate, at: number) {
  const meta = JSON.parse(update.meta) as Meta;
  const script = update.script;
  update.free();
  const [error] = meta.errors;
  if (error !== undefined) {
    returning = null;
    failToBuild(error);
    return;
  }
  const located = packages.locate(meta);
  if (located !== null) report({ phase: "building", note: "Fetching packages", kept: shown !== null });
  const waits = [located, style(engine, meta)].filter((wait) => wait !== null);
  if (waits.length > 0) {
    preparing = true;
    const receiver = port;
    void Promise.all(waits).then(() => {
      preparing = false;
      if (receiver === port) dispatch(meta, script, at);
      else changedAt ??= now();
      build();
    });
    return;
  }
  dispatch(meta, script, at);
}

/** Tailwind's share of the styles. A promise only while its core is loaded or a sheet is new. */
function style(engine: PreviewEngine, meta: Meta): Promise<void> | null {
  if (tailwind === null) {
    if (tailwindUrl === null || !meta.styles.some(([, css]) => usesTailwind(css))) return null;
    tailwind = createTailwind(tailwindUrl);
  }
  return tailwind.apply(meta, () => engine.candidates());
}

function dispatch(meta: Meta, script: string, at: number) {
  if (packages.moved(meta)) {
    // The next frame is sent everything, and gets these addresses.
    changedAt ??= at;
    port?.close();
    port = null;
    tell({ type: "replace", stuck: false });
    return;
  }
  const nothing = script === "" && meta.styles.length === 0 && meta.removed.length === 0 && meta.public === null;
  if (nothing) {
    if (frameCause === null) runningSince = now();
    settle(shown, at, null);
    return;
  }
  inFlight = { id: nextId++, at };
  runningSince = null;
  send({ type: "update", id: inFlight.id, meta, script });
}

function takeChanges(engine: PreviewEngine) {
  // From here on the engine has other files than the frame has proved.
  if (whole !== null || changes.size > 0) runningSince = null;
  if (whole !== null) {
    engine.keep_only(Object.keys(whole));
    for (const [path, text] of Object.entries(whole)) engine.write(path, text);
    whole = null;
  }
  for (const [path, text] of changes) {
    if (text === null) engine.remove(path);
    else engine.write(path, text);
  }
  changes.clear();
}

function settle(kind: UpdateKind | null, at: number, note: string | null) {
  if (returning !== null) {
    const cause = returning;
    returning = null;
    frameCause = { cause, kept: true };
  }
  const fault = tailwind?.fault();
  if (frameCause !== null) fail(frameCause.cause, frameCause.kept);
  else if (fault !== undefined) fail({ ...simple("syntax", `Tailwind: ${fault[1]}`), path: fault[0] });
  else report({ phase: "ready", kind, ms: Math.round((now() - at) * 10) / 10, note, cause: blocked });
}

function send(message: WorkerToFrame) {
  port?.postMessage(message);
}

function attach(next: MessagePort) {
  port?.close();
  port = next;
  engine?.forget_frame();
  tailwind?.forget();
  packages.forget();
  inFlight = null;
  shown = null;
  frameCause = null;
  blocked = null;
  unanswered = 0;
  runningSince = null;
  port.onmessage = (event: MessageEvent<unknown>) => {
    const message = check(event.data);
    if (port === next && message !== null) onFrame(message);
  };
  if (returning !== null && engine !== null) {
    const good = engine.build_good();
    if (good !== undefined) {
      deliver(engine, good, now());
      return;
    }
    // Nothing ran yet: the frame stays empty, and does not burn.
    rest(returning);
    return;
  }
  if (resting !== null) {
    rest(resting);
    return;
  }
  changedAt ??= now();
  build();
}

function rest(cause: Cause) {
  returning = null;
  resting = cause;
  frameCause = { cause, kept: false };
  fail(cause, false);
}

/** The frame cannot go on: a new one shows what last ran well. */
function goBack(cause: Cause) {
  returns = now() - returnedAt > CALM_MS ? 1 : returns + 1;
  returnedAt = now();
  port?.close();
  port = null;
  inFlight = null;
  runningSince = null;
  fail(cause, returns === 1);
  // When what was taken for good fails too, an empty frame is better than one that burns.
  returning = returns === 1 ? cause : null;
  resting = returns === 1 ? null : cause;
  changedAt = null;
  tell({ type: "replace", stuck: cause.kind === "endless-loop" });
}

function onFrame(message: FrameToWorker) {
  unanswered = 0;
  switch (message.type) {
    case "done": {
      if (inFlight?.id !== message.id) return;
      const { at } = inFlight;
      inFlight = null;
      shown = message.kind;
      frameCause = null;
      if (returning === null) runningSince = now();
      settle(message.kind, at, message.note);
      build();
      return;
    }
    case "failed": {
      const finished = inFlight !== null && inFlight.id === message.id;
      if (finished) inFlight = null;
      // Even what ran before does not run now: changes must not wait for it.
      if (finished) returning = null;
      runningSince = null;
      const cause = locate(message.cause, message.stack);
      if (cause.kind === "render-loop" && !message.kept) {
        goBack(cause);
        return;
      }
      // What follows from an error is not another cause.
      if (frameCause === null || finished) frameCause = { cause, kept: message.kept };
      fail(frameCause.cause, frameCause.kept);
      if (finished) build();
      return;
    }
    case "blocked": {
      blocked ??= blockedCause(message.directive, message.address);
      if (last.phase === "ready") report({ ...last, cause: blocked });
      return;
    }
    case "console": {
      const entries = message.entries.map((entry): ConsoleEntry => {
        const place = trace.first(entry.stack);
        const text = trace.readable(entry.text);
        const { level, at_ms, network } = entry;
        return { level, text, at_ms, network, path: place?.path ?? null, line: place?.line ?? null, column: place?.column ?? null };
      });
      tell({ type: "console", entries });
      return;
    }
    case "notice":
      tell(message);
      return;
    case "pong":
      return;
  }
}

function blockedCause(directive: string, address: string): Cause {
  let origin: string | null = null;
  try {
    const url = new URL(address);
    if (/^(https?|wss?):$/.test(url.protocol)) origin = url.origin;
  } catch {
    // "inline", "eval" and the like name no place.
  }
  const what = origin === null ? `${address || "something"} (${directive})` : `a call to ${origin}`;
  return { ...simple("blocked-network", `The preview's policy blocked ${what}.`), origin };
}

function locate(cause: Cause, stack: string | null): Cause {
  const place = trace.first(stack);
  const message = trace.readable(cause.message);
  if (place !== null) return { ...cause, message, path: place.path, line: place.line, column: place.column };
  const guess = cause.kind === "render-loop" && cause.path === null ? lastChanged : cause.path;
  return { ...cause, message, path: guess };
}

function watch() {
  if (port === null) return;
  if (unanswered >= STUCK_PINGS) {
    const message = "The app does not answer: it is probably in an endless loop. It was stopped.";
    goBack({ ...simple("endless-loop", message), path: lastChanged });
    unanswered = 0;
    return;
  }
  if (runningSince !== null && unanswered === 0 && frameCause === null && now() - runningSince > GOOD_MS) {
    runningSince = null;
    if (now() - returnedAt > CALM_MS) returns = 0;
    engine?.mark_good();
  }
  unanswered += 1;
  send({ type: "ping" });
}

function noteChange(path: string | null, at: number) {
  haveFiles = true;
  if (path !== null) lastChanged = path;
  // Work of the person or the model: whatever stood in the way may be mended by it.
  returns = 0;
  resting = null;
  if (broken) {
    // The host sends all files again, this change among them.
    tell({ type: "restart" });
    return;
  }
  changedAt ??= at;
  build();
}

addEventListener("message", (event: MessageEvent<HostToWorker>) => {
  const message = event.data;
  switch (message.type) {
    case "wasm":
      tailwindUrl = message.tailwind;
      void load(message.url);
      return;
    case "frame":
      attach(message.port);
      return;
    case "again":
      returning = null;
      resting = null;
      returns = 0;
      return;
    case "command":
      send({ type: "command", command: message.command });
      return;
    case "files":
      whole = JSON.parse(message.json) as Record<string, string>;
      changes.clear();
      noteChange(null, message.at);
      return;
    case "file":
      changes.set(message.path, message.text);
      noteChange(message.path, message.at);
      return;
  }
});
setInterval(watch, PING_MS);
