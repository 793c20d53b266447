// Tailwind's own core, loaded when a project's style sheet asks for it.

import type { Meta } from "./messages";

export interface TailwindCore {
  /** Answers a compiler for one sheet; it throws on what Tailwind does not understand. */
  compile(css: string): Promise<{ build(candidates: string[]): string }>;
}

/** `@import "tailwindcss"`, or what version 3 had for it. */
export function usesTailwind(css: string): boolean {
  return /@import\s+["']tailwindcss(\/[\w.-]+)?["']|@tailwind\s|@(apply|theme|utility|reference|plugin)\b/.test(css);
}

interface Sheet {
  source: string;
  compiler: { build(candidates: string[]): string };
  css: string;
}

export function createTailwind(url: string) {
  let core: Promise<TailwindCore> | null = null;
  const sheets = new Map<string, Sheet>();
  const known = new Set<string>();
  const faults = new Map<string, string>();

  /** A sheet that Tailwind refuses keeps what it had before; the frame is not told. */
  async function compile(path: string, source: string, meta: Meta) {
    try {
      core ??= import(url) as Promise<TailwindCore>;
      core.catch(() => { core = null; });
      const compiler = await (await core).compile(source);
      // It is only now that unknown classes in `@apply` are found.
      compiler.build([]);
      sheets.set(path, { source, compiler, css: "" });
      faults.delete(path);
    } catch (error) {
      faults.set(path, error instanceof Error ? error.message : String(error));
      meta.styles = meta.styles.filter(([known]) => known !== path);
    }
  }

  /** Rebuilds the sheets for new candidates; it has all it needs. */
  function build(meta: Meta, changed: Set<string>, fresh: string[]) {
    for (const [path, sheet] of sheets) {
      if (faults.has(path)) continue;
      const css = sheet.compiler.build(changed.has(path) ? [...known] : fresh);
      if (css === sheet.css && !changed.has(path)) continue;
      sheet.css = css;
      const entry = meta.styles.find(([known]) => known === path);
      if (entry === undefined) meta.styles.push([path, css]);
      else entry[1] = css;
    }
  }

  return {
    /** Puts compiled sheets in the place of their sources. */
    apply(meta: Meta, candidates: () => string[]): Promise<void> | null {
      for (const path of meta.removed) [sheets, faults].forEach((map) => map.delete(path));
      const fresh = candidates().filter((candidate) => !known.has(candidate));
      for (const candidate of fresh) known.add(candidate);
      const wanted = meta.styles.filter(([, css]) => usesTailwind(css));
      for (const [path, css] of meta.styles) if (!usesTailwind(css)) [sheets, faults].forEach((map) => map.delete(path));
      const changed = new Set(wanted.map(([path]) => path));
      const stale = wanted.filter(([path, css]) => sheets.get(path)?.source !== css || faults.has(path));
      if (stale.length === 0) {
        if (fresh.length > 0 || changed.size > 0) build(meta, changed, fresh);
        return null;
      }
      return Promise.all(stale.map(([path, css]) => compile(path, css, meta))).then(() => build(meta, changed, fresh));
    },
    /** What is wrong with a sheet, if anything. */
    fault: (): [path: string, message: string] | undefined => faults.entries().next().value,
    /** A new frame has no sheets; sources come again and are known by their text. */
    forget() {
      for (const sheet of sheets.values()) sheet.css = "";
    },
  };
}
