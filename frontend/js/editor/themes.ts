// Easel's colours for code. Monaco needs hex: these are the roles of style/tokens.css converted from oklch.
import { monaco } from "./monaco";

interface Palette {
  base: "vs" | "vs-dark";
  background: string; raised: string; pressed: string; line: string;
  text: string; muted: string; faint: string; comment: string;
  accent: string; ok: string; warn: string; danger: string; info: string;
  keyword: string; string: string; call: string; type: string; number: string;
}

const light: Palette = {
  base: "vs",
  background: "#ffffff", raised: "#f5f3f1", pressed: "#eae7e4", line: "#e2dfdb",
  text: "#241e1a", muted: "#665f5a", faint: "#78716c", comment: "#77706b",
  accent: "#d64d00", ok: "#14874e", warn: "#b67700", danger: "#cc272e", info: "#1479b0",
  keyword: "#b23641", string: "#246e3a", call: "#2863ab", type: "#905d00", number: "#854494",
};

const dark: Palette = {
  base: "vs-dark",
  background: "#1a1614", raised: "#221e1c", pressed: "#2f2a27", line: "#2d2926",
  text: "#eae7e4", muted: "#a09a95", faint: "#88817b", comment: "#857f7a",
  accent: "#f27c39", ok: "#51c88b", warn: "#e9b452", danger: "#f97770", info: "#70b6e7",
  keyword: "#f49191", string: "#82cb92", call: "#82b9f2", type: "#e2bf76", number: "#d4a3df",
};

function theme(p: Palette): monaco.editor.IStandaloneThemeData {
  const rule = (token: string, color: string, fontStyle?: string) => ({
    token,
    foreground: color.slice(1),
    ...(fontStyle ? { fontStyle } : {}),
  });
  return {
    base: p.base,
    inherit: false,
    rules: [
      rule("", p.text),
      rule("comment", p.comment, "italic"),
      rule("keyword", p.keyword),
      rule("string", p.string),
      rule("string.escape", p.number),
      rule("string.link", p.info),
      rule("regexp", p.string),
      rule("number", p.number),
      rule("constant", p.number),
      rule("function", p.call),
      rule("predefined", p.call),
      rule("type", p.type),
      rule("tag", p.type),
      rule("metatag", p.keyword),
      rule("annotation", p.call),
      rule("namespace", p.type),
      rule("attribute.name", p.text),
      rule("attribute.name.css", p.call),
      rule("attribute.value", p.string),
      rule("attribute.value.number.css", p.number),
      rule("attribute.value.unit.css", p.number),
      rule("attribute.value.hex.css", p.number),
      rule("delimiter", p.text),
      rule("delimiter.tag", p.muted),
      rule("string.key.json", p.call),
      rule("string.value.json", p.string),
      rule("strong", p.text, "bold"),
      rule("emphasis", p.text, "italic"),
      rule("keyword.md", p.call, "bold"),
      rule("invalid", p.danger),
    ],
    colors: {
      "editor.background": p.background,
      "editor.foreground": p.text,
      "editorLineNumber.foreground": p.faint,
      "editorLineNumber.activeForeground": p.text,
      "editorGutter.background": p.background,
      "editorCursor.foreground": p.accent,
      "editor.selectionBackground": p.accent + "33",
      "editor.inactiveSelectionBackground": p.accent + "1f",
      "editor.lineHighlightBackground": p.raised + "99",
      "editor.lineHighlightBorder": "#00000000",
      "editor.findMatchBackground": p.warn + "66",
      "editor.findMatchHighlightBackground": p.warn + "33",
      "editorIndentGuide.background1": p.line + "99",
      "editorIndentGuide.activeBackground1": p.line,
      "editorWhitespace.foreground": p.line,
      "editorBracketMatch.background": p.accent + "22",
      "editorBracketMatch.border": "#00000000",
      "editorBracketHighlight.foreground1": p.text,
      "editorError.foreground": p.danger,
      "editorWarning.foreground": p.warn,
      "editorInfo.foreground": p.info,
      "editorWidget.background": p.background,
      "editorWidget.foreground": p.text,
      "editorWidget.border": p.line,
      "editorHoverWidget.background": p.background,
      "editorHoverWidget.border": p.line,
      "editorSuggestWidget.background": p.background,
      "editorSuggestWidget.border": p.line,
      "editorSuggestWidget.foreground": p.text,
      "editorSuggestWidget.highlightForeground": p.accent,
      "editorSuggestWidget.selectedBackground": p.raised,
      "editorSuggestWidget.selectedForeground": p.text,
      "editorSuggestWidget.focusHighlightForeground": p.accent,
      "list.hoverBackground": p.raised,
      "list.highlightForeground": p.accent,
      "menu.background": p.background,
      "menu.foreground": p.text,
      "menu.selectionBackground": p.raised,
      "menu.selectionForeground": p.text,
      "menu.border": p.line,
      "menu.separatorBackground": p.line,
      "input.background": p.raised,
      "input.foreground": p.text,
      "input.placeholderForeground": p.muted,
      "inputOption.activeBackground": p.accent + "33",
      "inputOption.activeForeground": p.text,
      "inputOption.activeBorder": "#00000000",
      "focusBorder": p.accent,
      "foreground": p.text,
      "icon.foreground": p.muted,
      "widget.shadow": p.base === "vs" ? "#0000001f" : "#00000066",
      "scrollbar.shadow": "#00000000",
      "scrollbarSlider.background": p.muted + "33",
      "scrollbarSlider.hoverBackground": p.muted + "55",
      "scrollbarSlider.activeBackground": p.muted + "77",
      "editorOverviewRuler.border": "#00000000",
      "diffEditor.insertedLineBackground": p.ok + "1f",
      "diffEditor.insertedTextBackground": p.ok + "33",
      "diffEditor.removedLineBackground": p.danger + "1a",
      "diffEditor.removedTextBackground": p.danger + "2e",
      "diffEditor.border": p.line,
      "diffEditor.diagonalFill": p.line,
      "diffEditor.unchangedRegionBackground": p.raised,
      "diffEditor.unchangedRegionForeground": p.muted,
    },
  };
}

export function defineThemes(): void {
  monaco.editor.defineTheme("easel-light", theme(light));
  monaco.editor.defineTheme("easel-dark", theme(dark));
}

export function applyTheme(name: string): void {
  monaco.editor.setTheme(name === "dark" ? "easel-dark" : "easel-light");
}
