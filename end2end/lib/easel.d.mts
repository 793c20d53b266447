import type { ChildProcess } from "node:child_process";

export const program: string;
export function makeFolder(): string;
export function cleanEnvironment(extra?: Record<string, string>): NodeJS.ProcessEnv;

export interface StartOptions {
  env?: Record<string, string>;
  dataDir?: string;
  addr?: string;
  /** A program that starts the program. */
  wrap?: string[];
}

export class Easel {
  static start(options?: StartOptions): Promise<Easel>;
  readonly url: string;
  readonly port: string;
  readonly dataDir: string;
  readonly folder: string;
  readonly process: ChildProcess;
  /** Everything it wrote to standard error. */
  readonly errors: string;
  readonly startMs: number;
  readonly memory: number;
  stop(signal?: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  discard(): Promise<void>;
}
