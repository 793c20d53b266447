// Where a name comes from and where it is used: F12, Ctrl+click, Shift+F12.
import type { monaco } from "../monaco";
import type { Client } from "./client";
import { type Host, LANGUAGES, type Model, rangeOf } from "./host";

export class Navigation {
  private readonly listening: monaco.IDisposable[];
  private readonly link: monaco.editor.IEditorDecorationsCollection;
  /** The word under the pointer while Ctrl is held. */
  private pointed: { key: string } | undefined;
  private readonly onKeyUp = (event: KeyboardEvent) => {
    if (event.key === "Control" || event.key === "Meta") this.unlink();
  };

  constructor(private readonly host: Host, private readonly client: Client) {
    const { editor } = host;
    this.link = editor.createDecorationsCollection();
    this.listening = [
      editor.onMouseMove((event) => void this.hover(event)),
      editor.onMouseLeave(() => this.unlink()),
      editor.onMouseUp((event) => {
        const position = this.held(event);
        if (!position || !editor.getSelection()?.isEmpty() || !editor.getModel()?.getWordAtPosition(position)) return;
        this.unlink();
        void this.goTo(position);
      }),
    ];
    window.addEventListener("keyup", this.onKeyUp);
  }

  dispose(): void {
    for (const listener of this.listening) listener.dispose();
    window.removeEventListener("keyup", this.onKeyUp);
    this.link.clear();
  }

  /** To the place that defines what stands at `position`. */
  async goTo(position: monaco.IPosition | null): Promise<void> {
    const at = this.at(position);
    if (!at) return;
    const found = await this.client.ask("define", at.path, at.offset);
    const inside = found?.places.find((place) => place.outside === undefined);
    const place = inside ?? found?.places[0];
    if (!place) {
      const word = at.word ? `“${at.word}”` : "what the cursor is at";
      this.host.tell("notice", `No definition of ${word} was found. Put the cursor on a name and try again.`);
    } else if (place.outside !== undefined) {
      this.host.tell("notice", `“${at.word}” belongs to ${place.outside}, which is no file of this project. Hover over it to see its type.`);
    } else {
      this.host.tell("open", { path: place.path, line: place.line, column: place.column });
    }
  }

  async showReferences(position: monaco.IPosition | null): Promise<void> {
    const at = this.at(position);
    if (!at) return;
    const answer = await this.client.ask("refer", at.path, at.offset);
    if (!answer || answer.found.length === 0) {
      this.host.tell("notice", `${at.word ? `“${at.word}”` : "What the cursor is at"} is used nowhere in this project.`);
      return;
    }
    this.host.tell("references", answer);
  }

  private at(position: monaco.IPosition | null): { path: string; offset: number; word: string | undefined } | undefined {
    const model = this.host.editor.getModel();
    const path = model ? this.host.pathOf(model) : undefined;
    if (!model || !position || path === undefined) return undefined;
    if (!LANGUAGES.includes(model.getLanguageId())) {
      this.host.tell("notice", "Definitions and uses are known in TypeScript and JavaScript only.");
      return undefined;
    }
    return { path, offset: model.getOffsetAt(position), word: model.getWordAtPosition(position)?.word };
  }

  /** The place in the text that the pointer is at, with the key held that makes names links. */
  private held({ event, target }: monaco.editor.IEditorMouseEvent): monaco.Position | undefined {
    const { MouseTargetType } = this.host.monaco.editor;
    if (!(event.ctrlKey || event.metaKey) || event.rightButton || target.type !== MouseTargetType.CONTENT_TEXT) return undefined;
    return target.position ?? undefined;
  }

  private async hover(event: monaco.editor.IEditorMouseEvent): Promise<void> {
    const position = this.held(event);
    const model = this.host.editor.getModel();
    const path = model ? this.host.pathOf(model) : undefined;
    const word = position && model?.getWordAtPosition(position);
    if (!model || path === undefined || !position || !word || !LANGUAGES.includes(model.getLanguageId())) {
      this.unlink();
      return;
    }
    const key = `${path}:${model.getVersionId()}:${position.lineNumber}:${word.startColumn}`;
    if (this.pointed?.key === key) return;
    this.unlink();
    const pointed = this.pointed = { key };
    const found = await this.client.ask("define", path, model.getOffsetAt(position));
    if (this.pointed !== pointed || !found?.places.some(({ outside }) => outside === undefined)) return;
    this.underline(model, found.span);
  }

  private underline(model: Model, span: { start: number; length: number }): void {
    this.link.set([{ range: rangeOf(this.host, model, span), options: { inlineClassName: "easel-link" } }]);
  }

  private unlink(): void {
    this.pointed = undefined;
    this.link.clear();
  }
}
