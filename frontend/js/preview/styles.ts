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
    remove(path: string) {
      elements.get(path)?.remove();
      elements.delete(path);
    },
  };
}
