// Calls over the network: failures are listed in the console, and files of `public/` are answered from the project.

import type { ConsoleCapture } from "./console";
import type { PublicFiles } from "./public";

export function installNetwork(capture: ConsoleCapture, files: PublicFiles) {
  const fetchFrom = window.fetch.bind(window);

  function describe(input: RequestInfo | URL, init?: RequestInit): string {
    const method = (init?.method ?? (input instanceof Request ? input.method : "GET")).toUpperCase();
    const address = input instanceof Request ? input.url : String(input);
    return `${method} ${address.slice(0, 300)}`;
  }

  window.fetch = async (input, init) => {
    const call = describe(input, init);
    const local = files.find(input instanceof Request ? input.url : String(input));
    if (local !== undefined) return answer(local);
    const stack = new Error().stack ?? null;
    try {
      const response = await fetchFrom(input, init);
      if (!response.ok) capture.add("error", `${call} answered ${response.status} ${response.statusText}`.trim(), stack, true);
      return response;
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) {
        capture.add("error", `${call} failed: ${error instanceof Error ? error.message : String(error)}`, stack, true);
      }
      throw error;
    }
  };

  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, method: string, url: string | URL, ...rest: unknown[]) {
    const call = `${String(method).toUpperCase()} ${String(url).slice(0, 300)}`;
    const stack = new Error().stack ?? null;
    this.addEventListener("error", () => capture.add("error", `${call} failed`, stack, true));
    this.addEventListener("load", () => {
      if (this.status >= 400) capture.add("error", `${call} answered ${this.status} ${this.statusText}`.trim(), stack, true);
    });
    return (open as (...rest: unknown[]) => void).call(this, method, url, ...rest);
  };
}

/** A file of the project: a `data:` address, or its text. */
function answer(address: string): Response {
  const match = /^data:([^,;]*)(?:;[^,]*?)?(;base64)?,(.*)$/s.exec(address);
  if (match === null) return new Response(address, { headers: { "content-type": "text/plain; charset=utf-8" } });
  const [, type, base64, data] = match;
  const headers = { "content-type": type || "text/plain" };
  if (!base64) return new Response(decodeURIComponent(data!), { headers });
  return new Response(Uint8Array.from(atob(data!), (character) => character.charCodeAt(0)), { headers });
}
