// How the editor's TypeScript reads a project: the one place with its options. The checker on the server has the same in
// `crates/verify/src/typescript/config.rs`; what differs between the two would be an error that only one of them sees.
export type CompilerOptions = Record<string, unknown>;

/** Numbers of TypeScript's enums: ESNext, Bundler, ReactJSX, Force. */
const FIXED: CompilerOptions = {
  target: 99,
  module: 99,
  moduleResolution: 100,
  jsx: 4,
  moduleDetection: 3,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  types: [],
  noEmit: true,
  allowJs: true,
  skipLibCheck: true,
  isolatedModules: true,
  resolveJsonModule: true,
  allowImportingTsExtensions: true,
  allowSyntheticDefaultImports: true,
  esModuleInterop: true,
  forceConsistentCasingInFileNames: false,
};

/** What a project decides itself, in the first of these files that says anything about the compiler. */
const CONFIGS = ["tsconfig.app.json", "tsconfig.json"];
const OWN = [
  "strict", "alwaysStrict", "noImplicitAny", "noImplicitThis", "strictNullChecks", "strictFunctionTypes",
  "strictBindCallApply", "strictPropertyInitialization", "strictBuiltinIteratorReturn", "useUnknownInCatchVariables",
  "exactOptionalPropertyTypes", "noFallthroughCasesInSwitch", "noImplicitOverride", "noImplicitReturns",
  "noPropertyAccessFromIndexSignature", "noUncheckedIndexedAccess", "noUnusedLocals", "noUnusedParameters",
  "allowUnreachableCode", "allowUnusedLabels", "experimentalDecorators", "useDefineForClassFields",
];

interface Config { compilerOptions?: { baseUrl?: unknown; paths?: unknown } & Record<string, unknown> }

export const isConfig = (path: string) => CONFIGS.includes(path);

/** `read` answers what a file of the project says, as JSON with comments would. */
export function compilerOptions(read: (path: string) => unknown): CompilerOptions {
  const said = CONFIGS.map((path) => (read(path) as Config | undefined)?.compilerOptions).find((options) => options !== undefined) ?? {};
  const own = Object.fromEntries(OWN.filter((name) => typeof said[name] === "boolean").map((name) => [name, said[name]]));
  // Newer compilers are strict unless a project says no.
  return { strict: true, ...own, ...FIXED, paths: paths(said.baseUrl, said.paths) };
}

/** Aliases as the preview resolves them: `@/` is `src/` unless the project says otherwise. */
function paths(baseUrl: unknown, said: unknown): Record<string, string[]> {
  const base = typeof baseUrl === "string" ? clean(baseUrl) : undefined;
  const all: Record<string, string[]> = { "@/*": ["/src/*"], "/*": ["/*", "/public/*"] };
  for (const [pattern, targets] of Object.entries(said ?? {})) {
    if (!Array.isArray(targets)) continue;
    all[pattern] = targets.filter((target) => typeof target === "string").map((target) => clean(`${base ?? ""}/${target}`));
  }
  if (base !== undefined) all["*"] ??= [`${base === "/" ? "" : base}/*`];
  return all;
}

/** As a path from the project's folder, which is the root here. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}
