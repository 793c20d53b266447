// The frame's end of the port. The user's code shares this realm, so what the bridge needs is taken before
// that code runs: a prototype that is changed later does not lead to the port.

import { HELLO, PORT, type FrameToWorker, type Stored, type WorkerToFrame } from "./messages";

export interface Bridge {
  send(message: FrameToWorker): void;
}

const apply = Reflect.apply;
const dataOf = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data")!.get!;

/** Messages sent before the port is there are kept, up to a limit. */
export function connect(receive: (message: WorkerToFrame) => void, restore: (stored: Stored | null) => void): Bridge {
  const waiting: FrameToWorker[] = [];
  let post: ((message: FrameToWorker) => void) | null = null;
  const workspace = window.parent;

  function accept(event: MessageEvent) {
    const data = apply(dataOf, event, []);
    if (event.source !== workspace || data?.type !== PORT) return;
    const port = event.ports[0];
    if (port === undefined || typeof data.nonce !== "string") return;
    event.stopImmediatePropagation();
    removeEventListener("message", accept, true);
    post = port.postMessage.bind(port);
    restore((data.stored ?? null) as Stored | null);
    port.onmessage = (event) => receive(apply(dataOf, event, []) as WorkerToFrame);
    for (const message of waiting.splice(0)) post(message);
  }

  addEventListener("message", accept, true);
  // The only message to the window. It says nothing, so it may go to whoever embeds the frame.
  workspace.postMessage(HELLO, "*");

  return {
    send(message) {
      if (post !== null) post(message);
      else if (waiting.length < 1000) waiting.push(message);
    },
  };
}
