// Where the workspace keeps what a project's app stored: texts of that app, never looked into.

import type { Stored } from "./messages";

export function createShelf(key: string) {
  const name = `easel.stored.${key}`;
  // Session storage lasts as long as the tab, across frames.
  let session: Stored["session"] = [];

  function read(): Pick<Stored, "local" | "cookies"> {
    try {
      const kept = JSON.parse(localStorage.getItem(name) ?? "{}") as Partial<Stored>;
      return { local: kept.local ?? [], cookies: kept.cookies ?? [] };
    } catch {
      return { local: [], cookies: [] };
    }
  }

  return {
    get: (): Stored => ({ ...read(), session }),
    put(stored: Stored) {
      session = stored.session;
      try {
        if (stored.local.length + stored.cookies.length === 0) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify({ local: stored.local, cookies: stored.cookies }));
      } catch {
        // Full or forbidden: the app keeps it as long as its frame lives.
        console.warn("What the previewed app stored could not be kept: the browser's storage is full.");
      }
    },
    clear() {
      session = [];
      localStorage.removeItem(name);
    },
  };
}
