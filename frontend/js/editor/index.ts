// Easel's code editor: what the app calls, and nothing that knows of the app.
//
// Every method of a handle is a no-op after `dispose`: calls may still be under way when a page goes.
import "./editor.css";

import { Diff } from "./diff";
import { Document } from "./document";
import { type Edit, mapOffset } from "./edits";
import { registerLanguages } from "./languages";
import { type Diagnostic, showMarkers } from "./markers";
import { monaco } from "./monaco";
import { code, FONT } from "./options";
import { Past } from "./past";
import { applyTheme, defineThemes } from "./themes";
import { checkSyntax } from "./typescript";

export interface EditorOptions {
  theme: "light" | "dark";
  readOnly: boolean;
  /** A person changed the text: never called for what `syncFile` and `streamFile` do. */
  onChange: (path: string, text: string) => void;
}

/** How long the text must be at rest before TypeScript is asked about its syntax. */
const REST_MS = 2500;

defineThemes();
registerLanguages();

let editors = 0;
const IMMEDIATE = monaco.editor.ScrollType.Immediate;

export class EditorHandle {
  private readonly root = `/${++editors}`;
  private readonly documents = new Map<string, Document>();
  private readonly editor: monaco.editor.IStandaloneCodeEditor;
  private readonly surface = document.createElement("div");
  private diagnostics: Diagnostic[] = [];
  private shown: Document | undefined;
  private diff: Diff | undefined;
  private past: Past | undefined;
  private readOnly: boolean;
  /** True while a change is ours, not the person's. */
  private applying = false;
  private disposed = false;
  private rest: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly node: HTMLElement, private readonly options: EditorOptions) {
    this.readOnly = options.readOnly;
    applyTheme(options.theme);
    this.surface.className = "easel-editor";
    node.classList.add("easel-host");
    node.append(this.surface);
    node.addEventListener("keydown", leavePaletteKey, true);
    this.editor = monaco.editor.create(this.surface, { ...code, readOnly: options.readOnly });
    // Widths measured before the font has come would put the cursor beside the letters.
    void document.fonts.load(`13px ${FONT}`).then(() => this.disposed || monaco.editor.remeasureFonts());
  }

  /** Shows a file, making it if it is missing. A file that is already known keeps its text. */
  openFile(path: string, text: string): void {
    if (this.disposed) return;
    this.show(this.documents.get(path) ?? this.add(path, text, false));
  }

  /** The file's text is now `text`. */
  syncFile(path: string, text: string): void {
    if (this.disposed) return;
    const document = this.documents.get(path);
    if (!document) {
      this.add(path, text, false);
      return;
    }
    this.change(document, () => document.commit(text));
    this.updateReadOnly();
    this.showMarkersOf(document);
    this.restSoon();
  }

  /** The file's text will perhaps be `text`: shown until the next `syncFile`. */
  streamFile(path: string, text: string): void {
    if (this.disposed) return;
    const document = this.documents.get(path) ?? this.add(path, "", true);
    const follows = this.follows(document);
    this.applying = true;
    let line: number | undefined;
    try {
      line = document.stream(text);
    } finally {
      this.applying = false;
    }
    this.updateReadOnly();
    if (line !== undefined && follows) this.editor.revealLine(line, IMMEDIATE);
    this.restSoon();
  }

  removeFile(path: string): void {
    const document = this.documents.get(path);
    if (this.disposed || !document) return;
    if (this.shown === document) {
      this.editor.setModel(null);
      this.shown = undefined;
    }
    this.documents.delete(path);
    document.model.dispose();
    this.updateReadOnly();
  }

  /** `ranges`: JSON, pairs of first and last line counted from 1. */
  markLines(path: string, ranges: string): void {
    if (!this.disposed) this.documents.get(path)?.mark(JSON.parse(ranges) as [number, number][]);
  }

  clearMarks(): void {
    if (!this.disposed) for (const document of this.documents.values()) document.clearMarks();
  }

  /** `json`: every current `Diagnostic`, of all files. */
  setMarkers(json: string): void {
    if (this.disposed) return;
    this.diagnostics = JSON.parse(json) as Diagnostic[];
    for (const document of this.documents.values()) this.showMarkersOf(document);
  }

  setTheme(theme: string): void {
    if (!this.disposed) applyTheme(theme);
  }

  setReadOnly(readOnly: boolean): void {
    this.readOnly = readOnly;
    this.updateReadOnly();
  }

  showDiff(path: string, before: string, after: string): void {
    if (this.disposed) return;
    this.hideDiff();
    this.diff = new Diff(this.node, path, before, after);
    this.uncover();
  }

  hideDiff(): void {
    this.diff?.dispose();
    this.diff = undefined;
    this.uncover();
  }

  /** Shows a file as it was in an earlier version, read-only. */
  showPast(path: string, text: string): void {
    if (this.disposed) return;
    this.past ??= new Past(this.node);
    this.past.show(path, text);
    this.uncover();
  }

  hidePast(): void {
    this.past?.dispose();
    this.past = undefined;
    this.uncover();
  }

  /** The editor is in sight unless something else lies over it. */
  private uncover(): void {
    this.surface.style.visibility = this.diff || this.past ? "hidden" : "";
  }

  /** Shows a place of a known file and puts the cursor there; line and column counted from 1. */
  reveal(path: string, line: number, column: number): void {
    const document = this.documents.get(path);
    if (this.disposed || !document) return;
    this.show(document);
    const position = document.model.validatePosition({ lineNumber: line, column });
    this.editor.setPosition(position);
    this.editor.revealPositionInCenterIfOutsideViewport(position);
    this.editor.focus();
  }

  layout(): void {
    if (this.disposed) return;
    this.editor.layout();
    this.diff?.layout();
    this.past?.layout();
  }

  focus(): void {
    if (!this.disposed) this.editor.focus();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    clearTimeout(this.rest);
    this.hideDiff();
    this.hidePast();
    this.editor.dispose();
    for (const document of this.documents.values()) document.model.dispose();
    this.documents.clear();
    this.node.removeEventListener("keydown", leavePaletteKey, true);
    this.node.classList.remove("easel-host");
    this.surface.remove();
  }

  private add(path: string, text: string, isNew: boolean): Document {
    const uri = monaco.Uri.from({ scheme: "file", path: `${this.root}/${path}` });
    const document = new Document(path, monaco.editor.createModel(text, undefined, uri), isNew);
    document.model.onDidChangeContent(() => {
      if (this.applying || this.disposed) return;
      this.options.onChange(path, document.text);
      this.restSoon();
    });
    this.documents.set(path, document);
    this.showMarkersOf(document);
    return document;
  }

  private show(document: Document): void {
    if (this.shown === document) return;
    if (this.shown) this.shown.viewState = this.editor.saveViewState();
    this.shown = document;
    this.editor.setModel(document.model);
    if (document.viewState) this.editor.restoreViewState(document.viewState);
    this.updateReadOnly();
    this.restSoon();
  }

  /** Changes a file while cursor, selections and the lines in view stay where the person left them. */
  private change(document: Document, work: () => Edit[]): void {
    const { model } = document;
    const visible = this.shown === document;
    const selections = visible ? this.editor.getSelections() ?? [] : [];
    const anchors = selections.map((selection) => ({
      from: model.getOffsetAt({ lineNumber: selection.selectionStartLineNumber, column: selection.selectionStartColumn }),
      to: model.getOffsetAt({ lineNumber: selection.positionLineNumber, column: selection.positionColumn }),
    }));
    const scrollTop = this.editor.getScrollTop();
    const firstLine = visible && scrollTop > 0 ? this.editor.getVisibleRanges()[0]?.startLineNumber : undefined;
    const top = firstLine === undefined ? undefined : {
      offset: model.getOffsetAt({ lineNumber: firstLine, column: 1 }),
      distance: scrollTop - this.editor.getTopForLineNumber(firstLine),
    };
    this.applying = true;
    let moved: Edit[];
    try {
      moved = work();
    } finally {
      this.applying = false;
    }
    if (!visible || moved.length === 0) return;
    const position = (offset: number) => model.getPositionAt(mapOffset(moved, offset));
    this.editor.setSelections(anchors.map(({ from, to }) => monaco.Selection.fromPositions(position(from), position(to))));
    if (top) {
      const line = position(top.offset).lineNumber;
      this.editor.setScrollTop(this.editor.getTopForLineNumber(line) + top.distance, IMMEDIATE);
    }
  }

  /** The view follows what is written only while its line is in view and the person works elsewhere. */
  private follows(document: Document): boolean {
    if (this.shown !== document || this.editor.hasTextFocus()) return false;
    const line = document.liveLine ?? 1;
    return this.editor.getVisibleRanges().some((range) => range.startLineNumber <= line && line <= range.endLineNumber);
  }

  private showMarkersOf(document: Document): void {
    showMarkers(document.model, this.diagnostics.filter((found) => found.path === document.path));
  }

  /** Tentative text may still be taken back, and hand edits in it would go with it. */
  private updateReadOnly(): void {
    if (this.disposed) return;
    const streaming = this.shown?.isStreaming ?? false;
    this.editor.updateOptions({
      readOnly: this.readOnly || streaming,
      readOnlyMessage: {
        value: streaming && !this.readOnly ? "This file is being written. You can edit it in a moment." : "This project is read-only.",
      },
    });
  }

  private restSoon(): void {
    clearTimeout(this.rest);
    if (this.options.readOnly) return;
    this.rest = setTimeout(() => {
      // What is only tentative is not judged.
      if (this.shown && !this.shown.isStreaming) void checkSyntax(this.shown.model);
    }, REST_MS);
  }
}

export function createEditor(node: HTMLElement, options: EditorOptions): EditorHandle {
  return new EditorHandle(node, options);
}

/** Monaco takes Ctrl+K as the first key of its chords; in Easel it opens the palette everywhere. */
function leavePaletteKey(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.stopPropagation();
  if (event.defaultPrevented) return;
  event.preventDefault();
  const { key, code: physical, ctrlKey, metaKey } = event;
  (event.currentTarget as HTMLElement).parentElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, code: physical, ctrlKey, metaKey, bubbles: true, cancelable: true }),
  );
}
