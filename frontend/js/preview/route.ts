// The app's own address: routers move in the frame's history as they would at the root of a site.

/** Puts the address in place that the app starts with, and tells every later one. */
export function installRoute(tell: (path: string) => void): { go(to: string): void } {
  const at = new URLSearchParams(location.search).get("at") ?? "/";
  const replace = history.replaceState.bind(history);
  const push = history.pushState.bind(history);
  const current = () => location.pathname + location.search + location.hash;
  let told = "";

  function note() {
    if (current() === told) return;
    told = current();
    tell(told);
  }

  function safe(path: string): string {
    // Never another host, never an address that the browser refuses.
    return path.startsWith("/") && !path.startsWith("//") ? path : `/${path.replace(/^[/\\]+/, "")}`;
  }

  try {
    replace(null, "", safe(at));
  } catch {
    // The app starts at the address of the frame's document.
  }
  told = current();
  for (const [name, original] of [["pushState", push], ["replaceState", replace]] as const) {
    history[name] = (...rest: Parameters<History["pushState"]>) => {
      original(...rest);
      note();
    };
  }
  addEventListener("popstate", note);
  addEventListener("hashchange", note);
  return {
    go(to) {
      const path = safe(to);
      const from = new URL(location.href);
      push(null, "", path);
      note();
      // As if the person had gone there: routers listen to these two.
      dispatchEvent(new PopStateEvent("popstate", { state: null }));
      if (from.hash !== location.hash) dispatchEvent(new HashChangeEvent("hashchange", { oldURL: from.href, newURL: location.href }));
    },
  };
}
