// The module registry: ES module semantics over functions (see crates/preview/src/link.rs for their form).
//
// A module's exports object keeps its identity for good; a new version of the module swaps the getters in it,
// so importers that do not run again see the new values.

import { simple } from "./messages";
import { serialize } from "./serialize";
import { Failure, type Namespace, type Vendor } from "./vendor";

/** `[kind, target, names, star]`; see `push_definition` in crates/preview/src/engine.rs. */
export type Link = [kind: 0 | 1 | 2 | 3, target: string, names: string[], star: 0 | 1];
type Getters = Record<string, () => unknown>;
type Factory = (...parameters: unknown[]) => Generator | AsyncGenerator;

export interface Definition {
  links: Link[];
  factory: Factory;
}

type State = "new" | "linked" | "running" | "done" | "failed";

export interface Instance {
  id: string;
  exports: Namespace;
  /** What it was last made from. */
  definition: Definition;
  state: State;
  body: Generator | AsyncGenerator | null;
  /** Set while a top-level `await`, its own or a dependency's, is pending. */
  promise: Promise<void> | null;
  error: unknown;
}

export interface RefreshHooks {
  register(type: unknown, id: string): void;
  signature(): unknown;
  /** Called with every turn of every loop. */
  tick(): void;
}

export type Registry = ReturnType<typeof createRegistry>;

export function createRegistry(vendor: Vendor, hooks: RefreshHooks) {
  const definitions = new Map<string, Definition>();
  let instances = new Map<string, Instance>();

  function instance(id: string): Instance {
    let found = instances.get(id);
    if (found === undefined) {
      const definition = definitions.get(id);
      if (definition === undefined) throw new Error(`The module "${id}" is not there.`);
      const exports = Object.create(null) as Namespace;
      Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
      found = { id, exports, definition, state: "new", body: null, promise: null, error: undefined };
      instances.set(id, found);
    }
    return found;
  }

  function namespace([kind, target]: Link): Namespace | undefined {
    return kind === 0 ? instance(target).exports : kind === 2 ? vendor.get(target) : undefined;
  }

  /** Up to the `yield`: exports are there, nothing has run. Dependencies come along. */
  function link(module: Instance, stars: Instance[]) {
    if (module.state !== "new") return;
    module.state = "linked";
    module.definition = definitions.get(module.id) ?? module.definition;
    const { links, factory } = module.definition;
    for (const [kind, target, names] of links) {
      if (kind === 2) checkPackage(module.id, target, names);
    }
    const environment = {
      tick: hooks.tick,
      exports: (getters: Getters) => replaceExports(module.exports, getters),
      import: (target: number | string) => importDynamic(module, target),
      meta: importMeta(module.id),
    };
    const register = (type: unknown, name: string) => hooks.register(type, `${module.id} ${name}`);
    module.body = factory.call(undefined, environment, register, hooks.signature, ...links.map(namespace));
    void module.body.next();
    if (links.some(([, , , star]) => star === 1)) stars.push(module);
    for (const [kind, target] of links) if (kind === 0) link(instance(target), stars);
  }

  function checkPackage(id: string, specifier: string, names: string[]) {
    const members = vendor.get(specifier) ?? {};
    for (const name of names) {
      if (name in members) continue;
      // A package without a default export stands for itself: `import React from "react"` is common.
      if (name === "default") {
        members[name] = members;
        continue;
      }
      const message = `The package "${specifier}" does not export "${name}".`;
      throw new Failure({ kind: "missing-export", message, path: id, line: 1, column: 1 });
    }
  }

  function linkAll(modules: Instance[]) {
    const stars: Instance[] = [];
    for (const module of modules) link(module, stars);
    for (const module of stars) {
      for (const name of exportNames(module.id, new Set())) {
        if (name in module.exports) continue;
        const source = module.definition.links
          .filter(([, , , star]) => star === 1)
          .find((link) => link[0] === 2 ? name in namespace(link)! : exportNames(link[1], new Set([module.id])).has(name));
        if (source === undefined) continue;
        const target = namespace(source)!;
        Object.defineProperty(module.exports, name, { configurable: true, enumerable: true, get: () => target[name] });
      }
    }
  }

  function exportNames(id: string, seen: Set<string>): Set<string> {
    const names = new Set<string>();
    if (seen.has(id)) return names;
    seen.add(id);
    const module = instance(id);
    for (const name of Object.keys(module.exports)) names.add(name);
    for (const link of module.definition.links) {
      if (link[3] !== 1) continue;
      const more = link[0] === 2 ? Object.keys(namespace(link) ?? {}) : exportNames(link[1], seen);
      for (const name of more) if (name !== "default") names.add(name);
    }
    return names;
  }

  /** Dependencies first. Answers a promise only where an `await` is in the way. */
  function run(module: Instance): Promise<void> | null {
    if (module.state === "failed") throw module.error;
    if (module.state !== "linked") return module.promise;
    module.state = "running";
    const waits: Promise<void>[] = [];
    try {
      for (const [kind, target] of module.definition.links) {
        const wait = kind === 0 ? run(instance(target)) : null;
        if (wait !== null) waits.push(wait);
      }
      const body = module.body!;
      if (waits.length > 0 || Symbol.asyncIterator in body) {
        module.promise = Promise.all(waits).then(() => body.next()).then(
          () => finish(module),
          (error: unknown) => {
            module.promise = null;
            throw failed(module, error);
          },
        );
        return module.promise;
      }
      body.next();
    } catch (error) {
      throw failed(module, error);
    }
    finish(module);
    return null;
  }

  function finish(module: Instance) {
    module.state = "done";
    module.promise = null;
    module.body = null;
  }

  function failed(module: Instance, error: unknown): unknown {
    module.state = "failed";
    if (error instanceof Failure) module.error = error;
    else {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : serialize(error);
      module.error = new Failure({ ...simple("module", message), path: module.id }, error);
    }
    return module.error;
  }

  async function importDynamic(from: Instance, target: number | string): Promise<Namespace> {
    const link = typeof target === "number" ? from.definition.links[target] : undefined;
    if (link === undefined) throw new Error(`import() needs the path as plain text here: ${target}`);
    if (link[0] === 3) return vendor.loadOne(link[1]);
    const module = instance(link[1]);
    try {
      linkAll([module]);
      await run(module);
    } catch (error) {
      // The app's own code may catch this: it gets what was thrown.
      throw error instanceof Failure && error.thrown !== undefined ? error.thrown : error;
    }
    return module.exports;
  }

  return {
    define(id: string, links: Link[], factory: Factory) {
      definitions.set(id, { links, factory });
    },
    remove(id: string) {
      definitions.delete(id);
      instances.delete(id);
    },
    get: (id: string) => instances.get(id),
    definition: (id: string) => definitions.get(id),
    /** What the module is made from when it runs next. */
    redefine: (id: string, definition: Definition) => void definitions.set(id, definition),
    linksOf: (id: string) => definitions.get(id)?.links ?? [],
    /** Modules that have run and depend on this one. */
    importers(id: string): string[] {
      const depends = (module: Instance) => module.definition.links.some(([kind, target]) => kind < 2 && target === id);
      return [...instances.values()].filter((module) => module.state !== "new" && depends(module)).map(({ id }) => id);
    },
    /** Runs what has not run of these modules and of all they import. */
    async evaluate(ids: string[]) {
      const modules = ids.map(instance);
      linkAll(modules);
      for (const module of modules) {
        const wait = run(module);
        if (wait !== null) await wait;
      }
    },
    /** Makes these modules run again; the answer takes that back. */
    invalidate(ids: string[]): () => void {
      const undo = ids.map((id) => {
        const module = instance(id);
        const { definition, state } = module;
        const exports = Object.getOwnPropertyDescriptors(module.exports);
        module.state = "new";
        return () => {
          Object.assign(module, { definition, state, body: null, promise: null });
          clear(module.exports);
          Object.defineProperties(module.exports, exports);
        };
      });
      return () => undo.forEach((take) => take());
    },
    /** All modules anew; the answer brings the old ones back. */
    startOver(): () => void {
      const before = instances;
      instances = new Map();
      return () => void (instances = before);
    },
  };
}

function clear(exports: Namespace) {
  for (const name of Object.keys(exports)) delete exports[name];
}

function replaceExports(exports: Namespace, getters: Getters) {
  clear(exports);
  // Sorted, as a module namespace lists its names.
  for (const name of Object.keys(getters).sort()) {
    Object.defineProperty(exports, name, { configurable: true, enumerable: true, get: getters[name]! });
  }
}

function importMeta(id: string) {
  const env = { MODE: "development", DEV: true, PROD: false, SSR: false, BASE_URL: "/" };
  return { url: new URL(`/${id}`, location.href).href, env };
}
