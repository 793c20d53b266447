// TypeScript's own language service. Large, so it is loaded when a script file has been open for a while.
import "monaco-editor/languages/features/typescript/ts.worker";
