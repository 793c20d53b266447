// One open file: Monaco's model with what Easel adds to it.
import { type Edit, mapOffset, minimalEdits } from "./edits";
import { monaco } from "./monaco";

type Model = monaco.editor.ITextModel;

export class Document {
  /** The committed text while tentative text is shown over it; null for a file that does not exist yet. */
  private base: string | null | undefined;
  private live: string[] = [];
  private marks: string[] = [];
  viewState: monaco.editor.ICodeEditorViewState | null = null;
  /** TypeScript has looked at it since the page began. */
  looked = false;

  constructor(readonly path: string, readonly model: Model, isNew: boolean) {
    if (isNew) this.base = null;
    // An option of models, not of editors: brackets keep the colour of code.
    model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  }

  get isStreaming(): boolean {
    return this.base !== undefined;
  }

  /** The line last written while streaming. */
  get liveLine(): number | undefined {
    const id = this.live[0];
    return id === undefined ? undefined : this.model.getDecorationRange(id)?.startLineNumber;
  }

  /** Without what is tentative; undefined for a file that does not exist yet. */
  get committed(): string | undefined {
    return this.base === undefined ? this.text : this.base ?? undefined;
  }

  get text(): string {
    return this.model.getValue();
  }

  /** Shows tentative text: no undo entry. Answers the line being written, if the text changed. */
  stream(text: string): number | undefined {
    const after = this.normalise(text);
    const before = this.text;
    if (this.base === undefined) this.base = before;
    const edits = minimalEdits(before, after);
    const last = edits.at(-1);
    if (!last) return undefined;
    this.model.applyEdits(this.operations(edits));
    const line = this.model.getPositionAt(mapOffset(edits, last.start) + last.text.length).lineNumber;
    this.live = this.model.deltaDecorations(this.live, [{
      range: new monaco.Range(line, 1, line, 1),
      options: { isWholeLine: true, className: "easel-live", linesDecorationsClassName: "easel-live-mark" },
    }]);
    return line;
  }

  /**
   * Makes `text` the file's text, as one undo step. Answers how offsets moved. Tentative text is taken back
   * first, because undo steps hold the offsets of the committed text.
   */
  commit(text: string): Edit[] {
    const after = this.normalise(text);
    const moved = minimalEdits(this.text, after);
    this.live = this.model.deltaDecorations(this.live, []);
    const base = this.base;
    this.base = undefined;
    if (base === null) {
      this.model.applyEdits(this.operations(moved));
      return moved;
    }
    if (base !== undefined) this.model.applyEdits(this.operations(minimalEdits(this.text, base)));
    const edits = minimalEdits(this.text, after);
    if (edits.length > 0) {
      this.model.pushStackElement();
      this.model.pushEditOperations(null, this.operations(edits), () => null);
      this.model.pushStackElement();
    }
    return moved;
  }

  /** `ranges` are pairs of first and last line, counted from 1. */
  mark(ranges: [number, number][]): void {
    this.marks = this.model.deltaDecorations(this.marks, ranges.map(([first, last]) => ({
      range: new monaco.Range(first, 1, Math.max(first, last), 1),
      options: {
        isWholeLine: true,
        className: "easel-changed",
        linesDecorationsClassName: "easel-changed-mark",
        overviewRuler: { color: "#51c88b66", position: monaco.editor.OverviewRulerLane.Left },
      },
    })));
  }

  clearMarks(): void {
    this.marks = this.model.deltaDecorations(this.marks, []);
  }

  private operations(edits: Edit[]): monaco.editor.IIdentifiedSingleEditOperation[] {
    return edits.map(({ start, end, text }) => ({
      range: monaco.Range.fromPositions(this.model.getPositionAt(start), this.model.getPositionAt(end)),
      text,
      forceMoveMarkers: false,
    }));
  }

  /** Offsets only agree when line ends do. */
  private normalise(text: string): string {
    return text.replace(/\r\n?|\n/g, this.model.getEOL());
  }
}
