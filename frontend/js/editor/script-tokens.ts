// Colours for TypeScript and JavaScript. Monaco's own grammar knows no JSX: text between tags would be
// coloured as code and an apostrophe in it would open a string. It is extended here with JSX states.
import { conf, language } from "monaco-editor/languages/definitions/typescript/typescript";

import type { monaco } from "./monaco";

type Rules = monaco.languages.IMonarchLanguageRule[];

export const scriptConfiguration = conf as monaco.languages.LanguageConfiguration;

const NAME = /[A-Za-z_$][\w$]*(?:[.:-][\w$-]+)*/.source;
/** A tag, not a type parameter list: `<T,>`, `<T>` and `<T extends` open generic arrow functions. */
const OPEN = new RegExp(`(<)(?![A-Z]>|[A-Z]\\w*(?:,|\\s+extends\\b))(${NAME})(?=[\\s/>]|$)`);

export function scriptTokens(postfix: string): monaco.languages.IMonarchLanguage {
  const base = language as monaco.languages.IMonarchLanguage & { tokenizer: Record<string, Rules> };
  const called = { cases: { "@keywords": "keyword", "@default": "function" } };
  const generic = (token: string) => ({
    cases: { "@keywords": { token: "keyword" }, "@default": { token, next: "@typeArguments" } },
  });
  const common: Rules = [
    // The name before `<` decides: `useState<Item>` has a type argument, `return <Item>` an element.
    [/\.\.\./, "delimiter"],
    [/(\.)([A-Za-z_$][\w$]*)(?=<)/, ["delimiter", { token: "function", next: "@typeArguments" }]],
    [/(\.)([A-Za-z_$][\w$]*)(?=\s*\()/, ["delimiter", "function"]],
    [/(\.)([a-z_$][\w$]*)/, ["delimiter", "identifier"]],
    [/#?[a-z_$][\w$]*(?=<[^<>()]*(?:<[^<>()]*>[^<>()]*)*>\s*\()/, generic("function")],
    [/#?[a-z_$][\w$]*(?=<)/, generic("identifier")],
    [/[A-Z][\w$]*(?=<)/, { token: "type.identifier", next: "@typeArguments" }],
    // Words that are keywords only in places, as names of members.
    [/(?:type|string|number|object|symbol|any|from|of|get|set|is|out|module|package|global)\b(?=\s*\??:)/, "identifier"],
    [/#?[a-z_$][\w$]*(?=\s*\()/, called],
    [/[A-Z][\w$]*(?=\s*\()/, "function"],
    [/(<)(>)/, ["delimiter.tag", { token: "delimiter.tag", next: "@jsxText" }]],
    [OPEN, ["delimiter.tag", { token: "tag", next: "@jsxTag" }]],
    ...(base.tokenizer["common"] as Rules),
  ];
  return {
    ...base,
    // Text of JSX reaches no rule of its own.
    defaultToken: "",
    tokenPostfix: postfix,
    tokenizer: {
      ...base.tokenizer,
      common,
      // One `<` may always be taken as code here: the name before it said so.
      typeArguments: [[/</, "delimiter", "@pop"], [/./, { token: "@rematch", next: "@pop" }]],
      jsxTag: [
        [/\s+/, ""],
        [/\/>/, "delimiter.tag", "@pop"],
        [/>/, { token: "delimiter.tag", switchTo: "@jsxText" }],
        [new RegExp(NAME), "attribute.name"],
        [/=/, "delimiter"],
        [/"[^"]*"|'[^']*'/, "string"],
        [/"[^"]*$/, "string", "@jsxString.\""],
        [/'[^']*$/, "string", "@jsxString.'"],
        [/\{/, "delimiter.bracket", "@bracketCounting"],
        [/\/\/.*$/, "comment"],
      ],
      jsxString: [
        [/[^"']+/, "string"],
        [/["']/, { cases: { "$#==$S2": { token: "string", next: "@pop" }, "@default": "string" } }],
      ],
      jsxText: [
        [new RegExp(`(</)(\\s*)((?:${NAME})?)(\\s*)(>)`),
          ["delimiter.tag", "", "tag", "", { token: "delimiter.tag", next: "@pop" }]],
        [/(<)(>)/, ["delimiter.tag", { token: "delimiter.tag", next: "@jsxText" }]],
        [new RegExp(`(<)(${NAME})`), ["delimiter.tag", { token: "tag", next: "@jsxTag" }]],
        [/\{/, "delimiter.bracket", "@bracketCounting"],
        [/&\w+;/, "string.escape"],
        [/[^<{&]+/, ""],
        [/[<&]/, ""],
      ],
    },
  };
}
