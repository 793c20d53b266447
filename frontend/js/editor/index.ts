// Easel's code editor: what the app calls, and nothing that knows of the app.
//
// Every method of a handle is a no-op after `dispose`: calls may still be under way when a page goes.
import "./editor.css";

import { addActions, leavePaletteKey } from "./actions";
import { Diff } from "./diff";
import { Document } from "./document";
import { type Edit, mapOffset } from "./edits";
import { registerLanguages } from "./languages";
import { LazyServices } from "./lazy";
import { type Diagnostic, showMarkers } from "./markers";
import { findAsset, monaco, startWorker } from "./monaco";
import { code, FONT } from "./options";
import { Past } from "./past";
import type { Host } from "./services/host";
import type { Note } from "./services/notes";
import { applyTheme, defineThemes } from "./themes";

export interface EditorOptions {
  theme: "light" | "dark";
  readOnly: boolean;
  /** A person changed the text: never called for what `syncFile` and `streamFile` do. */
  onChange: (path: string, text: string) => void;
  /**
   * What the editor wants of the app, with JSON: `open` a place, a `notice` to be read, `problems` of scripts,
   * `references` of a name, and `edits` of several files.
   */
  onEvent?: (event: string, json: string) => void;
}

/** How long a page must be at rest before what the editor knows about code is fetched, unless somebody needs it. */
const REST_MS = 2500;

defineThemes();
registerLanguages();

let editors = 0;
const IMMEDIATE = monaco.editor.ScrollType.Immediate;

export class EditorHandle {
  private readonly root = `/${++editors}`;
  private readonly documents = new Map<string, Document>();
  /** Files that nobody has looked at yet: a model for each would make large projects slow to open. */
  private readonly texts = new Map<string, string>();
  private readonly services: LazyServices;
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
    this.services = new LazyServices(this.host());
    addActions(this.editor, options.readOnly, (action) => this.run(action));
    this.editor.onDidFocusEditorText(() => void this.services.load());
    // Widths measured before the font has come would put the cursor beside the letters.
    void document.fonts.load(`13px ${FONT}`).then(() => this.disposed || monaco.editor.remeasureFonts());
  }

  /** Shows a file, making it if it is missing. A file that is already known keeps its text. */
  openFile(path: string, text: string): void {
    if (this.disposed) return;
    this.show(this.find(path) ?? this.add(path, text, false));
  }

  /** The file's text is now `text`. */
  syncFile(path: string, text: string): void {
    if (this.disposed) return;
    const known = this.documents.has(path) || this.texts.has(path);
    const document = known ? this.find(path) : undefined;
    if (!document) {
      this.texts.set(path, text);
      this.services.now?.write(path, text, false);
      return;
    }
    this.change(document, () => document.commit(text));
    this.updateReadOnly();
    this.showMarkersOf(document);
    this.services.now?.write(path, document.text, false);
    this.restSoon();
  }

  /** The file's text will perhaps be `text`: shown until the next `syncFile`. */
  streamFile(path: string, text: string): void {
    if (this.disposed) return;
    const document = this.find(path) ?? this.add(path, "", true);
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
    if (this.disposed) return;
    this.texts.delete(path);
    this.services.now?.write(path, null, false);
    const document = this.documents.get(path);
    if (!document) return;
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
    if (!this.disposed) this.find(path)?.mark(JSON.parse(ranges) as [number, number][]);
  }

  clearMarks(): void {
    if (!this.disposed) for (const document of this.documents.values()) document.clearMarks();
  }

  /** `json`: reasons of changes that are to be read beside them, of all files; those shown before go. */
  setNotes(json: string): void {
    const notes = JSON.parse(json) as Note[];
    if (notes.length > 0) void this.services.load().then((services) => services?.setNotes(notes));
    else this.services.now?.setNotes(notes);
  }

  /** What toolbar and palette offer: `find`, `replace`, `format`, `definition`, `references`, `rename`. */
  run(action: string): void {
    if (this.disposed) return;
    const own = { find: "actions.find", replace: "editor.action.startFindReplaceAction" }[action];
    if (own !== undefined) {
      this.editor.focus();
      void this.editor.getAction(own)?.run();
      return;
    }
    void this.services.load().then((services) => {
      if (services) return services.run(action);
      this.tell("notice", "The part of the editor that does this could not be loaded. Check the connection and try again.");
      return undefined;
    });
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
    const document = this.find(path);
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
    this.services.dispose();
    this.editor.dispose();
    for (const document of this.documents.values()) document.model.dispose();
    this.documents.clear();
    this.node.removeEventListener("keydown", leavePaletteKey, true);
    this.node.classList.remove("easel-host");
    this.surface.remove();
  }

  private find(path: string): Document | undefined {
    const text = this.texts.get(path);
    return this.documents.get(path) ?? (text === undefined ? undefined : this.add(path, text, false));
  }

  private add(path: string, text: string, isNew: boolean): Document {
    this.texts.delete(path);
    const uri = monaco.Uri.from({ scheme: "file", path: `${this.root}/${path}` });
    const document = new Document(path, monaco.editor.createModel(text, undefined, uri), isNew);
    document.model.onDidChangeContent(() => {
      if (this.applying || this.disposed) return;
      const { text } = document;
      this.options.onChange(path, text);
      this.services.now?.write(path, text, true);
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
    this.services.now?.shown(document.path);
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
    // Types are looked at again as the text changes; what the check said of them may be over.
    const older = (found: Diagnostic) => document.looked && (found.source === "typescript" || found.source === "oxc");
    showMarkers(document.model, this.diagnostics.filter((found) => found.path === document.path && !older(found)));
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
    if (this.options.readOnly || this.services.now) return;
    this.rest = setTimeout(() => {
      if (this.shown && !this.shown.isStreaming) void this.services.load();
    }, REST_MS);
  }

  private tell(event: string, json: unknown): void {
    if (!this.disposed) this.options.onEvent?.(event, JSON.stringify(json));
  }

  private host(): Host {
    const { documents, texts } = this;
    return {
      monaco,
      editor: this.editor,
      readOnly: this.options.readOnly,
      asset: findAsset,
      startWorker,
      *files() {
        yield* texts;
        for (const [path, document] of documents) {
          if (document.committed !== undefined) yield [path, document.committed];
        }
      },
      text: (path) => texts.get(path) ?? documents.get(path)?.text,
      pathOf: (model) => {
        const path = model.uri.path.startsWith(`${this.root}/`) ? model.uri.path.slice(this.root.length + 1) : "";
        const document = documents.get(path);
        return document?.model === model && !document.isStreaming ? path : undefined;
      },
      modelOf: (path) => documents.get(path)?.model,
      tell: (event, json) => this.tell(event, json),
      looked: (path) => {
        const document = documents.get(path);
        if (!document || document.looked) return;
        document.looked = true;
        this.showMarkersOf(document);
      },
    };
  }
}

export function createEditor(node: HTMLElement, options: EditorOptions): EditorHandle {
  return new EditorHandle(node, options);
}
