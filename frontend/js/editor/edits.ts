// The difference of two texts as few, small replacements: what an editor needs to keep its cursor in place.

/** Replaces `[start, end)` of the old text; offsets in UTF-16 units, in order, without overlap. */
export interface Edit { start: number; end: number; text: string }

/** Beyond this many differing lines one replacement is as good as many. */
const MAX_DISTANCE = 400;

export function minimalEdits(before: string, after: string): Edit[] {
  if (before === after) return [];
  if (after.startsWith(before)) return [{ start: before.length, end: before.length, text: after.slice(before.length) }];
  const a = lines(before);
  const b = lines(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  let offset = 0;
  for (let i = 0; i < head; i++) offset += a[i]!.length;
  const edits: Edit[] = [];
  for (const [removed, added] of changes(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) {
    if (typeof removed === "string") { offset += removed.length; continue; }
    const old = removed.join("");
    const edit = narrow(offset, old, added.join(""));
    if (edit) edits.push(edit);
    offset += old.length;
  }
  return edits;
}

/** Where an offset of the old text is found in the new one. */
export function mapOffset(edits: Edit[], offset: number): number {
  let shift = 0;
  for (const edit of edits) {
    if (edit.end <= offset && !(edit.start === offset && edit.end === offset)) {
      shift += edit.text.length - (edit.end - edit.start);
    } else if (edit.start < offset) {
      return edit.start + shift + Math.min(offset - edit.start, edit.text.length);
    } else {
      break;
    }
  }
  return offset + shift;
}

function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** Cuts what both ends have in common, never inside a surrogate pair. */
function narrow(offset: number, before: string, after: string): Edit | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  if (isHighSurrogate(before.charCodeAt(head - 1))) head--;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  if (tail > 0 && isLowSurrogate(before.charCodeAt(before.length - tail))) tail--;
  const edit = { start: offset + head, end: offset + before.length - tail, text: after.slice(head, after.length - tail) };
  return edit.start === edit.end && edit.text === "" ? undefined : edit;
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code < 0xdc00;
const isLowSurrogate = (code: number) => code >= 0xdc00 && code < 0xe000;

/** Either a line both have, or a run of removed and added lines. */
type Change = [kept: string, added: string[]] | [removed: string[], added: string[]];

/** Myers' greedy algorithm over lines. */
function changes(a: string[], b: string[]): Change[] {
  const trace = search(a, b);
  if (!trace) return [[a, b]];
  const out: Change[] = [];
  let x = a.length;
  let y = b.length;
  let removed: string[] = [];
  let added: string[] = [];
  const flush = () => {
    if (removed.length || added.length) out.push([removed.reverse(), added.reverse()]);
    removed = [];
    added = [];
  };
  for (let d = trace.length - 1; d >= 0; d--) {
    const v = trace[d]!;
    const k = x - y;
    const down = k === -d || (k !== d && v.get(k - 1)! < v.get(k + 1)!);
    const fromX = d === 0 ? 0 : down ? v.get(k + 1)! : v.get(k - 1)!;
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      flush();
      out.push([a[--x]!, []]);
      y--;
    }
    if (d === 0) break;
    if (down) added.push(b[--y]!);
    else removed.push(a[--x]!);
  }
  flush();
  return out.reverse();
}

/** The furthest points per distance, or nothing when the texts are too far apart. */
function search(a: string[], b: string[]): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  let v = new Map<number, number>([[1, 0]]);
  for (let d = 0; d <= Math.min(a.length + b.length, MAX_DISTANCE); d++) {
    trace.push(v);
    const next = new Map(v);
    for (let k = -d; k <= d; k += 2) {
      let x = k === -d || (k !== d && v.get(k - 1)! < v.get(k + 1)!) ? v.get(k + 1)! : v.get(k - 1)! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return trace;
    }
    v = next;
  }
  return undefined;
}
