import { monaco } from "./monaco";

export const FONT = '"JetBrains Mono Variable", "JetBrains Mono", ui-monospace, monospace';

/** What the code editor and the diff share. */
export const shared: monaco.editor.IEditorOptions = {
  fontFamily: FONT,
  fontSize: 13,
  lineHeight: 20,
  fontLigatures: false,
  automaticLayout: true,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  smoothScrolling: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  cursorSmoothCaretAnimation: "off",
  cursorBlinking: "smooth",
  padding: { top: 12, bottom: 24 },
  rulers: [],
  overviewRulerBorder: false,
  overviewRulerLanes: 2,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: "line",
  renderLineHighlightOnlyWhenFocus: true,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 14,
  glyphMargin: false,
  folding: true,
  showFoldingControls: "mouseover",
  foldingHighlight: false,
  guides: { indentation: true, bracketPairs: false, highlightActiveIndentation: false },
  bracketPairColorization: { enabled: false },
  matchBrackets: "near",
  occurrencesHighlight: "off",
  selectionHighlight: false,
  links: false,
  contextmenu: true,
  // Widgets reach over the panel's edge instead of being cut by it.
  fixedOverflowWidgets: true,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  stickyScroll: { enabled: false },
  wordWrap: "off",
  // Its dimmed number would be too faint to read.
  renderFinalNewline: "on",
};

export const code: monaco.editor.IStandaloneEditorConstructionOptions = {
  ...shared,
  model: null,
  ariaLabel: "Code editor",
  tabSize: 2,
  insertSpaces: true,
  detectIndentation: true,
  quickSuggestions: { other: true, comments: false, strings: false },
  suggest: { showWords: true, preview: false },
  wordBasedSuggestions: "currentDocument",
  parameterHints: { enabled: true },
};
