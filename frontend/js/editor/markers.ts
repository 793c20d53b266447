// Findings of Easel's checkers as squiggles.
import { monaco } from "./monaco";

/** `contract::Diagnostic`. */
export interface Diagnostic {
  path: string;
  line: number;
  column: number;
  severity: "error" | "warning" | "info";
  code: string;
  message: string;
  source: string;
}

const severities = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  info: monaco.MarkerSeverity.Info,
};

export function showMarkers(model: monaco.editor.ITextModel, diagnostics: Diagnostic[]): void {
  monaco.editor.setModelMarkers(model, "easel", diagnostics.map((found) => {
    const { lineNumber, column } = model.validatePosition({ lineNumber: found.line, column: found.column });
    const word = model.getWordAtPosition({ lineNumber, column });
    return {
      severity: severities[found.severity] ?? monaco.MarkerSeverity.Error,
      message: found.message,
      source: found.source,
      code: found.code,
      startLineNumber: lineNumber,
      startColumn: word?.startColumn ?? column,
      endLineNumber: lineNumber,
      endColumn: word?.endColumn ?? Math.max(column + 1, 2),
    };
  }));
}
