// Parts of the package that ship without types.
declare module "monaco-editor/languages/definitions/typescript/typescript" {
  export const conf: object;
  export const language: object;
}
declare module "monaco-editor/editor/editor.worker";
declare module "monaco-editor/languages/features/typescript/ts.worker";
declare module "*.css";
declare module "monaco-editor/editor/contrib/suggest/browser/suggestController";
declare module "monaco-editor/languages/features/typescript/lib/typescriptServices" {
  export const typescript: unknown;
}
declare module "monaco-editor/languages/features/typescript/lib/lib" {
  export const libFileMap: Record<string, string>;
}
