// The document in which the project runs: loads packages, applies updates, reports what happens.
//
// Everything here shares its realm with the user's code, which is not trusted: nothing secret is kept here,
// and what the workspace is told is only shown to the user.

import { connect } from "./bridge";
import { captureConsole } from "./console";
import { closeDoors } from "./doors";
import { installHelpers } from "./helpers";
import { createExecute, type Define } from "./execute";
import { simple, type Cause, type Command, type Meta, type Notice, type UpdateKind } from "./messages";
import { installNetwork } from "./network";
import { createPicker } from "./picker";
import { createPublicFiles } from "./public";
import { applyHot, NoBoundary, registerExports, type RefreshRuntime } from "./refresh";
import { createRegistry, type Definition } from "./registry";
import { createRoots } from "./roots";
import { installRoute } from "./route";
import { serialize } from "./serialize";
import { shoot } from "./shot";
import { installStorage } from "./storage";
import { createStyles } from "./styles";
import { createTick, EndlessLoop } from "./tick";
import { createVendor, Failure, type Namespace } from "./vendor";

interface Part {
  meta: Meta;
  script: string;
}
interface Update extends Part {
  id: number;
}

/** A start that is still waiting for something after this long has its own cause. */
const SLOW_START_MS = 1800;
/** An app that shows nothing gets this long to fetch and think. */
const EMPTY_MS = 1200;
const BASE_PACKAGES = ["react", "react-dom", "react-dom/client", "react/jsx-runtime"];
const ENDLESS = /Maximum update depth exceeded|Too many re-renders/;

const addresses = JSON.parse(document.getElementById("easel-vendor")?.textContent || "{}") as Record<string, string>;
const later = window.setTimeout.bind(window);
const cancel = window.clearTimeout.bind(window);

installHelpers();
closeDoors();
const notice = (notice: Notice) => bridge.send({ type: "notice", notice });
const restoreStorage = installStorage((stored) => notice({ type: "stored", stored }));
const capture = captureConsole((entries) => bridge.send({ type: "console", entries }), (text) => {
  // React only warns of an effect that renders again and again: nothing else would end it.
  if (ENDLESS.test(text)) fail(null, endless(text));
});
const publicFiles = createPublicFiles();
installNetwork(capture, publicFiles);
const roots = createRoots();
const vendor = createVendor(addresses, (specifier, namespace) => {
  roots.adapt(specifier, namespace);
  if (specifier.startsWith("react/jsx-")) adaptJsx(namespace);
});
const styles = createStyles();
const execute = createExecute();
const runtime = startRuntime();
const registry = createRegistry(vendor, {
  register: (type, id) => refresh?.register(type, id),
  signature: () => refresh?.createSignatureFunctionForTransform(),
  tick: createTick(),
});
let refresh: RefreshRuntime | null = null;
let started = false;
/** Changes that could not be applied; they are tried again with the next ones. */
const stale = new Set<string>();
/** Modules that the last change did without, and those before it: what was shown before may be wanted back. */
const gone = new Set<string>();
const goneBefore = new Set<string>();
let mustStartOver = false;
let starts = 0;
let entry = "";
let lastMeta: Meta | null = null;
/** How to show again what was there before the last update, should that turn out to show nothing. */
let takeBack: (() => Promise<void>) | null = null;
/** The app was started again after an error of its own; not twice for one update. */
let restarted = false;
/** The first error that escaped since the current update began. */
let escaped: { error: unknown } | null = null;
let updating = false;
let emptyTimer = 0;
let updates = Promise.resolve();
/** Updates that wait for a package: the worker sends each change once. */
const held: Part[] = [];

const bridge = connect((message) => {
  if (message.type === "ping") bridge.send({ type: "pong" });
  else if (message.type === "command") obey(message.command);
  else updates = updates.then(() => update(message));
}, restoreStorage);
const route = installRoute((path) => notice({ type: "route", path }));
const picker = createPicker((picked) => notice({ type: "picked", picked }));

function obey(command: Command) {
  switch (command.type) {
    case "pick":
      picker.set(command.on);
      return;
    case "navigate":
      route.go(command.to);
      return;
    case "shot":
      shoot().then(
        (png) => notice({ type: "shot", png, message: "" }),
        (error: unknown) => notice({ type: "shot", png: null, message: String(error) }),
      );
  }
}

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
  restarted = false;
  cancel(emptyTimer);
  const slow = later(() => fail(id, simple("timeout", "The app has not started: something it waits for does not come.")), SLOW_START_MS);
  try {
    await runtime.catch((error: unknown) => {
      throw error instanceof Failure ? error : new Failure(simple("load", `React did not load: ${error}`));
    });
    if (meta.addresses !== undefined) vendor.know(meta.addresses);
    held.push({ meta, script });
    await vendor.load(meta.packages);
    const { kind, note } = await apply(joined(held.splice(0)));
    bridge.send({ type: "done", id, kind, note });
    emptyTimer = later(checkEmpty, EMPTY_MS);
  } catch (error) {
    fail(id, causeOf(error), error, started && !isEmpty());
  } finally {
    cancel(slow);
    escaped = null;
    updating = false;
  }
}

/** One update of several. */
function joined(updates: Part[]): { meta: Meta; scripts: string[] } {
  const metas = updates.map(({ meta }) => meta);
  const meta = { ...metas[metas.length - 1]! };
  if (metas.length > 1) {
    const removed = new Set<string>();
    const changed = new Set<string>();
    for (const part of metas) {
      for (const path of part.changed) [changed.add(path), removed.delete(path)];
      for (const path of part.removed) [removed.add(path), changed.delete(path)];
    }
    meta.changed = [...changed];
    meta.removed = [...removed];
    meta.styles = [...new Map(metas.flatMap(({ styles }) => styles))];
    for (const key of ["order", "public"] as const) meta[key] = metas.map((part) => part[key]).findLast((value) => value !== null) as never ?? null;
  }
  return { meta, scripts: updates.map(({ script }) => script).filter((script) => script !== "") };
}

async function apply({ meta, scripts }: { meta: Meta; scripts: string[] }): Promise<{ kind: UpdateKind; note: string | null }> {
  const before = new Map<string, Definition>();
  for (const id of meta.changed) {
    const running = registry.get(id);
    if (running !== undefined) before.set(id, running.definition);
  }
  for (const id of stale) before.set(id, registry.get(id)?.definition ?? registry.definition(id)!);
  for (const script of scripts) await execute(script, registry.define as Define);
  if (meta.public !== null) publicFiles.set(meta.public);
  for (const path of meta.removed) gone.add(path);
  for (const path of meta.changed) [gone, goneBefore].forEach((set) => set.delete(path));
  for (const [path, css] of meta.styles) styles.set(path, css);
  if (meta.order !== null) styles.arrange(meta.order);
  lastMeta = meta;
  const applied = await run(meta, before);
  for (const path of goneBefore) registry.remove(path);
  goneBefore.clear();
  for (const path of gone) {
    styles.remove(path);
    goneBefore.add(path);
  }
  gone.clear();
  stale.clear();
  return applied;
}

async function run(meta: Meta, before: Map<string, Definition>): Promise<{ kind: UpdateKind; note: string | null }> {
  const cold = !started;
  if (cold || mustStartOver || meta.entry !== entry) {
    await start(meta);
    return { kind: cold ? "cold" : "reload", note: cold ? null : "the app starts from its entry again" };
  }
  const changed = new Set([...meta.changed, ...stale]);
  for (const path of gone) changed.delete(path);
  for (const path of changed) stale.add(path);
  try {
    await hot([...changed]);
  } catch (error) {
    if (!(error instanceof NoBoundary)) {
      await revert(before);
      throw error;
    }
    await start(meta);
    return { kind: "reload", note: `no component can take a change of ${error.module} in place` };
  }
  takeBack = () => revert(before);
  return { kind: "hot", note: null };
}

async function hot(changed: string[]) {
  await roots.whileImmediate(() => applyHot(refresh!, registry, changed));
  throwEscaped();
}

/** Runs the former versions again. React has thrown away what failed, so those parts begin anew. */
async function revert(before: Map<string, Definition>) {
  const newer = new Map([...before.keys()].map((id) => [id, registry.definition(id)]));
  for (const [id, definition] of before) registry.redefine(id, definition);
  try {
    await roots.whileImmediate(() => applyHot(refresh!, registry, [...before.keys()].filter((id) => registry.get(id))));
  } catch {
    // Without these modules in place, only a start from the entry helps, with the next change.
    mustStartOver = true;
  } finally {
    for (const [id, definition] of newer) {
      if (definition !== undefined) registry.redefine(id, definition);
      stale.add(id);
    }
    escaped = null;
  }
}

/** Runs everything from the entry on. What was shown before stays when that fails. */
async function start(meta: Meta) {
  mustStartOver = true;
  takeBack = null;
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

/** Paths into `public/` become addresses that this document can load. */
function adaptJsx(namespace: Namespace) {
  for (const name of ["jsxDEV", "jsx", "jsxs"]) {
    const create = namespace[name] as ((type: unknown, props: Record<string, unknown>, ...rest: unknown[]) => unknown) | undefined;
    if (create === undefined) continue;
    namespace[name] = (type: unknown, props: Record<string, unknown>, ...rest: unknown[]) => {
      if (typeof type === "string" && props != null && publicFiles.any()) {
        for (const attribute of ["src", "href", "poster"]) {
          const value = props[attribute];
          const address = typeof value === "string" && value.startsWith("/") && type !== "a" ? publicFiles.find(value) : undefined;
          if (address !== undefined) props = { ...props, [attribute]: address };
        }
      }
      return create(type, props, ...rest);
    };
  }
}

function isEmpty(): boolean {
  const root = document.getElementById("root");
  const others = [...document.body.children].some((node) => node !== root && !/^(SCRIPT|STYLE|LINK)$/.test(node.tagName));
  return !others && !root?.childNodes.length;
}

function checkEmpty() {
  if (!isEmpty()) return;
  const back = takeBack;
  takeBack = null;
  updates = updates.then(async () => {
    await back?.();
    fail(null, simple("nothing-rendered", "The app runs, but shows nothing: its component renders no element."), undefined, !isEmpty());
  });
}

/** An error that React could not contain leaves an empty page: the app begins anew, so that there is something to see. */
function restartIfEmpty() {
  if (restarted || lastMeta === null || stale.size > 0 || !isEmpty()) return;
  restarted = true;
  const meta = lastMeta;
  updates = updates.then(async () => {
    updating = true;
    await start(meta).catch(() => {});
    escaped = null;
    updating = false;
  });
}

function endless(message: string): Cause {
  const reason = "A component renders without end: it sets state while it renders, or in an effect that runs after every render.";
  return simple("render-loop", `${reason} (${message.split("\n")[0]!.slice(0, 200)})`);
}

function causeOf(error: unknown): Cause {
  const message = error instanceof Error ? `${error.name}: ${error.message}` : serialize(error);
  if (ENDLESS.test(message)) return endless(message);
  const thrown = error instanceof Failure ? error.thrown : error;
  if (thrown instanceof EndlessLoop) return simple("endless-loop", thrown.message);
  if (error instanceof Failure) return error.failure;
  return simple("runtime", message);
}

function fail(id: number | null, cause: Cause, error?: unknown, kept = false) {
  const thrown = error instanceof Failure ? error.thrown : error;
  const stack = thrown instanceof Error ? String(thrown.stack) : null;
  bridge.send({ type: "failed", id, cause, stack, kept });
}

function throwEscaped() {
  if (escaped !== null) throw escaped.error;
}

/** An error that nobody caught: part of the update it happens in, otherwise a report of its own. */
function onEscaped(error: unknown, message: string) {
  capture.add("error", message, error instanceof Error ? String(error.stack) : null);
  if (updating) {
    escaped ??= { error: error ?? new Error(message) };
    return;
  }
  fail(null, causeOf(error ?? new Error(message)), error, !isEmpty());
  later(restartIfEmpty, 0);
}

addEventListener("error", (event: Event) => {
  if (event instanceof ErrorEvent) onEscaped(event.error, `Uncaught ${event.message.replace(/^Uncaught /, "")}`);
  else if (event.target instanceof Element) {
    const address = event.target.getAttribute("src") ?? event.target.getAttribute("href") ?? "";
    capture.add("error", `Could not load ${address.slice(0, 200)} (<${event.target.localName}>)`, null, true);
  }
}, true);
addEventListener("unhandledrejection", (event) => {
  onEscaped(event.reason, `Unhandled rejection: ${event.reason instanceof Error ? event.reason.message : serialize(event.reason)}`);
});
addEventListener("securitypolicyviolation", (event) => {
  capture.add("error", `Blocked by the preview's policy: ${event.blockedURI || "inline code"} (${event.effectiveDirective})`, null, true);
  bridge.send({ type: "blocked", directive: event.effectiveDirective, address: event.blockedURI });
});
