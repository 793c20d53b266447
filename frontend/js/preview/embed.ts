// A frame for the project's code: the one place that says how it is sealed.

import { HELLO } from "./messages";

export interface Embedded {
  readonly frame: HTMLIFrameElement;
  readonly url: string;
  /** Documents that the frame has had. A second one is not ours: the app reloaded itself, or went elsewhere. */
  loads(): number;
  /** Whoever owns the frame from now on. What was said before is told at once. */
  own(owner: { onHello(): void; onReplaced(): void }): void;
  remove(): void;
}

export function embed(node: HTMLElement, url: string, title: string): Embedded {
  const frame = document.createElement("iframe");
  let loads = 0;
  let said = false;
  let owner: { onHello(): void; onReplaced(): void } | null = null;
  frame.onload = () => {
    loads += 1;
    if (loads > 1) owner?.onReplaced();
  };
  frame.title = title;
  // Never allow-same-origin: that would be the workspace's own origin.
  frame.setAttribute("sandbox", "allow-scripts allow-forms allow-modals allow-popups");
  frame.setAttribute("referrerpolicy", "no-referrer");
  frame.style.cssText = "border:0;width:100%;height:100%;display:block;background:#fff";
  frame.src = url;

  function onMessage(event: MessageEvent) {
    if (event.source !== frame.contentWindow || event.data !== HELLO) return;
    event.stopImmediatePropagation();
    // Only the first document may say it, and only once.
    if (said || loads > 1) return;
    said = true;
    owner?.onHello();
  }

  addEventListener("message", onMessage);
  node.append(frame);
  return {
    frame,
    url,
    loads: () => loads,
    own(next) {
      owner = next;
      if (loads > 1) next.onReplaced();
      else if (said) next.onHello();
    },
    remove() {
      owner = null;
      removeEventListener("message", onMessage);
      frame.remove();
    },
  };
}

export function frameAddress(frameUrl: string, route: string, allowed: string[]): URL {
  const url = new URL(frameUrl, location.href);
  url.searchParams.set("at", route);
  if (allowed.length > 0) url.searchParams.set("allow", allowed.join(","));
  return url;
}

let early: Embedded | null = null;

/** A frame before there is an app to ask for it: a browser takes a while to give it a process. */
export function expectFrame(node: HTMLElement, frameUrl: string) {
  let allowed: string[] = [];
  try {
    allowed = JSON.parse(localStorage.getItem(`easel.allow.${node.dataset["project"]}`) ?? "[]") as string[];
  } catch {
    // Nothing is allowed.
  }
  early = embed(node, frameAddress(frameUrl, "/", allowed).href, "Preview");
}

/** The frame that is in this node already, if it is the one that is wanted. */
export function takeEarly(node: HTMLElement, url: string): Embedded | null {
  const kept = early;
  early = null;
  if (kept !== null && kept.url === url && kept.frame.parentNode === node && kept.loads() <= 1) return kept;
  kept?.remove();
  return null;
}
