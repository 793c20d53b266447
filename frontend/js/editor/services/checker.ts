// Mistakes as they are made: of the file in front soon after the typing pauses, of all others once something was typed.
import type { Finding } from "../language/protocol";
import type { Client } from "./client";
import { type Host, LANGUAGES } from "./host";

/** How long a text must be at rest before its own mistakes are looked for, and those it made in other files. */
const TYPED_MS = 700;
const OPENED_MS = 2000;
const OTHERS_MS = 1500;
/** In larger projects only files that were looked at are checked: a program of this size takes seconds. */
const MOST_OTHERS = 400;
const OWNER = "typescript";

export class Checker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly found = new Map<string, Finding[]>();
  private readonly seen = new Set<string>();
  /** Easel's own check knows what the model wrote; what a person writes is looked at here. */
  private edited = false;
  private round = 0;

  constructor(private readonly host: Host, private readonly client: Client) {}

  soon(edited: boolean): void {
    this.edited ||= edited;
    this.round++;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.check(), edited ? TYPED_MS : OPENED_MS);
  }

  forget(path: string): void {
    this.seen.delete(path);
    if (this.found.delete(path)) this.tell();
  }

  dispose(): void {
    this.round++;
    clearTimeout(this.timer);
  }

  private async check(): Promise<void> {
    const round = this.round;
    const model = this.host.editor.getModel();
    const front = model && this.host.pathOf(model);
    if (front) await this.look(front, round);
    if (!this.edited || round !== this.round) return;
    this.tell();
    await new Promise((done) => setTimeout(done, OTHERS_MS));
    const scripts = round === this.round ? await this.client.ask("scripts") ?? [] : [];
    const others = scripts.length <= MOST_OTHERS ? scripts : scripts.filter((path) => this.seen.has(path));
    for (const path of others) {
      if (path !== front) await this.look(path, round);
      if (round !== this.round) return;
    }
    if (others.length > 0) this.tell();
  }

  private async look(path: string, round: number): Promise<void> {
    const model = this.host.modelOf(path);
    // What is only tentative is not judged.
    if (model && (!LANGUAGES.includes(model.getLanguageId()) || this.host.pathOf(model) === undefined)) return;
    const version = model?.getVersionId();
    const found = await this.client.ask("check", path);
    if (!found || round !== this.round || (model && (model.isDisposed() || model.getVersionId() !== version))) return;
    this.found.set(path, found);
    this.seen.add(path);
    this.host.looked(path);
    if (model) this.mark(path);
  }

  /** Shows what is known of a file. */
  mark(path: string): void {
    const { monaco } = this.host;
    const model = this.host.modelOf(path);
    if (!model) return;
    monaco.editor.setModelMarkers(model, OWNER, (this.found.get(path) ?? []).map(({ start, length, severity, message, code }) => {
      const [from, to] = [model.getPositionAt(start), model.getPositionAt(start + length)];
      return {
        startLineNumber: from.lineNumber, startColumn: from.column, endLineNumber: to.lineNumber, endColumn: to.column,
        severity: severity === "error" ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
        message, code, source: OWNER,
      };
    }));
  }

  /** As `contract::Diagnostic`, with the files that were looked at. */
  private tell(): void {
    const problems = [...this.found].flatMap(([path, found]) => found.map(({ line, column, severity, code, message }) =>
      ({ path, line, column, severity, code, message, source: OWNER })));
    this.host.tell("problems", { looked: [...this.found.keys()], problems });
  }
}
