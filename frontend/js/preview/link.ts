// Hears from the server that the link behind this page has ended.

/** As `contract::LinkFrame` writes them. */
type Frame = { frame: "open" | "pong" } | { frame: "ended"; how: keyof typeof ENDS };

/** What a person is told, by how the link ended. */
export const ENDS = {
  revoked: ["This link was revoked", "Whoever shared this took the link back. Ask them for a new one."],
  expired: ["This link has expired", "It was made for a limited time. Ask whoever sent it for a new one."],
  unknown: ["This link does not work any more", "Ask whoever sent it for a new one."],
} as const;

const PING_EVERY_MS = 25_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** `path` is the socket's. A connection that breaks is made anew, so that a server may restart. */
export function watchLink(path: string, onEnd: (how: keyof typeof ENDS) => void) {
  let wait = FIRST_WAIT_MS;

  function connect() {
    let over = false;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${path}`);
    const ping = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send('{"frame":"ping"}');
    }, PING_EVERY_MS);
    socket.onmessage = ({ data }: MessageEvent<string>) => {
      const frame = JSON.parse(data) as Frame;
      if (frame.frame === "ended") {
        over = true;
        onEnd(frame.how);
      } else wait = FIRST_WAIT_MS;
    };
    socket.onclose = () => {
      clearInterval(ping);
      if (over) return;
      // Spread out: a restarted server is not met by all pages in the same moment.
      setTimeout(connect, wait * (1 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
  }

  connect();
}
