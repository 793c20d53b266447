// From a chunk that a provider sends to its bytes on the socket of whoever watches, with many turns at once; what a
// turn costs in memory; and how many events a second go through the log.
//
//   cargo xtask bench stream [--json FILE]
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";

import WebSocket from "ws";

import { Easel } from "../lib/easel.mjs";
import { percentile, print, rate, row } from "./statistics.mjs";

/** Chunks of a reply and the milliseconds between them: about what a fast hosted model does. */
const CHUNKS = 150;
const PAUSE_MS = 20;
const AT_ONCE = [1, 20, 100];
/** Marks a chunk; each is looked for in the text as it arrives. */
const mark = (n) => `«${n}»`;

/** Speaks as much of the OpenAI protocol as a turn needs, and notes when each chunk left. */
class Provider {
  sent = new Map();
  /** When the server hung up on a call, by turn. */
  hungUp = new Map();
  #listening = new Map();

  /** Until somebody listens there is no way to measure: the first chunk waits for that. */
  listens(name) {
    if (!this.#listening.has(name)) {
      let say;
      const heard = new Promise((done) => { say = done; });
      this.#listening.set(name, { heard, say });
    }
    return this.#listening.get(name);
  }

  static async start() {
    const provider = new Provider();
    provider.server = createServer((request, response) => provider.#answer(request, response));
    await new Promise((done) => provider.server.listen(0, "127.0.0.1", done));
    provider.url = `http://127.0.0.1:${provider.server.address().port}/v1`;
    return provider;
  }

  async #answer(request, response) {
    let body = "";
    for await (const bytes of request) body += bytes;
    const { messages } = JSON.parse(body);
    const [, name, pause] = /turn (\w+) every (\d+)/.exec(messages.at(-1).content);
    const times = [];
    this.sent.set(name, times);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.on("close", () => { if (!response.writableFinished) this.hungUp.set(name, performance.now()); });
    await this.listens(name).heard;
    const say = (delta, finish_reason = null) =>
      response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
    const count = Number(pause) ? CHUNKS : CHUNKS * 40;
    for (let n = 0; n < count && !this.hungUp.has(name); n += 1) {
      times.push(performance.now());
      if (!say({ content: `${mark(n)} some words of an answer\n` })) await new Promise((done) => response.once("drain", done));
      if (Number(pause)) await new Promise((done) => setTimeout(done, Number(pause)));
    }
    say({}, "stop");
    response.end("data: [DONE]\n\n");
  }

  stop() {
    return new Promise((done) => this.server.close(done));
  }
}

async function post(easel, path, body) {
  const response = await fetch(`${easel.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** One turn from its prompt to its end; answers when each chunk's bytes arrived and how many events there were. */
async function turn(easel, name, pause) {
  const started = await post(easel, "/api/ai/generate/stream", { prompt: `turn ${name} every ${pause}` });
  const socket = new WebSocket(easel.url.replace("http", "ws") + started.wsUrl);
  const began = performance.now();
  const arrived = [];
  let events = 0;
  let text = "";
  await new Promise((done, failed) => {
    socket.on("error", failed);
    socket.on("message", (bytes) => {
      const now = performance.now();
      const frame = JSON.parse(bytes);
      if (frame.frame === "failed") failed(new Error(JSON.stringify(frame)));
      for (const { event } of frame.events ?? []) {
        events += 1;
        // The log so far has been read: what comes now comes live.
        if (event.type === "stage_started") provider.listens(name).say();
        if (event.type === "text_received") {
          text += event.text;
          while (text.includes(mark(arrived.length))) {
            text = text.slice(text.indexOf(mark(arrived.length)) + mark(arrived.length).length);
            arrived.push(now);
          }
        }
        if (event.type === "run_finished") done();
      }
    });
  });
  socket.close();
  return { name, arrived, events, ms: performance.now() - began };
}

/** From the moment somebody presses Stop to the end of the call to the provider. */
async function stop(easel, name) {
  const { generationId } = await post(easel, "/api/ai/generate/stream", { prompt: `turn ${name} every ${PAUSE_MS}` });
  provider.listens(name).say();
  await until(() => (provider.sent.get(name)?.length ?? 0) > 20);
  const began = performance.now();
  const body = new URLSearchParams({ run: generationId });
  const response = await fetch(`${easel.url}/api/fn/cancel_run`, { method: "POST", body });
  if (!response.ok) throw new Error(`cancel_run: ${response.status} ${await response.text()}`);
  await until(() => provider.hungUp.has(name));
  return provider.hungUp.get(name) - began;
}

async function until(met) {
  while (!met()) await new Promise((done) => setTimeout(done, 2));
}

const provider = await Provider.start();
const rows = [];
try {
  for (const turns of AT_ONCE) {
    const easel = await Easel.start({ env: { OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: "x", OPENAI_MODEL: "bench" } });
    await turn(easel, `warm${turns}`, 1);
    const before = easel.memory;
    let peak = before;
    const watching = setInterval(() => { peak = Math.max(peak, easel.memory); }, 100);
    const names = Array.from({ length: turns }, (_, n) => `r${turns}x${n}`);
    const done = await Promise.all(names.map((name) => turn(easel, name, PAUSE_MS)));
    clearInterval(watching);
    const late = done.flatMap(({ name, arrived }) => {
      const sent = provider.sent.get(name);
      if (arrived.length !== sent.length) throw new Error(`${name}: ${arrived.length} of ${sent.length} chunks arrived.`);
      return arrived.map((at, n) => at - sent[n]);
    });
    rows.push(
      row(`chunk to socket, p50, ${turns} at once`, percentile(late, 0.5), "ms"),
      row(`chunk to socket, p99, ${turns} at once`, percentile(late, 0.99), "ms", turns === 100 ? 15 : undefined),
    );
    if (turns === 20) {
      const times = done.map(({ ms }) => ms);
      const [slowest, fastest] = [Math.max(...times), Math.min(...times)];
      rows.push(rate("slowest of 20 turns, in times of the fastest", slowest / fastest, ""));
      const stops = await Promise.all(Array.from({ length: turns }, (_, n) => stop(easel, `stop${n}`)));
      rows.push(row("stop to the provider's call ended, slowest of 20", Math.max(...stops), "ms", 1000));
    }
    if (turns === 100) rows.push(row("memory of a turn", (peak - before) / turns / 1024 / 1024, "MB", 1));
    await easel.discard();
  }
  const easel = await Easel.start({ env: { OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: "x", OPENAI_MODEL: "bench" } });
  const began = performance.now();
  const done = await Promise.all(Array.from({ length: 20 }, (_, n) => turn(easel, `flood${n}`, 0)));
  const seconds = (performance.now() - began) / 1000;
  rows.push(rate("events through the log, flood of 20", done.reduce((sum, { events }) => sum + events, 0) / seconds, "/s"));
  rows.push(rate("chunks taken in, flood of 20", (20 * CHUNKS * 40) / seconds, "/s"));
  await easel.discard();
} finally {
  await provider.stop();
}
print(rows);
const json = process.argv.indexOf("--json");
if (json > 0) writeFileSync(process.argv[json + 1], JSON.stringify(rows, null, 2));
