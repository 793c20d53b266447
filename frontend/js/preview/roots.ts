// React roots: mounting the app, and knowing the roots that the project's own code makes.

import type { Namespace } from "./vendor";

interface Root {
  render(element: unknown): void;
  unmount(): void;
}
type CreateRoot = (container: Element, ...rest: unknown[]) => Root;

export function createRoots() {
  let roots: Root[] = [];
  let flush: (work: () => void) => void = (work) => work();
  let immediate = false;

  function track(root: Root): Root {
    roots.push(root);
    const render = root.render.bind(root);
    // While modules run, the first picture must not wait for the scheduler: the update's outcome is known
    // when the update is over.
    root.render = (element) => (immediate ? flush(() => render(element)) : render(element));
    return root;
  }

  return {
    adapt(specifier: string, namespace: Namespace) {
      if (specifier === "react-dom") {
        const flushSync = namespace["flushSync"] as ((work: () => void) => void) | undefined;
        if (flushSync !== undefined) flush = flushSync;
      }
      if (specifier !== "react-dom/client") return;
      const createRoot = namespace["createRoot"] as CreateRoot;
      const hydrateRoot = namespace["hydrateRoot"] as CreateRoot;
      namespace["createRoot"] = (...rest: Parameters<CreateRoot>) => track(createRoot(...rest));
      namespace["hydrateRoot"] = (...rest: Parameters<CreateRoot>) => track(hydrateRoot(...rest));
      const inner = namespace["default"];
      if (typeof inner === "object" && inner !== null) namespace["default"] = { ...namespace };
    },
    async whileImmediate(work: () => Promise<void>) {
      immediate = true;
      try {
        await work();
      } finally {
        immediate = false;
      }
    },
    /** An empty page for the next start; the old one stays until `done`, and comes back with `undo`. */
    startOver() {
      const old = roots;
      roots = [];
      const before = document.getElementById("root");
      const fresh = document.createElement("div");
      fresh.id = "root";
      if (before !== null) before.replaceWith(fresh);
      else document.body.prepend(fresh);
      return {
        done() {
          for (const root of old) {
            try {
              root.unmount();
            } catch {
              // Its code may be broken; it is not shown any more.
            }
          }
        },
        undo() {
          for (const root of roots) root.unmount();
          roots = old;
          if (before !== null) fresh.replaceWith(before);
        },
      };
    },
  };
}
