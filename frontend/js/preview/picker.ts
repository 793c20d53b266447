// Pointing at an element: the one under the pointer is outlined, a click says which it is.

import type { Picked } from "./messages";

export function createPicker(tell: (picked: Picked | null) => void) {
  let box: HTMLElement | null = null;
  let label: HTMLElement | null = null;

  function marked(target: EventTarget | null): Element | null {
    return target instanceof Element ? target.closest("[data-loc]") : null;
  }

  function outline(event: PointerEvent) {
    const element = marked(event.target);
    if (box === null || label === null) return;
    box.style.display = element === null ? "none" : "block";
    if (element === null) return;
    const { left, top, width, height } = element.getBoundingClientRect();
    Object.assign(box.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    label.textContent = `${element.localName} \u00b7 ${(element.getAttribute("data-loc") ?? "").replace(/:\d+$/, "")}`;
    // Inside the outline when there is no room above it.
    label.style.top = top > 22 ? "-22px" : "0";
  }

  function choose(event: Event) {
    const element = marked(event.target);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== "click") return;
    stop();
    if (element === null) tell(null);
    else {
      const text = element.textContent ?? element.getAttribute("aria-label") ?? "";
      tell({ loc: element.getAttribute("data-loc") ?? "", tag: element.localName, text: text.slice(0, 200) });
    }
  }

  function cancel(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    stop();
    tell(null);
  }

  const PRESSES = ["click", "pointerdown", "pointerup", "mousedown", "mouseup"];

  function start() {
    stop();
    box = document.createElement("div");
    label = document.createElement("span");
    box.style.cssText = "position:fixed;z-index:2147483647;pointer-events:none;display:none;outline:2px solid #4f46e5;"
      + "background:rgb(79 70 229/.12);border-radius:2px";
    label.style.cssText = "position:absolute;left:-2px;white-space:nowrap;padding:2px 6px;border-radius:2px;"
      + "background:#4f46e5;color:#fff;font:12px/16px system-ui,sans-serif";
    box.append(label);
    document.documentElement.append(box);
    document.documentElement.style.cursor = "crosshair";
    addEventListener("pointermove", outline, true);
    addEventListener("keydown", cancel, true);
    for (const name of PRESSES) addEventListener(name, choose, true);
  }

  function stop() {
    box?.remove();
    box = null;
    document.documentElement.style.cursor = "";
    removeEventListener("pointermove", outline, true);
    removeEventListener("keydown", cancel, true);
    for (const name of PRESSES) removeEventListener(name, choose, true);
  }

  return { set: (on: boolean) => (on ? start() : stop()) };
}
