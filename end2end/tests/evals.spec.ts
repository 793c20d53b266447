// A few entries of the evaluation, so that the set and what reads it cannot rot between full runs.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readEntries } from "../eval/entries.mjs";
import { runEntry } from "../eval/run.mjs";
import { expect, test } from "../lib/test.ts";

const SAMPLE = ["counter-named", "gallery-coast", "kanban-named-columns"];

test("every entry can be read, and most have follow-ups", () => {
  const entries = readEntries();
  expect(entries.length).toBeGreaterThanOrEqual(40);
  expect(new Set(entries.map(({ kind }) => kind)).size).toBe(16);
  expect(entries.filter(({ turns }) => turns.length > 1).length).toBeGreaterThan(entries.length / 2);
});

test("an entry that cannot be read is named", () => {
  const folder = mkdtempSync(join(tmpdir(), "easel-evals-"));
  const reading = (steps: unknown[]) => {
    writeFileSync(join(folder, "counter.json"), JSON.stringify([{ name: "odd-one", turns: [{ prompt: "A counter", expect: steps }] }]));
    return () => readEntries({ folder });
  };
  try {
    expect(reading([{ look: "button" }])).toThrow(/^odd-one: turn 1: .*is of no kind/);
    expect(reading([{ see: "button", nam: "Go" }])).toThrow(/^odd-one: turn 1: "nam" is not known/);
    expect(reading([{ fill: "textbox" }])).toThrow(/^odd-one: turn 1: it needs "with"/);
    expect(reading([{ text: "/(/" }])).toThrow(/^odd-one: turn 1: /);
    expect(reading([])).toThrow(/^odd-one: turn 1: nothing is expected/);
    expect(reading([{ see: "button" }])()).toHaveLength(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

for (const name of SAMPLE) {
  test(`the demo model passes ${name}`, async ({ context, easel }) => {
    test.slow();
    const entry = readEntries({ only: name })[0]!;
    // Types are checked in the full run: the program may be tested where there is no TypeScript.
    const rows = await runEntry(entry, { context, url: easel.url, model: "demo/easel", typescript: false });
    expect(rows.map(({ turn, shown, right, failure }) => ({ turn, shown, right, failure }))).toEqual(
      entry.turns.map((_, i) => ({ turn: i + 1, shown: true, right: true, failure: null })),
    );
  });
}
