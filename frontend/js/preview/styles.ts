// The project's style sheets: one element per file, swapped in place.

export function createStyles() {
  const elements = new Map<string, HTMLStyleElement>();
  return {
    set(path: string, css: string) {
      let element = elements.get(path);
      if (element === undefined) {
        element = document.createElement("style");
        element.dataset["path"] = path;
        elements.set(path, element);
        document.head.append(element);
      }
      element.textContent = css;
    },
    /** The order of the cascade; sheets that are not named keep their places before it. */
    arrange(order: string[]) {
      for (const path of order) {
        const element = elements.get(path);
        if (element !== undefined) document.head.append(element);
      }
    },
    remove(path: string) {
      elements.get(path)?.remove();
      elements.delete(path);
    },
  };
}
