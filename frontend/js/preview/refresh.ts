// React Refresh: which modules can take a change in place, by the rule Vite uses.

import type { Registry } from "./registry";
import type { Namespace } from "./vendor";

export interface RefreshRuntime {
  injectIntoGlobalHook(target: Window): void;
  register(type: unknown, id: string): void;
  createSignatureFunctionForTransform(): unknown;
  performReactRefresh(): unknown;
  isLikelyComponentType(type: unknown): boolean;
}

/** Nothing can take the change: all must run again. */
export class NoBoundary extends Error {
  constructor(readonly module: string) {
    super();
  }
}

export interface Boundary {
  names: string;
}

/** A module whose exports are all components; `null` for any other. */
export function boundaryOf(runtime: RefreshRuntime, exports: Namespace | undefined): Boundary | null {
  const names = Object.keys(exports ?? {});
  if (exports === undefined || names.length === 0) return null;
  try {
    if (!names.every((name) => runtime.isLikelyComponentType(exports[name]))) return null;
  } catch {
    return null;
  }
  return { names: names.join() };
}

/** Exports are families of their own, so that `export default memo(…)` refreshes too. */
export function registerExports(runtime: RefreshRuntime, id: string, exports: Namespace) {
  for (const name of Object.keys(exports)) {
    const value = exports[name];
    if (runtime.isLikelyComponentType(value)) runtime.register(value, `${id} export ${name}`);
  }
}

/**
 * Runs changed modules again, and their importers up to the nearest boundaries. When something throws,
 * everything is as before. Throws `NoBoundary` when only a fresh start can show the change.
 */
export async function applyHot(runtime: RefreshRuntime, registry: Registry, changed: string[]) {
  const again = new Set<string>();
  const boundaries = new Map<string, Boundary>();
  const undo: (() => void)[] = [];

  function spread(id: string, added: string[]) {
    if (again.has(id)) return;
    again.add(id);
    added.push(id);
    const boundary = boundaryOf(runtime, registry.get(id)?.exports);
    if (boundary !== null) boundaries.set(id, boundary);
    else spreadToImporters(id, added);
  }

  function spreadToImporters(id: string, added: string[]) {
    const importers = registry.importers(id);
    if (importers.length === 0) throw new NoBoundary(id);
    for (const importer of importers) spread(importer, added);
  }

  try {
    let added: string[] = [];
    // A module that never ran is new: what imports it is among the changed ones.
    for (const id of changed) if (registry.get(id) !== undefined) spread(id, added);
    while (added.length > 0) {
      undo.unshift(registry.invalidate(added));
      await registry.evaluate(added);
      const next: string[] = [];
      for (const id of added) {
        const before = boundaries.get(id);
        const exports = registry.get(id)?.exports;
        if (before === undefined || exports === undefined) continue;
        registerExports(runtime, id, exports);
        // It was a boundary, but no longer has the same components: its importers must see that.
        if (boundaryOf(runtime, exports)?.names !== before.names) spreadToImporters(id, next);
      }
      added = next;
    }
  } catch (error) {
    undo.forEach((take) => take());
    throw error;
  }
  runtime.performReactRefresh();
}
