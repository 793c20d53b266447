// Starts the real program, as a person would: on a free port, in a folder of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_LIMIT_MS = 15_000;
const STOP_LIMIT_MS = 15_000;

export const program = resolve(process.env.EASEL_BIN ?? join(import.meta.dirname, "../../target/release/easel"));

/** A new folder that goes when the tests end. */
export function makeFolder() {
  return mkdtempSync(join(tmpdir(), "easel-test-"));
}

/** What the program may see of the environment: nothing that would connect a model. */
export function cleanEnvironment(extra = {}) {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG, EASEL_LOG: "warn", OLLAMA_HOST: "127.0.0.1:9", ...extra };
}

export class Easel {
  /** @param {{env?: Record<string, string>, dataDir?: string, addr?: string, wrap?: string[]}} options */
  static async start({ env = {}, dataDir, addr = "127.0.0.1:0", wrap = [] } = {}) {
    if (!existsSync(program)) throw new Error(`There is no ${program}. Run "cargo xtask build" first, or set EASEL_BIN.`);
    const easel = new Easel();
    easel.folder = makeFolder();
    easel.dataDir = dataDir ?? join(easel.folder, "data");
    const words = [...wrap, program, "serve", "--addr", addr, "--data-dir", easel.dataDir];
    const began = performance.now();
    easel.process = spawn(words[0], words.slice(1), {
      cwd: easel.folder,
      env: cleanEnvironment(env),
      stdio: ["ignore", "pipe", "pipe"],
    });
    easel.errors = "";
    easel.process.stderr.on("data", (bytes) => { easel.errors += bytes; });
    easel.exited = new Promise((done) => {
      easel.process.once("exit", (code, signal) => done({ code, signal }));
    });
    easel.url = await easel.#address();
    easel.startMs = performance.now() - began;
    return easel;
  }

  /** Waits for the line that names the address. */
  #address() {
    return new Promise((found, failed) => {
      let text = "";
      const fail = (why) => failed(new Error(`Easel did not start: ${why}\n${text}${this.errors}`));
      const timer = setTimeout(() => fail("no address"), START_LIMIT_MS);
      this.process.once("error", (error) => fail(error.message));
      this.process.once("exit", (code) => fail(`ended with ${code}`));
      this.process.stdout.on("data", (bytes) => {
        text += bytes;
        const address = /http:\/\/\S+/.exec(text);
        if (!address) return;
        clearTimeout(timer);
        this.process.removeAllListeners("error");
        found(address[0]);
      });
    });
  }

  get port() {
    return new URL(this.url).port;
  }

  /** Resident memory in bytes. */
  get memory() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
  }

  /** Asks it to stop; answers how it ended. */
  async stop(signal = "SIGTERM") {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.exited;
    this.process.kill(signal);
    const timer = setTimeout(() => this.process.kill("SIGKILL"), STOP_LIMIT_MS);
    const ended = await this.exited;
    clearTimeout(timer);
    return ended;
  }

  /** Stops it and removes what it left. */
  async discard() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
