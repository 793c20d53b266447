// TypeScript's language service over the whole project, in a worker of its own. Monaco's binding would bring every other
// part of Monaco along, and knows only files that are open.
import { questions } from "./answers";
import { Project } from "./project";
import type { FromWorker, ToWorker } from "./protocol";
import { ts } from "./ts";

/** The types are a large file: while it cannot be had, it is asked for again, but not with every question. */
const AGAIN_MS = 15_000;

const project = new Project();
const answers = questions(project, ts.createLanguageService(project));
let address = "";
let fetching: Promise<void> | undefined;
let asked = 0;

async function types(): Promise<void> {
  if (project.hasTypes || !address) return;
  if (!fetching && asked !== 0 && performance.now() - asked < AGAIN_MS) return;
  fetching ??= fetchTypes().finally(() => (fetching = undefined));
  await fetching;
}

async function fetchTypes(): Promise<void> {
  asked = performance.now();
  try {
    const response = await fetch(address);
    if (response.ok) project.setTypes(await response.json() as Record<string, string>);
  } catch {
    // Without them, what does not need them still works.
  }
}

async function answer(id: number, ask: keyof typeof answers, args: unknown[]): Promise<FromWorker> {
  try {
    await types();
    const question = answers[ask] as (...args: unknown[]) => unknown;
    return { id, answer: question(...args) };
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) };
  }
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if ("types" in data) address = data.types;
  else if ("write" in data) for (const [path, text] of data.write) project.write(path, text);
  else self.postMessage(await answer(data.id, data.ask, data.with));
};
