// The preview's worker: keeps the engine, decides when to build, and judges what the frame reports.

import init, { PreviewEngine } from "easel-preview-wasm";
import {
  now, type Cause, type ConsoleEntry, type FrameToWorker, type HostToWorker, type Meta, type Status,
  type UpdateKind, type WorkerToFrame, type WorkerToHost,
} from "./messages";
import { createTracer } from "./trace";

/** A frame that leaves so many pings unanswered is stuck in the user's code. */
const STUCK_PINGS = 6;
const PING_MS = 300;
/** A file or an export that is missing may be the next thing a streaming reply brings. */
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

let nextId = 1;
let inFlight: { id: number; at: number } | null = null;
let shown: UpdateKind | null = null;
let last: Status = { phase: "starting", kind: null, ms: null, cause: null };
/** What is wrong inside the frame; it stays wrong until the frame is sent something new. */
let frameCause: Cause | null = null;
let unanswered = 0;
let stuck = false;
let grace = 0;
const trace = createTracer((batch, line, column) => engine?.original(batch, line, column));

function tell(message: WorkerToHost) {
  postMessage(message);
}

function report(status: Status) {
  clearTimeout(grace);
  last = status;
  tell({ type: "status", status });
}

function fail(cause: Cause) {
  report({ phase: "failed", kind: null, ms: null, cause });
}

function failToBuild(cause: Cause) {
  clearTimeout(grace);
  if (cause.kind === "missing-file" || cause.kind === "missing-export") grace = setTimeout(fail, GRACE_MS, cause);
  else fail(cause);
}

async function load(url: string) {
  try {
    await init({ module_or_path: fetch(url) });
    engine = new PreviewEngine();
    warmUp();
  } catch (error) {
    fail({ kind: "load", message: `The preview's compiler did not load: ${error}`, path: null, line: null, column: null });
    return;
  }
  build();
}

/** The browser compiles the engine's functions when they first run: let that be before they are waited for. */
function warmUp() {
  const scratch = new PreviewEngine();
  scratch.write("src/App.tsx", WARM_UP);
  scratch.build().free();
  scratch.free();
}

const WARM_UP = `import { useState, type FC } from "react"; import * as all from "lib"; import def from "lib";
interface Props { a?: string; items: { id: number }[] } enum E { A, B = "b" }
const App: FC<Props> = ({ a = "x", items, ...rest }) => { const [n, set] = useState<number>(0);
  const list = items.filter((item) => item.id > n).map((item, i) => <li key={i} {...rest}>{item.id}</li>);
  if (!a) { for (const x of items) { all.run(x as never); } } try { set((m) => m + 1); } catch (e) { throw e; }
  return <><ul className={\`l-\${n}\`} onClick={async () => { await import("lib"); set(n ? 1 : 2); }}>{list}</ul></>; };
export class K extends def<string> { private x = 1; get y() { return this.x; } } export { E }; export default App;`;

/** One build at a time: what changes meanwhile goes into the next one together. */
function build() {
  if (engine === null || broken || !haveFiles || inFlight !== null || changedAt === null) return;
  const concerned = [...changes.keys()].at(-1) ?? null;
  try {
    buildWith(engine);
  } catch (error) {
    broken = true;
    const message = `The compiler failed on this code. The preview starts again with the next change. (${error})`;
    fail({ kind: "syntax", message, path: concerned, line: null, column: null });
  }
}

function buildWith(engine: PreviewEngine) {
  if (port === null) {
    // The frame is on its way: what it will be sent can be made already.
    takeChanges(engine);
    engine.prepare();
    return;
  }
  if (stuck) {
    replaceFrame();
    return;
  }
  const at = changedAt ?? now();
  changedAt = null;
  takeChanges(engine);
  if (shown === null) report({ phase: "building", kind: null, ms: null, cause: null });
  const update = engine.build();
  const meta = JSON.parse(update.meta) as Meta;
  const script = update.script;
  update.free();
  const [error] = meta.errors;
  if (error !== undefined) {
    failToBuild(error);
    return;
  }
  if (script === "" && meta.styles.length === 0 && meta.removed.length === 0) {
    settle(shown, at);
    return;
  }
  inFlight = { id: nextId++, at };
  send({ type: "update", id: inFlight.id, meta, script });
}

function takeChanges(engine: PreviewEngine) {
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

function settle(kind: UpdateKind | null, at: number) {
  if (frameCause !== null) fail(frameCause);
  else report({ phase: "ready", kind, ms: Math.round((now() - at) * 10) / 10, cause: null });
}

function send(message: WorkerToFrame) {
  port?.postMessage(message);
}

function attach(next: MessagePort) {
  port?.close();
  port = next;
  engine?.forget_frame();
  inFlight = null;
  shown = null;
  frameCause = null;
  stuck = false;
  unanswered = 0;
  changedAt ??= now();
  port.onmessage = (event: MessageEvent<FrameToWorker>) => {
    if (port === next) onFrame(event.data);
  };
  build();
}

function replaceFrame() {
  port?.close();
  port = null;
  stuck = false;
  inFlight = null;
  tell({ type: "replace" });
}

function onFrame(message: FrameToWorker) {
  unanswered = 0;
  if (stuck) {
    stuck = false;
    report(last.cause?.kind === "timeout" ? { phase: "ready", kind: shown, ms: null, cause: null } : last);
  }
  switch (message.type) {
    case "done": {
      if (inFlight?.id !== message.id) return;
      const { at } = inFlight;
      inFlight = null;
      shown = message.kind;
      frameCause = null;
      settle(message.kind, at);
      build();
      return;
    }
    case "failed": {
      const finished = inFlight !== null && inFlight.id === message.id;
      if (finished) inFlight = null;
      frameCause = locate(message.cause, message.stack);
      fail(frameCause);
      if (finished) build();
      return;
    }
    case "console": {
      const entries = message.entries.map((entry): ConsoleEntry => {
        const place = trace.first(entry.stack);
        const text = trace.readable(entry.text);
        return { level: entry.level, text, at_ms: entry.at_ms, path: place?.path ?? null, line: place?.line ?? null };
      });
      tell({ type: "console", entries });
      return;
    }
    case "pong":
      return;
  }
}

function locate(cause: Cause, stack: string | null): Cause {
  const place = trace.first(stack);
  return place === null ? cause : { ...cause, path: place.path, line: place.line, column: place.column };
}

function watch() {
  if (port === null || stuck) return;
  if (unanswered >= STUCK_PINGS) {
    stuck = true;
    const message = "The app does not answer: it may be in an endless loop. It starts again with the next change.";
    tell({
      type: "status",
      status: {
        phase: "failed", kind: null, ms: null,
        cause: { kind: "timeout", message, path: null, line: null, column: null },
      },
    });
    inFlight = null;
    return;
  }
  unanswered += 1;
  send({ type: "ping" });
}

addEventListener("message", (event: MessageEvent<HostToWorker>) => {
  const message = event.data;
  switch (message.type) {
    case "wasm":
      void load(message.url);
      return;
    case "frame":
      attach(message.port);
      return;
    case "files":
      whole = JSON.parse(message.json) as Record<string, string>;
      changes.clear();
      haveFiles = true;
      break;
    case "file":
      changes.set(message.path, message.text);
      haveFiles = true;
      break;
  }
  if (broken) {
    // The host sends all files again, this change among them.
    tell({ type: "restart" });
    return;
  }
  changedAt ??= message.at;
  build();
});
setInterval(watch, PING_MS);
