// The difference of two texts, as the editor takes it: rebuilt from random cases, without a browser.
import { expect, test } from "@playwright/test";

import { type Edit, mapOffset, minimalEdits } from "../../frontend/js/editor/edits.ts";

function apply(text: string, edits: Edit[]): string {
  let out = "";
  let at = 0;
  for (const { start, end, text: inserted } of edits) {
    if (start < at) throw new Error("edits overlap");
    out += text.slice(at, start) + inserted;
    at = end;
  }
  return out + text.slice(at);
}

test("edits turn the one text into the other", () => {
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const text = () => Array.from({ length: random(14) }, () => ["a", "b", "c😀", "d😁"][random(4)]! + ["", "x", "y"][random(3)]!).join("\n") + (random(2) ? "\n" : "");
  for (let i = 0; i < 3000; i++) {
    const [before, after] = [text(), text()];
    const edits = minimalEdits(before, after);
    if (apply(before, edits) !== after) throw new Error(JSON.stringify({ before, after, edits }));
    const offset = mapOffset(edits, random(before.length + 1));
    if (offset < 0 || offset > after.length) throw new Error("a place is lost");
  }
});

test("what was appended is one edit at the end", () => {
  expect(minimalEdits("abc\n", "abc\ndef")).toEqual([{ start: 4, end: 4, text: "def" }]);
  expect(minimalEdits("same", "same")).toEqual([]);
});

test("far changes stay apart, and places between them move along", () => {
  const before = "one\ntwo\nthree\nfour\nfive\n";
  const after = "zero\none\ntwo\nthree\nfour\n5\n";
  const edits = minimalEdits(before, after);
  expect(edits).toHaveLength(2);
  expect(mapOffset(edits, before.indexOf("three"))).toBe(after.indexOf("three"));
});
