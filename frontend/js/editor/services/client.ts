// Questions to TypeScript's worker. Files are told to it with the next question, so that typing costs nothing.
import type { FromWorker, Questions, ToWorker } from "../language/protocol";

type Answer<K extends keyof Questions> = ReturnType<Questions[K]>;

export class Client {
  private worker: Promise<Worker> | undefined;
  private readonly waiting = new Map<number, { done: (answer: unknown) => void; failed: (error: Error) => void }>();
  private readonly changed = new Map<string, string | null>();
  private count = 0;
  private disposed = false;

  constructor(private readonly start: () => Promise<Worker>, private readonly types: string | undefined) {}

  write(path: string, text: string | null): void {
    this.changed.set(path, text);
  }

  /** Undefined when there is no answer: the file went, the worker failed, or the editor was left. */
  async ask<K extends keyof Questions>(question: K, ...args: Parameters<Questions[K]>): Promise<Answer<K> | undefined> {
    try {
      const worker = await (this.worker ??= this.begin());
      if (this.disposed) return undefined;
      if (this.changed.size > 0) this.post(worker, { write: [...this.changed] });
      this.changed.clear();
      const id = ++this.count;
      const answer = new Promise<unknown>((done, failed) => this.waiting.set(id, { done, failed }));
      this.post(worker, { id, ask: question, with: args });
      return await answer as Answer<K>;
    } catch (error) {
      // It says nothing that a person could act on, and the next question may well be answered.
      console.debug("TypeScript did not answer", question, error);
      return undefined;
    }
  }

  dispose(): void {
    this.disposed = true;
    void this.worker?.then((worker) => worker.terminate());
    for (const { failed } of this.waiting.values()) failed(new Error("The editor is gone."));
    this.waiting.clear();
  }

  private async begin(): Promise<Worker> {
    const worker = await this.start();
    worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ("failed" in data) waiting?.failed(new Error(data.failed));
      else waiting?.done(data.answer);
    });
    this.post(worker, { types: this.types ?? "" });
    return worker;
  }

  private post(worker: Worker, message: ToWorker): void {
    worker.postMessage(message);
  }
}
