// Tailwind's core with the sheets it is made of, as one script for the preview's worker.

import { compile as compileSheet } from "tailwindcss";
import index from "tailwindcss/index.css";
import preflight from "tailwindcss/preflight.css";
import theme from "tailwindcss/theme.css";
import utilities from "tailwindcss/utilities.css";

const SHEETS: Record<string, string> = {
  tailwindcss: index,
  "tailwindcss/index": index,
  "tailwindcss/preflight": preflight,
  "tailwindcss/theme": theme,
  "tailwindcss/utilities": utilities,
};

/** Version 3 had three directives where version 4 has one import. */
function modernize(css: string): string {
  if (!/@tailwind\s+(base|components)\s*;/.test(css)) return css;
  const rest = css.replace(/@tailwind\s+[\w-]+\s*;/g, "");
  return `@import "tailwindcss";\n${rest}`;
}

export function compile(css: string) {
  return compileSheet(modernize(css), {
    async loadStylesheet(id, base) {
      const content = SHEETS[id.replace(/\.css$/, "")];
      if (content === undefined) throw new Error(`The style sheet "${id}" is not available in the preview.`);
      return { path: id, base, content };
    },
    async loadModule(id) {
      throw new Error(`The Tailwind plugin or configuration "${id}" cannot be loaded in the preview.`);
    },
  });
}
