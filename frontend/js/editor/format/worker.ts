// Prettier, with the languages a file needs. Each is loaded when the first file of its kind is formatted.
import type { Options, Plugin } from "prettier";
import { format } from "prettier/standalone";

export interface FormatQuestion { id: number; path: string; text: string; settings: string | undefined }
export type FormatAnswer = { id: number; text: string } | { id: number; refused: string };

const estree = () => import("prettier/plugins/estree");
const babel = () => import("prettier/plugins/babel");
const typescript = () => import("prettier/plugins/typescript");
const postcss = () => import("prettier/plugins/postcss");
const html = () => import("prettier/plugins/html");
const markdown = () => import("prettier/plugins/markdown");
const yaml = () => import("prettier/plugins/yaml");

type Load = () => Promise<unknown>;
interface Kind { parser: string; plugins: Load[] }

const SCRIPT = { parser: "babel", plugins: [babel, estree] };
const TYPED = { parser: "typescript", plugins: [typescript, estree] };
const JSON_KIND = { parser: "json", plugins: [babel, estree] };
const style = (parser: string): Kind => ({ parser, plugins: [postcss] });

const KINDS: Record<string, Kind> = {
  ts: TYPED, tsx: TYPED, mts: TYPED, cts: TYPED,
  js: SCRIPT, jsx: SCRIPT, mjs: SCRIPT, cjs: SCRIPT,
  json: JSON_KIND, jsonc: { ...JSON_KIND, parser: "jsonc" }, prettierrc: JSON_KIND,
  css: style("css"), scss: style("scss"), less: style("less"),
  html: { parser: "html", plugins: [html, babel, typescript, estree, postcss] },
  md: { parser: "markdown", plugins: [markdown, babel, typescript, estree, postcss, html, yaml] },
  yml: { parser: "yaml", plugins: [yaml] }, yaml: { parser: "yaml", plugins: [yaml] },
};

/** What a project may say, and of which kind it is. Nothing that names plugins or parsers is among it. */
const SETTINGS: Record<string, "boolean" | "number" | "string"> = {
  printWidth: "number", tabWidth: "number", useTabs: "boolean", semi: "boolean", singleQuote: "boolean",
  jsxSingleQuote: "boolean", bracketSpacing: "boolean", bracketSameLine: "boolean", singleAttributePerLine: "boolean",
  quoteProps: "string", trailingComma: "string", arrowParens: "string", proseWrap: "string", objectWrap: "string",
  htmlWhitespaceSensitivity: "string", experimentalOperatorPosition: "string", experimentalTernaries: "boolean",
};

self.onmessage = async ({ data }: MessageEvent<FormatQuestion>) => {
  self.postMessage(await answer(data));
};

async function answer({ id, path, text, settings }: FormatQuestion): Promise<FormatAnswer> {
  const kind = KINDS[/[^./]*$/.exec(path)?.[0].toLowerCase() ?? ""];
  if (!kind) return { id, refused: `${path} is of a kind that Easel cannot format. Scripts, styles, HTML, JSON, Markdown and YAML can be.` };
  let plugins: Plugin[];
  try {
    plugins = await Promise.all(kind.plugins.map(async (load) => plugin(await load())));
  } catch {
    return { id, refused: `The formatter for ${path} could not be loaded. Check the connection and format it once more.` };
  }
  try {
    return { id, text: await format(text, { ...own(settings), parser: kind.parser, plugins }) };
  } catch (error) {
    return { id, refused: mistake(path, error) };
  }
}

/** Some come with a default export, some without. */
function plugin(module: unknown): Plugin {
  return (module as { default?: Plugin }).default ?? (module as Plugin);
}

function own(settings: string | undefined): Options {
  try {
    const said = JSON.parse(settings ?? "{}") as Record<string, unknown>;
    return Object.fromEntries(Object.entries(said).filter(([name, value]) => SETTINGS[name] === typeof value));
  } catch {
    // In another language than JSON, or none.
    return {};
  }
}

/** Prettier's own message goes on with a picture of the place. */
function mistake(path: string, error: unknown): string {
  const { message, loc } = error as { message?: string; loc?: { start?: { line: number; column: number } } };
  const what = (message ?? String(error)).split("\n")[0]!.replace(/\s*\(\d+:\d+\)\s*$/, "").replace(/\.$/, "");
  const where = loc?.start ? ` at line ${loc.start.line}, column ${loc.start.column}` : "";
  return `${path} has a syntax error${where}: ${what}. Mend it, then format the file again.`;
}
