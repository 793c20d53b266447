// One entry from its first prompt to its last check: turns through the server, the preview in a real page.
import { carryOut } from "./steps.mjs";

/** A slow model on a slow machine may take this long for a turn. */
const TURN_LIMIT_MS = 15 * 60_000;
const SHOWN_LIMIT_MS = 15_000;

/**
 * Answers a row for each turn. The page stays open between turns, as it does for a person. After a failure later
 * turns are asked all the same: their figures count.
 */
export async function runEntry(entry, { context, url, model, typescript = true }) {
  const page = await context.newPage();
  const lens = await context.newPage();
  await page.bringToFront();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") complaints.push(message.text()); });
  const scene = { page, lens, frame: page.frameLocator('iframe[title="Preview"]'), marks: new Map() };
  const rows = [];
  let project;
  try {
    for (const [i, turn] of entry.turns.entries()) {
      const row = { entry: entry.name, kind: entry.kind, turn: i + 1, prompt: turn.prompt, shown: false, right: false };
      rows.push(row);
      const began = performance.now();
      const answer = await post(context, `${url}/api/ai/generate`, { prompt: turn.prompt, projectId: project, model });
      row.seconds = (performance.now() - began) / 1000;
      project ??= answer.projectId;
      Object.assign(row, {
        project, status: answer.status, rounds: answer.rounds,
        tokens: answer.usage.input_tokens + answer.usage.output_tokens,
        files: answer.files.map(({ path, op, status }) => `${op} ${path}: ${status}`),
      });
      if (i === 0) await page.goto(`${url}/p/${project}`);
      row.types = typescript ? await typesClean(context, url, project) : null;
      row.failure = await checked(turn, row, scene);
      row.complaints = complaints.splice(0);
    }
  } finally {
    await page.close();
    await lens.close();
  }
  return rows;
}

/** Looks at the preview after a turn; answers what was wrong, if anything. */
async function checked(turn, row, { page, frame, ...rest }) {
  const article = page.getByRole("article", { name: `Turn ${row.turn}`, exact: true });
  const failure = page.locator('.failure[role="alert"]');
  try {
    // The page has heard of the end: everything the turn wrote has reached it.
    await article.locator(".figures").waitFor({ timeout: SHOWN_LIMIT_MS });
    await frame.locator("#root > :visible").first().waitFor({ timeout: SHOWN_LIMIT_MS });
    if (await failure.count()) throw new Error(`the preview says: ${(await failure.first().innerText()).slice(0, 200)}`);
    row.shown = true;
    await carryOut(turn.expect, { page, frame, ...rest });
    row.right = true;
    return null;
  } catch (error) {
    return error.message.split("\n")[0];
  }
}

/** Whether TypeScript has nothing against the project as it is; null where it is not installed. */
async function typesClean(context, url, project) {
  const response = await context.request.post(`${url}/api/fn/open_workspace`, {
    form: { project }, headers: { accept: "application/json" },
  });
  const { files } = await response.json();
  const report = await post(context, `${url}/api/ai/verify`, {
    files: Object.fromEntries(files.map(({ path, content }) => [path, content])),
  });
  if (!report.checkers.includes("typescript")) return null;
  return !report.diagnostics.some(({ severity, source }) => severity === "error" && source === "typescript");
}

async function post(context, url, data) {
  const response = await context.request.post(url, { data, timeout: TURN_LIMIT_MS });
  if (!response.ok()) throw new Error(`${new URL(url).pathname}: ${response.status()} ${await response.text()}`);
  return response.json();
}
