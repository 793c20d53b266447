// The workspace's side of the preview: owns the frame and the worker, and passes reports on.
//
// Project code runs in the frame, whose origin is opaque. The window listens only until the frame says hello,
// answers that frame alone, and afterwards hears of it through the worker.

import { HELLO, PORT, now, type HostToWorker, type Status, type WorkerToHost } from "./messages";

export interface PreviewOptions {
  frameUrl: string;
  workerUrl: string;
  wasmUrl: string;
  title?: string;
  onStatus: (json: string) => void;
  onConsole: (json: string) => void;
}

export interface PreviewHandle {
  /** The whole tree: `{"path":"content"}`. */
  setFiles(json: string): void;
  /** One file's new text; none removes it. */
  updateFile(path: string, text: string | null | undefined): void;
  /** A new frame: all state of the app is gone. */
  reload(): void;
  dispose(): void;
}

/** A worker that loads its compiler before there is a preview to use it. */
interface Spare {
  worker: Worker;
  urls: string;
  /** What it said before anyone listened. */
  said: MessageEvent<WorkerToHost>[];
}

let spare: Spare | null = null;

function newWorker(workerUrl: string, wasmUrl: string): Worker {
  const worker = new Worker(workerUrl, { type: "module", name: "easel preview" });
  worker.postMessage({ type: "wasm", url: new URL(wasmUrl, location.href).href } satisfies HostToWorker);
  return worker;
}

/** Starts a worker for the preview that the page is about to make. */
export function warm(workerUrl: string | undefined, wasmUrl: string | undefined) {
  if (spare || started || !workerUrl || !wasmUrl) return;
  const said: Spare["said"] = [];
  const worker = newWorker(workerUrl, wasmUrl);
  worker.onmessage = (event) => said.push(event);
  // The one who takes it makes another, whose failure is reported.
  worker.onerror = () => { spare = null; };
  spare = { worker, urls: workerUrl + wasmUrl, said };
}

/** Whether a preview was made: the page has come to life and needs no spare worker. */
let started = false;

export function createPreview(node: HTMLElement, options: PreviewOptions): PreviewHandle {
  started = true;
  let worker = startWorker();
  // Kept for a worker that has to be replaced.
  let tree: string | null = null;
  const changes = new Map<string, string | null>();
  let frame: HTMLIFrameElement | null = null;
  let greeted = false;
  let loads = 0;
  let disposed = false;

  const tell = (message: HostToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
  const report = (status: Status) => {
    if (!disposed) options.onStatus(JSON.stringify(status));
  };

  function start() {
    frame?.remove();
    greeted = false;
    loads = 0;
    frame = document.createElement("iframe");
    // A second document in the same frame: the app reloaded itself, or went elsewhere. Whatever it is gets no
    // port; a fresh frame does.
    frame.onload = () => {
      loads += 1;
      if (loads > 1 && !disposed) start();
    };
    frame.title = options.title ?? "Preview";
    // Never allow-same-origin: that would be the workspace's own origin.
    frame.setAttribute("sandbox", "allow-scripts allow-forms allow-modals allow-popups");
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.style.cssText = "border:0;width:100%;height:100%;display:block;background:#fff";
    frame.src = options.frameUrl;
    node.append(frame);
    report({ phase: "starting", kind: null, ms: null, cause: null });
  }

  function onMessage(event: MessageEvent) {
    if (frame === null || event.source !== frame.contentWindow || event.data !== HELLO) return;
    event.stopImmediatePropagation();
    if (greeted || loads > 1) return;
    greeted = true;
    const channel = new MessageChannel();
    const nonce = crypto.randomUUID();
    tell({ type: "frame", port: channel.port1, nonce }, [channel.port1]);
    // An opaque origin cannot be named as a target; the receiver is fixed by the window reference.
    frame.contentWindow?.postMessage({ type: PORT, nonce }, "*", [channel.port2]);
  }

  function startWorker(): Worker {
    const ready = spare?.urls === options.workerUrl + options.wasmUrl ? spare : null;
    spare = null;
    const worker = ready?.worker ?? newWorker(options.workerUrl, options.wasmUrl);
    worker.onmessage = (event: MessageEvent<WorkerToHost>) => {
      if (!disposed) onWorker(event.data);
    };
    worker.onerror = (event) => {
      const message = `The preview's compiler stopped: ${event.message || "its script could not be loaded"}`;
      report({
        phase: "failed", kind: null, ms: null,
        cause: { kind: "load", message, path: null, line: null, column: null },
      });
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
        return;
      case "replace":
        start();
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

  addEventListener("message", onMessage);
  start();

  return {
    setFiles(json) {
      tree = json;
      changes.clear();
      tell({ type: "files", json, at: now() });
    },
    updateFile(path, change) {
      const text = change ?? null;
      changes.set(path, text);
      tell({ type: "file", path, text, at: now() });
    },
    reload: start,
    dispose() {
      disposed = true;
      removeEventListener("message", onMessage);
      worker.terminate();
      frame?.remove();
      frame = null;
    },
  };
}
