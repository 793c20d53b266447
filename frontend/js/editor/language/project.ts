// The project as TypeScript sees it: its files at the root, types of packages in `/node_modules`, and a few files of our
// own beside them.
import { libFileMap } from "monaco-editor/languages/features/typescript/lib/lib";

import { type CompilerOptions, compilerOptions, isConfig } from "./options";
import { type Snapshot, ts } from "./ts";

declare const EASEL_SURROUNDINGS: string;
declare const EASEL_ASSETS: string;

const LIB = "/.lib/";
const OWN = "/.easel/";
/** Modules without types: whatever comes from them is `any`, and no error. */
const UNTYPED = `${OWN}untyped.d.ts`;
const SCRIPT = /\.[cm]?[tj]sx?$/;

interface Source { text: string; version: number; imports?: string[] }

export class Project {
  private readonly sources = new Map<string, Source>();
  private types: ReadonlyMap<string, string> = new Map();
  private readonly own = new Map([[`${OWN}surroundings.d.ts`, EASEL_SURROUNDINGS], [`${OWN}assets.d.ts`, EASEL_ASSETS]]);
  private folders = new Set<string>();
  private options: CompilerOptions | undefined;
  private untyped: Source = { text: "", version: 0 };
  /** Whether a bare specifier has types; forgotten with the packages and the configuration. */
  private readonly resolved = new Map<string, boolean>();
  private revision = 0;
  private settled = -1;

  /** `null` takes the file away. Paths are relative to the project. */
  write(path: string, text: string | null): void {
    const name = `/${path}`;
    const before = this.sources.get(name);
    if (text === null ? !before : before?.text === text) return;
    this.revision++;
    if (isConfig(path)) this.forgetOptions();
    if (text === null) {
      this.sources.delete(name);
      this.folders = new Set();
      return;
    }
    this.sources.set(name, { text, version: (before?.version ?? 0) + 1 });
    if (!before && this.folders.size > 0) this.addFolders(name);
  }

  /** Paths below `node_modules` to texts. */
  setTypes(files: Record<string, string>): void {
    this.types = new Map(Object.entries(files).map(([path, text]) => [`/node_modules/${path}`, text]));
    this.folders = new Set();
    this.forgetOptions();
    this.revision++;
  }

  get hasTypes(): boolean {
    return this.types.size > 0;
  }

  text(path: string): string | undefined {
    return this.sources.get(`/${path}`)?.text;
  }

  scripts(): string[] {
    return [...this.sources.keys()].filter((name) => SCRIPT.test(name)).map((name) => name.slice(1));
  }

  /** The specifiers that the script imports. */
  private imports(source: Source): string[] {
    return (source.imports ??= ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName }) => fileName));
  }

  private forgetOptions(): void {
    this.options = undefined;
    this.resolved.clear();
  }

  /** Declares the packages that are imported and have no types here. */
  private settle(): void {
    if (this.settled === this.revision) return;
    const missing = new Set<string>();
    const patterns = Object.keys((this.getCompilationSettings()["paths"] ?? {}) as object).filter((pattern) => pattern !== "*");
    for (const [name, source] of this.sources) {
      if (!SCRIPT.test(name)) continue;
      for (const specifier of this.imports(source)) {
        if (/^[./]/.test(specifier) || patterns.some((pattern) => fits(pattern, specifier))) continue;
        let typed = this.resolved.get(specifier);
        if (typed === undefined) {
          const { resolvedModule } = ts.resolveModuleName(specifier, name, this.getCompilationSettings(), this);
          this.resolved.set(specifier, typed = /\.([cm]?tsx?|json)$/.test(resolvedModule?.resolvedFileName ?? ""));
        }
        if (!typed) missing.add(specifier);
      }
    }
    const text = [...missing].sort().map((specifier) => `declare module ${JSON.stringify(specifier)};\n`).join("");
    if (text !== this.untyped.text) this.untyped = { text, version: this.untyped.version + 1 };
    this.settled = this.revision;
  }

  // What a language service asks its host.

  getCompilationSettings = (): CompilerOptions => (this.options ??= compilerOptions((path) => {
    const text = this.text(path);
    return text === undefined ? undefined : ts.parseConfigFileTextToJson(path, text).config;
  }));

  getProjectVersion = (): string => {
    this.settle();
    return `${this.revision}.${this.untyped.version}`;
  };

  getScriptFileNames = (): string[] => {
    this.settle();
    return [...this.own.keys(), UNTYPED, ...[...this.sources.keys()].filter((name) => SCRIPT.test(name))];
  };

  getScriptVersion = (name: string): string =>
    String(name === UNTYPED ? this.untyped.version : this.sources.get(name)?.version ?? 1);

  getScriptSnapshot = (name: string): Snapshot | undefined => {
    const text = this.readFile(name);
    if (text === undefined) return undefined;
    return {
      getText: (start, end) => text.slice(start, end),
      getLength: () => text.length,
      getChangeRange: () => undefined,
    };
  };

  getCurrentDirectory = (): string => "/";
  getDefaultLibFileName = (): string => `${LIB}lib.d.ts`;
  useCaseSensitiveFileNames = (): boolean => true;

  readFile = (name: string): string | undefined => {
    if (name === UNTYPED) return this.untyped.text;
    if (name.startsWith(LIB)) return libFileMap[name.slice(LIB.length)];
    return this.sources.get(name)?.text ?? this.types.get(name) ?? this.own.get(name);
  };

  fileExists = (name: string): boolean => this.readFile(name) !== undefined;

  directoryExists = (name: string): boolean => this.known().has(name.replace(/(?<=.)\/$/, ""));

  getDirectories = (name: string): string[] => {
    const start = name.endsWith("/") ? name : `${name}/`;
    const inside = [...this.known()].filter((folder) => folder.startsWith(start)).map((folder) => folder.slice(start.length));
    return inside.filter((folder) => folder !== "" && !folder.includes("/"));
  };

  /** For paths in imports: files of the project, with these endings. */
  readDirectory = (name: string, endings?: readonly string[]): string[] => {
    const start = name.endsWith("/") ? name : `${name}/`;
    return [...this.sources.keys()].filter((path) =>
      path.startsWith(start) && (!endings || endings.some((ending) => path.endsWith(ending))));
  };

  private known(): Set<string> {
    if (this.folders.size === 0) {
      this.folders.add("/");
      for (const name of this.sources.keys()) this.addFolders(name);
      for (const name of this.types.keys()) this.addFolders(name);
    }
    return this.folders;
  }

  private addFolders(name: string): void {
    for (let end = name.lastIndexOf("/"); end > 0; end = name.lastIndexOf("/", end - 1)) this.folders.add(name.slice(0, end));
  }
}

function fits(pattern: string, specifier: string): boolean {
  const [before, after] = pattern.split("*");
  return after === undefined ? pattern === specifier : specifier.startsWith(before!) && specifier.endsWith(after);
}
