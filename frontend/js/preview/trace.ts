// From places in generated code (`easel:///3.js:12:5`) to the user's files.

export interface Place {
  path: string;
  line: number;
  column: number;
}

export interface Tracer {
  /** The first place of a stack that lies in a file of the project. */
  first(stack: string | null): Place | null;
  /** A text with every place in it replaced. */
  readable(text: string): string;
}

const PLACE = /easel:\/\/\/(\d+)\.js:(\d+):(\d+)/;
const PLACES = new RegExp(PLACE, "g");
const REMEMBERED = 2000;

export function createTracer(original: (batch: number, line: number, column: number) => string | undefined): Tracer {
  // Looking a place up compiles its file again, and the same few places come over and over.
  const known = new Map<string, string | null>();

  function look(place: string, batch: string, line: string, column: string): string | null {
    let found = known.get(place);
    if (found === undefined) {
      found = original(Number(batch), Number(line), Number(column)) ?? null;
      if (known.size >= REMEMBERED) known.clear();
      known.set(place, found);
    }
    return found;
  }

  return {
    first(stack) {
      for (const [place, batch, line, column] of stack?.matchAll(PLACES) ?? []) {
        const match = /^(.*):(\d+):(\d+)$/.exec(look(place, batch!, line!, column!) ?? "");
        if (match) return { path: match[1]!, line: Number(match[2]), column: Number(match[3]) };
      }
      return null;
    },
    readable(text) {
      if (!text.includes("easel:///")) return text;
      return text.replace(PLACES, (place, batch, line, column) => look(place, batch, line, column) ?? place);
    },
  };
}
