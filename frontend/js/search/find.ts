// What a search finds in one text, and what would stand there instead.

export interface Query {
  text: string;
  case: boolean;
  word: boolean;
  regex: boolean;
  /** None when nothing is to be replaced. */
  replacement: string | null;
}

/** Offsets are UTF-16 units of the text; line and column count from 1. */
export interface Match {
  start: number;
  end: number;
  line: number;
  column: number;
  /** What the text has there. */
  found: string;
  /** What would stand there instead. */
  instead: string | null;
  /** Of the line around it, as much as is worth showing. */
  before: string;
  after: string;
}

const MOST_BEFORE = 48;
const MOST_AFTER = 160;

export class Pattern {
  readonly expression: RegExp;
  private readonly replacement: string | null;

  /** Throws a `SyntaxError` if the text is no regular expression. */
  constructor(private readonly query: Query) {
    const source = query.regex ? query.text : query.text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    const flags = query.case ? "gm" : "gim";
    this.expression = compile(source, query.word, flags);
    this.replacement = query.regex && query.replacement !== null ? unescape(query.replacement) : query.replacement;
  }

  /** The replacement of one match: `$1`, `$<name>`, `$&` and `$$` in it mean what they mean in JavaScript. */
  instead(match: RegExpExecArray): string | null {
    if (this.replacement === null || !this.query.regex) return this.replacement;
    return this.replacement.replace(/\$(?:\$|&|(\d{1,2})|<([^>]*)>)/g, (whole: string, digits?: string, name?: string) => {
      if (whole === "$$") return "$";
      if (whole === "$&") return match[0];
      if (name !== undefined) return match.groups ? match.groups[name] ?? "" : whole;
      const groups = match.length - 1;
      if (Number(digits) >= 1 && Number(digits) <= groups) return match[Number(digits)] ?? "";
      // `$12` with one group is the first one and a 2.
      const first = Number(digits![0]);
      return digits!.length === 2 && first >= 1 && first <= groups ? (match[first] ?? "") + digits![1] : whole;
    });
  }
}

/** With Unicode where the expression allows it: older ones escape what need not be escaped. */
function compile(source: string, word: boolean, flags: string): RegExp {
  const whole = (part: string) => (word ? `(?<![\\p{L}\\p{N}_])(?:${part})(?![\\p{L}\\p{N}_])` : part);
  try {
    return new RegExp(whole(source), `${flags}u`);
  } catch (error) {
    try {
      return new RegExp(word ? `\\b(?:${source})\\b` : source, flags);
    } catch {
      throw error;
    }
  }
}

const unescape = (text: string) =>
  text.replace(/\\([nrt\\])/g, (_, letter: string) => ({ n: "\n", r: "\r", t: "\t" })[letter] ?? letter);

/** Up to `most` matches; those of nothing are none. */
export function findIn(text: string, pattern: Pattern, most: number): Match[] {
  const { expression } = pattern;
  expression.lastIndex = 0;
  const found: Match[] = [];
  let line = 1;
  let lineStart = 0;
  while (found.length < most) {
    const match = expression.exec(text);
    if (!match) break;
    if (match[0] === "") {
      expression.lastIndex++;
      if (expression.lastIndex > text.length) break;
      continue;
    }
    for (let at = text.indexOf("\n", lineStart); at !== -1 && at < match.index; at = text.indexOf("\n", lineStart)) {
      line++;
      lineStart = at + 1;
    }
    const end = match.index + match[0].length;
    const lineEnd = text.indexOf("\n", end);
    const before = text.slice(lineStart, match.index).trimStart();
    found.push({
      start: match.index, end, line, column: match.index - lineStart + 1,
      found: match[0],
      instead: pattern.instead(match),
      before: before.length > MOST_BEFORE ? `…${before.slice(-MOST_BEFORE)}` : before,
      after: text.slice(end, Math.min(lineEnd === -1 ? text.length : lineEnd, end + MOST_AFTER)).trimEnd(),
    });
  }
  return found;
}
