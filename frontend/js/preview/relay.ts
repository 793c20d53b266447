// Sends what the preview says to the server, where agents and other tabs hear it. It may be away for a while.

import type { ConsoleEntry } from "./messages";

const MOST_WAITING = 1000;
const RETRY_MS = 1000;
const RETRY_AT_MOST_MS = 30_000;
/** The server hangs up after 75 s of silence. */
const PING_MS = 25_000;

export interface Relay {
  send(entries: ConsoleEntry[]): void;
  close(): void;
}

/** Connects with the first entry. */
export function createRelay(project: string): Relay {
  const url = new URL(`/ws/projects/${encodeURIComponent(project)}/console`, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  let socket: WebSocket | null = null;
  let waiting: ConsoleEntry[] = [];
  let pause = RETRY_MS;
  let timer = 0;
  let closed = false;

  function open() {
    socket = new WebSocket(url);
    socket.onopen = () => {
      pause = RETRY_MS;
      flush();
    };
    socket.onclose = () => {
      socket = null;
      // Nothing to say: the next entry connects.
      if (closed || waiting.length === 0) return;
      timer = setTimeout(open, pause);
      pause = Math.min(pause * 2, RETRY_AT_MOST_MS);
    };
  }

  function flush() {
    if (socket?.readyState !== WebSocket.OPEN || waiting.length === 0) return;
    socket.send(JSON.stringify({ frame: "entries", entries: waiting }));
    waiting = [];
  }

  const pings = setInterval(() => {
    if (socket?.readyState === WebSocket.OPEN) socket.send('{"frame":"ping"}');
  }, PING_MS);

  return {
    send(entries) {
      waiting.push(...entries);
      if (waiting.length > MOST_WAITING) waiting = waiting.slice(-MOST_WAITING);
      if (socket === null) {
        clearTimeout(timer);
        open();
      } else flush();
    },
    close() {
      closed = true;
      clearTimeout(timer);
      clearInterval(pings);
      socket?.close();
    },
  };
}
