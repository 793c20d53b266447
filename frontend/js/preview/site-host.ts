// The page around a published app: keeps what it stores, and an address that can be shared and reloaded. When the link
// ends, so does the app.
//
// A plain script that makes the frame itself, so that the frame's greeting is heard.

import { createCheck } from "./checked";
import { ENDS, watchLink } from "./link";
import { HELLO, PORT, type Handover, type Stored } from "./messages";
import { createShelf } from "./shelf";

const { base, key } = document.currentScript!.dataset as { base: string; key: string };
const shelf = createShelf(key);
const check = createCheck();
let greeted = false;

const frame = document.createElement("iframe");
frame.title = document.title;
frame.setAttribute("sandbox", "allow-scripts allow-forms allow-modals allow-popups");
const at = `/${location.pathname.slice(base.length)}${location.search}${location.hash}`;
frame.src = `${base}-/frame?${new URLSearchParams({ at })}`;

/** Below the app's own address, whatever dots the path has: elsewhere here are other people's pages. */
function follow(path: string) {
  try {
    const url = new URL(path, "http://app");
    history.replaceState(null, "", base.replace(/\/$/, "") + url.pathname + url.search + url.hash);
  } catch {
    // No address.
  }
}

addEventListener("message", (event) => {
  if (greeted || event.source !== frame.contentWindow || event.data !== HELLO) return;
  greeted = true;
  const channel = new MessageChannel();
  channel.port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    const message = check(data);
    if (message?.type !== "notice") return;
    const { notice } = message;
    if (notice.type === "route") follow(notice.path);
    else if (notice.type === "stored") shelf.put(notice.stored satisfies Stored);
  };
  const handover: Handover = { type: PORT, nonce: crypto.randomUUID(), stored: shelf.get() };
  frame.contentWindow?.postMessage(handover, "*", [channel.port2]);
});
document.body.append(frame);

watchLink(base.replace(/app\/$/, "live"), (how) => {
  const [title, sentence] = ENDS[how];
  frame.remove();
  document.title = title;
  const notice = document.createElement("main");
  notice.setAttribute("role", "alert");
  const [heading, words] = [document.createElement("h1"), document.createElement("p")];
  heading.textContent = title;
  words.textContent = sentence;
  notice.append(heading, words);
  document.body.append(notice);
});
