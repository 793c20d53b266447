// Point 9: what goes wrong is a sentence with a next step, files stay as they were, nothing panics.
import { closeSync, existsSync, openSync, rmSync, writeSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import type { FixtureFileResponse } from "@copilotkit/aimock";

import { makeFolder } from "../lib/easel.mjs";
import { ScriptedModel } from "../lib/model.ts";
import { COUNTER, COUNTER_REPLY, whole } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated, storedFiles, type Workspace } from "../lib/workspace.ts";

/** A sentence for people: no codes, no JSON, no shrug, and it says what to do. */
function expectSentence(text: string): void {
  expect(text).toMatch(/[A-Z].{15,}\./);
  expect(text).not.toMatch(/[{}]|Error\(|Something went wrong|undefined|null|SqliteError|os error/);
  expect(text).toMatch(/try|check|set|start|choose|connect|wait|ask|retry|free|shorten|again|use|reload/i);
}

/** A first turn that went well, then one that does not: the files are those of the first. */
async function failsAfterCounter(workspace: Workspace, url: string, prompt: string): Promise<string> {
  await workspace.create("A counter", url);
  await workspace.done(1);
  const files = await workspace.files();
  await workspace.ask(prompt);
  const sentence = await workspace.outcome(2, 40_000);
  expect(await workspace.files()).toEqual(files);
  await expect(workspace.preview.getByRole("button")).toBeVisible();
  expectSentence(sentence);
  return sentence;
}

test("a model that cannot be reached", async ({ workspace, start }) => {
  const closed = await freePort();
  const easel = await start({ env: { OPENAI_BASE_URL: `http://127.0.0.1:${closed}/v1`, OPENAI_API_KEY: "x", OPENAI_MODEL: "gpt-test" } });
  await workspace.create("A counter", easel.url);
  const sentence = await workspace.outcome(1, 40_000);
  expectSentence(sentence);
  expect(sentence).toContain("127.0.0.1");
});

const refusals: [string, FixtureFileResponse, RegExp][] = [
  ["401", { error: { message: "Incorrect API key provided", type: "invalid_request_error" }, status: 401 }, /key/i],
  ["429", { error: { message: "Rate limit reached", type: "rate_limit_error" }, status: 429, retryAfter: 1 }, /limit|busy|many/i],
];
for (const [status, response, words] of refusals) {
  test(`a model that answers ${status}`, async ({ workspace, start }) => {
    const model = await ScriptedModel.start();
    model.on(/trouble/, response).on(/counter/, COUNTER_REPLY);
    const easel = await start({ env: model.environment });
    expect(await failsAfterCounter(workspace, easel.url, "Make trouble")).toMatch(words);
    await expect(workspace.turn(2).getByRole("button", { name: "Retry" })).toBeVisible();
    await model.stop();
  });
}

// Slow enough that what was written before the break has left the server.
const BROKEN = { chunkSize: 20, latency: 10 };

test("a model that stops in mid-stream, again and again", async ({ workspace, start }) => {
  const model = await ScriptedModel.start();
  const long = whole("src/App.tsx", "// rewritten\n".repeat(200), "write");
  const broken = { ...BROKEN, truncateAfterChunks: 12 };
  model.on(/broke off/, "// rewritten\n".repeat(200), broken).on(/trouble/, long, broken).on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  expect(await failsAfterCounter(workspace, easel.url, "Make trouble")).toMatch(/stopped|broke off|ended/i);
  expect(model.requests.length, "it was never asked to go on").toBeGreaterThan(2);
  await model.stop();
});

test("a model that stops once in mid-stream is asked to go on", async ({ workspace, start }) => {
  const model = await ScriptedModel.start();
  model
    .on(/broke off/, ({ messages }) => {
      const said = messages.findLast(({ role }) => role === "assistant")?.content;
      expect(COUNTER_REPLY.startsWith(String(said))).toBe(true);
      return { content: COUNTER_REPLY.slice(String(said).length) };
    })
    .on(/counter/, COUNTER_REPLY, { ...BROKEN, truncateAfterChunks: 15 });
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1, 40_000);
  expect((await workspace.files())["src/App.tsx"]).toBe(COUNTER);
  await model.stop();
});

test("a reply without a file", async ({ workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/trouble|check found problems/, "I would rather talk about the weather.").on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  await failsAfterCounter(workspace, easel.url, "Make trouble");
  await expect(workspace.turn(2)).toContainText("the weather");
  await model.stop();
});

for (const path of ["../../etc/passwd", "/etc/passwd", "src/../../x.ts"]) {
  test(`a path outside the project: ${path}`, async ({ workspace, start }) => {
    const model = await ScriptedModel.start();
    model.on(/trouble|check found problems/, whole(path, "gotcha\n")).on(/counter/, COUNTER_REPLY);
    const easel = await start({ env: model.environment });
    await failsAfterCounter(workspace, easel.url, "Make trouble");
    await expect(workspace.turn(2)).toContainText(/outside|leaves the project|absolute/i);
    expect(existsSync(join(easel.folder, "x.ts"))).toBe(false);
    await model.stop();
  });
}

test("a prompt over the limit", async ({ page, workspace, guard }) => {
  guard.allow(/status of (400|413|422)/);
  const long = "Make it wide. ".repeat(2500);
  await page.goto("/");
  await hydrated(page);
  await workspace.prompt.fill(long);
  await workspace.prompt.press("Enter");
  const alert = page.getByRole("alert").filter({ hasText: /\S/ });
  await expect(alert).toBeVisible();
  expectSentence((await alert.innerText()).trim());
  expect(new URL(page.url()).pathname).toBe("/");
  await expect(workspace.prompt, "the words were lost").toHaveValue(long);

  await workspace.create("A counter");
  await workspace.done(1);
  const files = await workspace.files();
  await workspace.ask(long);
  const notice = page.getByRole("status").filter({ hasText: /prompt/i });
  await expect(notice.first()).toBeVisible();
  await expect(workspace.turn(2)).toHaveCount(0);
  expect(await workspace.files()).toEqual(files);
});

test("a full disk", async ({ page, workspace, start, guard, request }) => {
  guard.allow(/status of 5\d\d/);
  const dataDir = makeFolder();
  // A small disk of its own, seen by this server only and gone with it.
  const wrap = ["unshare", ...(process.getuid?.() === 0 ? [] : ["-r"]), "-m", "sh", "-c",
    'mount -t tmpfs -o size=6m none "$0" && exec "$@"', dataDir];
  const model = await ScriptedModel.start();
  model.on(/trouble/, whole("src/App.tsx", "// more\n".repeat(20_000), "write")).on(/again|counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment, dataDir, wrap });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  const files = await workspace.files();
  const fill = join(`/proc/${easel.process.pid}/root`, dataDir, "fill");
  fillUp(fill);

  // However it fails - not begun, or ended early - it is a sentence.
  await workspace.ask("Make trouble");
  const said = page.locator(".toast, .outcome").filter({ hasText: /disk|space|full/i });
  await expect(said.first()).toBeVisible({ timeout: 20_000 });
  expectSentence((await said.first().innerText()).replace(/\s*Close$/, "").trim());
  expect(await storedFiles(request, easel.url, workspace.project)).toEqual(files);
  expect(easel.process.exitCode).toBeNull();

  // With space again, work goes on.
  rmSync(fill);
  await page.reload();
  await hydrated(page);
  await expect(workspace.stop).toHaveCount(0, { timeout: 20_000 });
  await workspace.ask("Once again a counter");
  await expect.poll(() => page.getByRole("article").count(), { timeout: 20_000 }).toBeGreaterThan(1);
  await workspace.ended(await page.getByRole("article").count());
  expect(await storedFiles(request, easel.url, workspace.project)).toEqual(files);
  await model.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Writes until nothing more fits. */
function fillUp(path: string): void {
  const file = openSync(path, "w");
  try {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      const block = Buffer.alloc(size, 1);
      try {
        while (writeSync(file, block) === size) { /* more */ }
      } catch {
        // Full for blocks of this size.
      }
    }
  } finally {
    closeSync(file);
  }
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 9));
    });
  });
}
