// What wasm-bindgen writes at build time.
declare module "easel-wasm" {
  export default function init(options: { module_or_path?: string | undefined }): Promise<unknown>;
  export function hydrate(): Promise<void>;
}
declare module "easel-preview-wasm" {
  export default function init(options: { module_or_path: Promise<Response> | Response }): Promise<unknown>;
  export class PreviewEngine {
    write(path: string, text: string): void;
    remove(path: string): void;
    keep_only(paths: string[]): void;
    forget_frame(): void;
    prepare(): void;
    build(): PreviewUpdate;
    mark_good(): void;
    build_good(): PreviewUpdate | undefined;
    candidates(): string[];
    original(batch: number, line: number, column: number): string | undefined;
    free(): void;
  }
  export class PreviewUpdate {
    readonly meta: string;
    readonly script: string;
    free(): void;
  }
}
declare module "*.css" {
  const text: string;
  export default text;
}
