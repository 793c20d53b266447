// Formats the file in front by Prettier, in a worker that is started for it, as one step that can be undone.
import { minimalEdits } from "../edits";
import type { FormatAnswer, FormatQuestion } from "../format/worker";
import type { Host } from "./host";

/** A file that takes longer is not worth the wait. */
const LIMIT_MS = 20_000;

export class Formatter {
  private worker: Promise<Worker> | undefined;
  private count = 0;

  constructor(private readonly host: Host) {}

  async format(): Promise<void> {
    const { editor, tell } = this.host;
    const model = editor.getModel();
    const path = model ? this.host.pathOf(model) : undefined;
    if (!model || path === undefined || this.host.readOnly) return;
    const version = model.getVersionId();
    const before = model.getValue();
    const answer = await this.ask({ path, text: before, settings: this.settings() });
    if (model.isDisposed()) return;
    if ("refused" in answer) {
      tell("notice", answer.refused);
      return;
    }
    if (model.getVersionId() !== version) {
      tell("notice", `${path} changed while it was formatted. Format it once more.`);
      return;
    }
    const edits = minimalEdits(before, answer.text.replace(/\r\n?|\n/g, model.getEOL()));
    const { Range } = this.host.monaco;
    editor.pushUndoStop();
    const operations = edits.map(({ start, end, text }) => ({
      range: Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end)),
      text,
    }));
    // Perhaps another file is in front by now; this one has its own undo.
    if (editor.getModel() === model) editor.executeEdits("easel.format", operations);
    else model.pushEditOperations(null, operations, () => null);
    editor.pushUndoStop();
  }

  dispose(): void {
    void this.worker?.then((worker) => worker.terminate());
  }

  /** The project's own configuration, if it has one. */
  private settings(): string | undefined {
    return this.host.text(".prettierrc") ?? this.host.text(".prettierrc.json") ?? prettierOf(this.host.text("package.json"));
  }

  private async ask(question: Omit<FormatQuestion, "id">): Promise<FormatAnswer> {
    const started = (this.worker ??= this.host.startWorker("format"));
    const worker = await started;
    const id = ++this.count;
    return new Promise((done) => {
      const end = (answer: FormatAnswer) => {
        clearTimeout(timer);
        worker.removeEventListener("message", hear);
        done(answer);
      };
      const hear = ({ data }: MessageEvent<FormatAnswer>) => {
        if (data.id === id) end(data);
      };
      const timer = setTimeout(() => {
        worker.terminate();
        if (this.worker === started) this.worker = undefined;
        end({ id, refused: `Formatting ${question.path} took too long and was stopped. The file is as it was.` });
      }, LIMIT_MS);
      worker.addEventListener("message", hear);
      worker.postMessage({ id, ...question } satisfies FormatQuestion);
    });
  }
}

function prettierOf(manifest: string | undefined): string | undefined {
  try {
    const { prettier } = JSON.parse(manifest ?? "{}") as { prettier?: unknown };
    return prettier === undefined ? undefined : JSON.stringify(prettier);
  } catch {
    return undefined;
  }
}
