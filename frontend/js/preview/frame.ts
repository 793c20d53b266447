// The document in which the project runs: loads packages, applies updates, reports what happens.
//
// Everything here shares its realm with the user's code, which is not trusted: nothing secret is kept here,
// and what the workspace is told is only shown to the user.

import { connect } from "./bridge";
import { captureConsole } from "./console";
import type { Cause, Meta, UpdateKind } from "./messages";
import { applyHot, NoBoundary, registerExports, type RefreshRuntime } from "./refresh";
import { createRegistry, type Link } from "./registry";
import { createRoots } from "./roots";
import { serialize } from "./serialize";
import { installStorage } from "./storage";
import { createStyles } from "./styles";
import { createVendor, Failure, type Namespace } from "./vendor";

type Define = (id: string, links: Link[], factory: never) => void;
interface Update {
  id: number;
  meta: Meta;
  script: string;
}

/** A start that is still waiting for something after this long has its own cause. */
const SLOW_START_MS = 1800;
/** An app that shows nothing gets this long to fetch and think. */
const EMPTY_MS = 1200;
const BASE_PACKAGES = ["react", "react-dom", "react-dom/client", "react/jsx-dev-runtime"];

const addresses = JSON.parse(document.getElementById("easel-vendor")?.textContent || "{}") as Record<string, string>;
const later = window.setTimeout.bind(window);
const cancel = window.clearTimeout.bind(window);

installStorage();
const capture = captureConsole((entries) => bridge.send({ type: "console", entries }));
const roots = createRoots();
const vendor = createVendor(addresses, roots.adapt);
const styles = createStyles();
const runtime = startRuntime();
const registry = createRegistry(vendor, {
  register: (type, id) => refresh?.register(type, id),
  signature: () => refresh?.createSignatureFunctionForTransform(),
});
let refresh: RefreshRuntime | null = null;
let started = false;
/** Changes that could not be applied; they are tried again with the next ones. */
const stale = new Set<string>();
let mustStartOver = false;
let starts = 0;
let entry = "";
/** The first error that escaped since the current update began. */
let escaped: { error: unknown } | null = null;
let updating = false;
let emptyTimer = 0;
let updates = Promise.resolve();

const bridge = connect((message) => {
  if (message.type === "ping") bridge.send({ type: "pong" });
  else updates = updates.then(() => update(message));
});

/** React asks for the hook when it loads, so the refresh runtime has to be there first. */
async function startRuntime() {
  const module = await vendor.loadOne("react-refresh/runtime") as unknown as RefreshRuntime;
  // Each start has families of its own: components of the one before are no earlier versions of these.
  refresh = { ...module, register: (type, id) => module.register(type, `${starts} ${id}`) };
  refresh.injectIntoGlobalHook(window);
  await Promise.all(BASE_PACKAGES.map((name) => vendor.loadOne(name)));
}

async function update({ id, meta, script }: Update) {
  updating = true;
  escaped = null;
  cancel(emptyTimer);
  const slow = later(() => fail(id, simple("timeout", "The app has not started: something it waits for does not come.")), SLOW_START_MS);
  try {
    await runtime.catch((error: unknown) => {
      throw error instanceof Failure ? error : new Failure(simple("load", `React did not load: ${error}`));
    });
    await vendor.load(meta.packages);
    const kind = await apply(meta, script);
    throwEscaped();
    bridge.send({ type: "done", id, kind });
    emptyTimer = later(checkEmpty, EMPTY_MS);
  } catch (error) {
    fail(id, causeOf(error), error);
  } finally {
    cancel(slow);
    updating = false;
  }
}

async function apply(meta: Meta, script: string): Promise<UpdateKind> {
  if (script !== "") await define(script);
  for (const path of meta.removed) {
    styles.remove(path);
    registry.remove(path);
    stale.delete(path);
  }
  for (const [path, css] of meta.styles) styles.set(path, css);
  const cold = !started;
  if (cold || mustStartOver || meta.entry !== entry) {
    await start(meta);
    return cold ? "cold" : "reload";
  }
  const changed = new Set([...meta.changed, ...stale]);
  for (const path of changed) stale.add(path);
  try {
    await roots.whileImmediate(() => applyHot(refresh!, registry, [...changed]));
  } catch (error) {
    if (!(error instanceof NoBoundary)) throw error;
    await start(meta);
    stale.clear();
    return "reload";
  }
  stale.clear();
  return "hot";
}

async function define(script: string) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    const module = await import(address) as { default: (define: Define) => void };
    module.default(registry.define as Define);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Runs everything from the entry on. What was shown before stays when that fails. */
async function start(meta: Meta) {
  mustStartOver = true;
  starts += 1;
  const page = roots.startOver();
  const restore = registry.startOver();
  try {
    await roots.whileImmediate(async () => {
      await registry.evaluate([meta.entry]);
      const exports = registry.get(meta.entry)!.exports;
      if (meta.mount) {
        registerExports(refresh!, meta.entry, exports);
        mount(exports);
      }
    });
    throwEscaped();
  } catch (error) {
    if (started) {
      page.undo();
      restore();
    }
    throw error;
  }
  page.done();
  started = true;
  entry = meta.entry;
  mustStartOver = false;
}

function mount(exports: Namespace) {
  const { createElement } = vendor.get("react") as { createElement(type: unknown): unknown };
  const { createRoot } = vendor.get("react-dom/client") as {
    createRoot(node: Element): { render(element: unknown): void };
  };
  createRoot(document.getElementById("root")!).render(createElement(exports["default"]));
}

function checkEmpty() {
  const root = document.getElementById("root");
  const others = [...document.body.children].some((node) => node !== root && !/^(SCRIPT|STYLE|LINK)$/.test(node.tagName));
  if (others || root?.childNodes.length) return;
  fail(null, simple("nothing-rendered", "The app runs, but shows nothing: its component renders no element."));
}

function simple(kind: Cause["kind"], message: string): Cause {
  return { kind, message, path: null, line: null, column: null };
}

function causeOf(error: unknown): Cause {
  if (error instanceof Failure) return error.failure;
  return simple("runtime", error instanceof Error ? `${error.name}: ${error.message}` : serialize(error));
}

function fail(id: number | null, cause: Cause, error?: unknown) {
  const stack = error instanceof Error ? String(error.stack) : null;
  bridge.send({ type: "failed", id, cause, stack });
}

function throwEscaped() {
  if (escaped !== null) throw escaped.error;
}

/** An error that nobody caught: part of the update it happens in, otherwise a report of its own. */
function onEscaped(error: unknown, message: string) {
  capture.add("error", message, error instanceof Error ? String(error.stack) : null);
  if (updating) escaped ??= { error: error ?? new Error(message) };
  else fail(null, causeOf(error ?? new Error(message)), error);
}

addEventListener("error", (event: Event) => {
  if (event instanceof ErrorEvent) onEscaped(event.error, `Uncaught ${event.message.replace(/^Uncaught /, "")}`);
  else if (event.target instanceof Element) {
    const address = event.target.getAttribute("src") ?? event.target.getAttribute("href") ?? "";
    capture.add("error", `Could not load ${address.slice(0, 200)} (<${event.target.localName}>)`, null);
  }
}, true);
addEventListener("unhandledrejection", (event) => {
  onEscaped(event.reason, `Unhandled rejection: ${event.reason instanceof Error ? event.reason.message : serialize(event.reason)}`);
});
addEventListener("securitypolicyviolation", (event) => {
  capture.add("error", `Blocked by the preview's policy: ${event.blockedURI || "inline code"} (${event.effectiveDirective})`, null);
});
