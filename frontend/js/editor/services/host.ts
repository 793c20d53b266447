// What the services need of the editor that they serve. Monaco itself is handed over: it is part of the editor's script,
// and would be in this one a second time.
import type { monaco } from "../monaco";

export type Monaco = typeof monaco;
export type Model = monaco.editor.ITextModel;
export type Position = monaco.Position;

export interface Host {
  monaco: Monaco;
  editor: monaco.editor.IStandaloneCodeEditor;
  readOnly: boolean;
  asset(name: string): string | undefined;
  startWorker(label: string): Promise<Worker>;
  /** All files of the project. */
  files(): Iterable<[path: string, text: string]>;
  text(path: string): string | undefined;
  /** The file that a model shows, unless it is only tentative yet. */
  pathOf(model: Model): string | undefined;
  modelOf(path: string): Model | undefined;
  /** Tells the app; see `EditorOptions.onEvent`. */
  tell(event: string, json: unknown): void;
  /** A file's types were looked at: what Easel's own check said about them is older. */
  looked(path: string): void;
}

export const LANGUAGES = ["typescript", "javascript"];

export function rangeOf({ monaco }: Host, model: Model, span: { start: number; length: number }): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(span.start), model.getPositionAt(span.start + span.length));
}
