// Reasons of changes, shown above the line they begin with.
import type { monaco } from "../monaco";
import type { Host } from "./host";

/** `line` counts from 1. */
export interface Note { path: string; line: number; text: string }

export class Notes {
  private zones: string[] = [];
  /** Follows each reason's line while the text changes. */
  private tracked = new Map<Note, { model: monaco.editor.ITextModel; id: string }>();
  private notes: Note[] = [];

  constructor(private readonly host: Host) {}

  set(notes: Note[]): void {
    for (const { model, id } of this.tracked.values()) if (!model.isDisposed()) model.deltaDecorations([id], []);
    this.tracked.clear();
    this.notes = notes;
    this.show();
  }

  /** Shows those of the file in front. Zones are the view's own and go with its file. */
  show(): void {
    const { editor } = this.host;
    const model = editor.getModel();
    const path = model ? this.host.pathOf(model) : undefined;
    const here = model && path !== undefined ? this.notes.filter((note) => note.path === path) : [];
    if (here.length === 0 && this.zones.length === 0) return;
    editor.changeViewZones((zones) => {
      for (const id of this.zones) zones.removeZone(id);
      this.zones = here.map((note) => this.add(zones, note, this.line(note, model!)));
    });
  }

  private line(note: Note, model: monaco.editor.ITextModel): number {
    let tracked = this.tracked.get(note);
    if (!tracked || tracked.model !== model) {
      const line = Math.min(note.line, model.getLineCount());
      const [id] = model.deltaDecorations([], [{ range: new this.host.monaco.Range(line, 1, line, 1), options: {} }]);
      this.tracked.set(note, tracked = { model, id: id! });
    }
    return model.getDecorationRange(tracked.id)?.startLineNumber ?? note.line;
  }

  private add(zones: monaco.editor.IViewZoneChangeAccessor, note: Note, line: number): string {
    const outer = document.createElement("div");
    const inner = Object.assign(document.createElement("div"), { className: "easel-why" });
    inner.setAttribute("role", "note");
    const title = Object.assign(document.createElement("b"), { textContent: "Why" });
    const text = Object.assign(document.createElement("span"), { textContent: note.text });
    inner.append(title, text);
    outer.append(inner);
    const zone: monaco.editor.IViewZone = { afterLineNumber: line - 1, heightInPx: 26, domNode: outer };
    const id = zones.addZone(zone);
    // Its height is known once it stands in its place.
    requestAnimationFrame(() => {
      if (!inner.isConnected || inner.offsetHeight === zone.heightInPx) return;
      zone.heightInPx = inner.offsetHeight;
      this.host.editor.changeViewZones((zones) => zones.layoutZone(id));
    });
    return id;
  }
}
