// The workspace's side of the preview: owns the frame and the worker, and passes reports on.
//
// Project code runs in the frame, whose origin is opaque. The window listens only until the frame says hello,
// answers that frame alone, and afterwards hears of it through the worker.

import { embed, frameAddress, takeEarly, type Embedded } from "./embed";
import {
  PORT, now, simple, type Command, type Handover, type HostToWorker, type Notice, type Status, type WorkerToHost,
} from "./messages";
import { createRelay } from "./relay";
import { createShelf } from "./shelf";

export { expectFrame } from "./embed";

export interface PreviewOptions {
  frameUrl: string;
  workerUrl: string;
  wasmUrl: string;
  tailwindUrl?: string | undefined;
  title?: string;
  /** Names the project: what its app stores is kept under it. */
  key: string;
  /** This is the workspace: tabs that show the same project hear of every change, the server of what the app says. */
  leads?: boolean;
  /** Origins that the app may call. */
  allow?: string[];
  onStatus: (json: string) => void;
  onConsole: (json: string) => void;
  onRoute?: (path: string) => void;
  /** Of the element that was pointed at; null when that was given up. */
  onPicked?: (json: string | null) => void;
  /** Why there is no picture; null when it was saved. */
  onShot?: (message: string | null) => void;
}

export interface PreviewHandle {
  /** The whole tree: `{"path":"content"}`. */
  setFiles(json: string): void;
  /** One file's new text; none removes it. */
  updateFile(path: string, text: string | null | undefined): void;
  /** A new frame: all state of the app is gone. */
  reload(): void;
  /** The app's own router goes there. */
  navigate(to: string): void;
  pick(on: boolean): void;
  shoot(): void;
  /** Origins that the app may call from now on; it starts anew. */
  setAllowed(origins: string[]): void;
  /** Forgets what the app stored, and starts it anew. */
  clearStored(): void;
  dispose(): void;
}

/** A worker that loads its compiler before there is a preview to use it. */
interface Spare {
  worker: Worker;
  urls: string;
  /** What it said before anyone listened. */
  said: MessageEvent<WorkerToHost>[];
}

declare global {
  /** The one that the document itself started, see app/src/shell.rs. */
  var easelSpare: Spare | null | undefined;
}

function newWorker(workerUrl: string, wasmUrl: string, tailwindUrl: string | undefined): Worker {
  const worker = new Worker(workerUrl, { type: "module", name: "easel preview" });
  const absolute = (url: string) => new URL(url, location.href).href;
  const tailwind = tailwindUrl === undefined ? null : absolute(tailwindUrl);
  worker.postMessage({ type: "wasm", url: absolute(wasmUrl), tailwind } satisfies HostToWorker);
  return worker;
}

/** Two names of this machine, which are two sites to a browser. */
const NAMES = ["localhost", "127.0.0.1"];

export function createPreview(node: HTMLElement, options: PreviewOptions): PreviewHandle {
  let worker = startWorker();
  // Kept for a worker that has to be replaced.
  let tree: string | null = null;
  const changes = new Map<string, string | null>();
  let embedded: Embedded | null = null;
  let disposed = false;
  let route = "/";
  /** The frame is loaded from this machine's other name. */
  let otherName = false;
  let allowed = options.allow ?? [];
  const shelf = createShelf(options.key);
  const others = options.leads ? new BroadcastChannel(`easel.preview.${options.key}`) : null;

  const relay = options.leads ? createRelay(options.key) : null;

  const tell = (message: HostToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const report = (status: Status) => {
    if (!disposed) options.onStatus(JSON.stringify(status));
  };

  const command = (command: Command) => tell({ type: "command", command });

  function frameUrl(): string {
    const url = frameAddress(options.frameUrl, route, allowed);
    if (otherName) url.hostname = NAMES.find((name) => name !== url.hostname) ?? url.hostname;
    return url.href;
  }

  /** Quietly: the status in place says why there is a new frame. */
  function start(quietly = false) {
    embedded?.remove();
    const url = frameUrl();
    const made = takeEarly(node, url) ?? embed(node, url, options.title ?? "Preview");
    embedded = made;
    made.own({
      onHello: () => greet(made),
      // Whatever that document is, it gets no port; a fresh frame does.
      onReplaced: () => {
        if (!disposed) start();
      },
    });
    if (!quietly) report({ phase: "starting", kind: null, ms: null, note: null, cause: null, kept: false });
  }

  function again() {
    tell({ type: "again" });
    start();
  }

  function greet({ frame }: Embedded) {
    const channel = new MessageChannel();
    const nonce = crypto.randomUUID();
    tell({ type: "frame", port: channel.port1, nonce }, [channel.port1]);
    // An opaque origin cannot be named as a target; the receiver is fixed by the window reference.
    const handover: Handover = { type: PORT, nonce, stored: shelf.get() };
    frame.contentWindow?.postMessage(handover, "*", [channel.port2]);
  }

  function startWorker(): Worker {
    const kept = globalThis.easelSpare;
    const ready = kept?.urls === options.workerUrl + options.wasmUrl ? kept : null;
    globalThis.easelSpare = null;
    const worker = ready?.worker ?? newWorker(options.workerUrl, options.wasmUrl, options.tailwindUrl);
    worker.onmessage = (event: MessageEvent<WorkerToHost>) => {
      if (!disposed) onWorker(event.data);
    };
    worker.onerror = (event) => {
      const message = `The preview's compiler stopped: ${event.message || "its script could not be loaded"}`;
      report({ phase: "failed", kind: null, ms: null, note: null, cause: simple("load", message), kept: false });
    };
    // Not now: its messages may need `worker`, which is not set yet.
    if (ready) queueMicrotask(() => ready.said.forEach((event) => worker.onmessage?.(event)));
    return worker;
  }

  function onWorker(message: WorkerToHost) {
    switch (message.type) {
      case "status":
        report(message.status);
        return;
      case "console":
        options.onConsole(JSON.stringify(message.entries));
        relay?.send(message.entries);
        return;
      case "notice":
        onNotice(message.notice);
        return;
      case "replace":
        // Frames of one site share a process, and that one spins: another site's frame does not wait for it.
        if (message.stuck && NAMES.includes(location.hostname)) otherName = !otherName;
        start(true);
        return;
      case "restart":
        worker.terminate();
        worker = startWorker();
        if (tree !== null) tell({ type: "files", json: tree, at: now() });
        for (const [path, text] of changes) tell({ type: "file", path, text, at: now() });
        start();
        return;
    }
  }

  function onNotice(notice: Notice) {
    switch (notice.type) {
      case "route":
        route = notice.path;
        options.onRoute?.(route);
        return;
      case "stored":
        shelf.put(notice.stored);
        return;
      case "picked":
        options.onPicked?.(notice.picked === null ? null : JSON.stringify(notice.picked));
        return;
      case "shot":
        if (notice.png !== null) save(new Blob([notice.png], { type: "image/png" }), "preview.png");
        options.onShot?.(notice.png === null ? notice.message : null);
    }
  }

  start();

  return {
    setFiles(json) {
      tree = json;
      changes.clear();
      others?.postMessage({ json });
      tell({ type: "files", json, at: now() });
    },
    updateFile(path, change) {
      const text = change ?? null;
      changes.set(path, text);
      others?.postMessage({ path, text });
      tell({ type: "file", path, text, at: now() });
    },
    reload: again,
    navigate: (to) => command({ type: "navigate", to }),
    pick: (on) => command({ type: "pick", on }),
    shoot: () => command({ type: "shot" }),
    setAllowed(origins) {
      allowed = origins;
      again();
    },
    clearStored() {
      shelf.clear();
      route = "/";
      again();
    },
    dispose() {
      disposed = true;
      others?.close();
      relay?.close();
      worker.terminate();
      embedded?.remove();
      embedded = null;
    },
  };
}

function save(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
