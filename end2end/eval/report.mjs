// What a run of the evaluation comes to: a line for each prompt, sums, and the goals of the demo model.

const SLOWEST_S = 5;

export function printRow({ entry, turn, shown, right, types, rounds, tokens, seconds, failure, prompt }, width) {
  const mark = (value) => (value === null || value === undefined ? "-" : value ? "yes" : "NO");
  const figures = [mark(shown), mark(right), mark(types), rounds ?? "-", tokens ?? "-", seconds?.toFixed(1) ?? "-"];
  console.log(`${entry.padEnd(width)} ${String(turn).padStart(4)}${figures.map((text) => String(text).padStart(8)).join("")}`);
  if (failure) console.log(`  ${JSON.stringify(prompt)}\n  ${failure}`);
}

export function printHead(width) {
  const names = ["shown", "right", "types", "rounds", "tokens", "s"];
  console.log(`${"prompt".padEnd(width)} turn${names.map((name) => name.padStart(8)).join("")}`);
}

export function sum(rows) {
  const share = (key) => {
    const judged = rows.filter((row) => typeof row[key] === "boolean");
    return judged.length ? judged.filter((row) => row[key]).length / judged.length : null;
  };
  const seconds = rows.map((row) => row.seconds ?? 0).sort((a, b) => a - b);
  return {
    prompts: rows.length,
    entries: new Set(rows.map(({ entry }) => entry)).size,
    shown: share("shown"),
    right: share("right"),
    types: share("types"),
    rounds: rows.reduce((all, { rounds = 0 }) => all + rounds, 0),
    tokens: rows.reduce((all, { tokens = 0 }) => all + tokens, 0),
    seconds_median: seconds[Math.floor(seconds.length / 2)] ?? 0,
    seconds_slowest: seconds.at(-1) ?? 0,
  };
}

/** Goals with the demo model: shown, right, types, time. `goals` false reports without judging. */
export function printSum(total, goals) {
  const percent = (part) => (part === null ? "not checked" : `${(100 * part).toFixed(1)} %`);
  const lines = [
    ["preview shown", percent(total.shown), "100 %", total.shown === 1],
    ["behaviour right", percent(total.right), "95 %", total.right >= 0.95],
    ["TypeScript clean", percent(total.types), "100 %", total.types === 1],
    ["slowest turn", `${total.seconds_slowest.toFixed(1)} s`, `under ${SLOWEST_S} s`, total.seconds_slowest < SLOWEST_S],
  ];
  console.log(`\n${total.prompts} prompts in ${total.entries} projects`);
  for (const [name, value, goal, met] of lines) {
    console.log(`${name.padEnd(18)} ${value.padStart(12)}${goals ? `   goal ${goal}: ${met ? "met" : "MISSED"}` : ""}`);
  }
  console.log(`${"median turn".padEnd(18)} ${`${total.seconds_median.toFixed(1)} s`.padStart(12)}`);
  console.log(`${"repair rounds".padEnd(18)} ${String(total.rounds).padStart(12)}`);
  console.log(`${"tokens".padEnd(18)} ${String(total.tokens).padStart(12)}`);
  return lines.every(([, , , met]) => met);
}
