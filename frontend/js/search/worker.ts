// Searches the texts of a project beside the page, a slice at a time, so that a newer question ends an older one.
// Messages are JSON in strings, as the app's own half writes and reads them.
import { findIn, type Match, Pattern, type Query } from "./find";

interface Search extends Query { id: number; paths: string[] | null; limit: number }
interface FileMatches { path: string; matches: Match[] }

/** What has been found since the last message. */
interface Report { id: number; files: FileMatches[]; done: boolean; limited: boolean; error: string | null }

const SLICE_MS = 12;
/** The page takes a longer silence for an expression that never ends. */
const SILENCE_MS = 500;
const texts = new Map<string, string>();
let newest = 0;

self.onmessage = ({ data }: MessageEvent<string>) => {
  const message = JSON.parse(data) as { write?: [string, string | null][]; search?: Search };
  for (const [path, text] of message.write ?? []) {
    if (text === null) texts.delete(path);
    else texts.set(path, text);
  }
  if (message.search) void search(message.search);
};

async function search(wanted: Search): Promise<void> {
  const { id } = wanted;
  newest = id;
  let pattern: Pattern;
  try {
    pattern = new Pattern(wanted);
  } catch (error) {
    tell({ id, files: [], done: true, limited: false, error: invalid(error) });
    return;
  }
  const paths = (wanted.paths ?? [...texts.keys()]).sort();
  let left = wanted.limit;
  let files: FileMatches[] = [];
  let began = performance.now();
  let told = began;
  for (const path of paths) {
    const matches = findIn(texts.get(path) ?? "", pattern, left + 1);
    if (matches.length > left) {
      matches.length = left;
      if (matches.length > 0) files.push({ path, matches });
      tell({ id, files, done: true, limited: true, error: null });
      return;
    }
    left -= matches.length;
    if (matches.length > 0) files.push({ path, matches });
    if (performance.now() - began < SLICE_MS) continue;
    if (files.length > 0 || performance.now() - told > SILENCE_MS) {
      tell({ id, files, done: false, limited: false, error: null });
      told = performance.now();
    }
    files = [];
    await new Promise((done) => setTimeout(done));
    if (newest !== id) return;
    began = performance.now();
  }
  tell({ id, files, done: true, limited: false, error: null });
}

function tell(report: Report): void {
  self.postMessage(JSON.stringify(report));
}

/** "Invalid regular expression: /(/gmu: Unterminated group": the last part is what helps. */
function invalid(error: unknown): string {
  const reason = (error instanceof Error ? error.message : String(error)).split(": ").at(-1)!;
  return `This is no regular expression: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}. Mend it, or turn regular expressions off.`;
}
