// The prompts of `evals/`: read, and refused by name where one cannot be meant.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { KINDS, pattern } from "./steps.mjs";

const FOLDER = resolve(import.meta.dirname, "../../evals");

/** Keys that say where an element stands and which of several is meant. */
const PLACE = ["name", "in", "nth"];

/** All entries, or those whose name contains `only`. One that cannot be read is an error that names it. */
export function readEntries({ folder = FOLDER, only = "" } = {}) {
  const entries = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json")).sort()) {
    const text = readFileSync(join(folder, file), "utf8");
    let list;
    try {
      list = JSON.parse(text);
    } catch (error) {
      throw new Error(`evals/${file} is no JSON: ${error.message}`);
    }
    if (!Array.isArray(list)) throw new Error(`evals/${file}: an array of entries is wanted.`);
    list.forEach((entry, i) => {
      const name = typeof entry?.name === "string" && entry.name ? entry.name : `entry ${i + 1} of evals/${file}`;
      try {
        checkEntry(entry);
        if (entries.some((other) => other.name === name)) throw new Error("there are two of this name");
      } catch (error) {
        throw new Error(`${name}: ${error.message}.`);
      }
      entries.push({ ...entry, kind: file.replace(/\.json$/, "") });
    });
  }
  return entries.filter(({ name }) => name.includes(only));
}

function checkEntry({ name, turns, ...rest }) {
  if (typeof name !== "string" || !/^[a-z0-9-]+$/.test(name)) throw new Error("its name has to be of a-z, 0-9 and -");
  noOthers(rest, []);
  if (!Array.isArray(turns) || !turns.length) throw new Error("it has no turns");
  turns.forEach(({ prompt, expect, ...rest }, i) => {
    try {
      noOthers(rest, []);
      if (typeof prompt !== "string" || !prompt.trim()) throw new Error("no prompt");
      if (!Array.isArray(expect) || !expect.length) throw new Error("nothing is expected");
      expect.forEach(checkStep);
    } catch (error) {
      throw new Error(`turn ${i + 1}: ${error.message}`);
    }
  });
}

function checkStep(step) {
  const said = JSON.stringify(step);
  const kind = Object.keys(KINDS).find((kind) => kind in step);
  if (!kind) throw new Error(`${said} is of no kind; there are ${Object.keys(KINDS).join(", ")}`);
  try {
    const { takes, needs = [], element } = KINDS[kind];
    noOthers(step, [kind, ...takes, ...(element ? PLACE : [])]);
    for (const key of needs) if (!(key in step)) throw new Error(`it needs "${key}"`);
    if (kind === "either") step.either.forEach((steps) => steps.forEach(checkStep));
    if (kind === "changes") step.changes.forEach(checkStep);
    if (step.in) noOthers(step.in, ["role", "name", "nth"]);
    for (const text of [step.name, step.text, step.noText, step.matches, step.in?.name, ...(step.order ?? [])]) pattern(text ?? "");
  } catch (error) {
    throw new Error(`${error.message} in ${said}`);
  }
}

function noOthers(object, allowed) {
  const other = Object.keys(object).find((key) => !allowed.includes(key));
  if (other) throw new Error(`"${other}" is not known`);
}
