// Packages: ES modules at immutable addresses, loaded when a module needs them.

import type { Address, Cause, Meta } from "./messages";

/** A package's exports as a plain object; called members read it like any module's. */
export type Namespace = Record<string, unknown>;

/** Something with a cause of its own; `thrown` is what the user's code threw, if it was that. */
export class Failure extends Error {
  constructor(readonly failure: Cause, readonly thrown?: unknown) {
    super(failure.message);
  }
}

export interface Vendor {
  /** Addresses besides those of the packages that come with Easel. */
  know(addresses: Record<string, Address>): void;
  /** All packages of an update; after it `get` answers them. */
  load(packages: Meta["packages"]): Promise<void>;
  loadOne(specifier: string): Promise<Namespace>;
  get(specifier: string): Namespace | undefined;
}

/** `adapt` may replace members of a package before anybody sees them. */
export function createVendor(
  addresses: Record<string, string>,
  adapt: (specifier: string, namespace: Namespace) => void,
): Vendor {
  const loaded = new Map<string, Namespace>();
  const loading = new Map<string, Promise<Namespace>>();
  const fetched = new Map<string, Address>();

  function loadOne(specifier: string): Promise<Namespace> {
    let promise = loading.get(specifier);
    if (promise === undefined) {
      const address = addresses[specifier] ?? fetched.get(specifier);
      if (address === undefined) {
        const message = `The package "${specifier}" is not available.`;
        return Promise.reject(new Failure({ kind: "unknown-package", message, path: null, line: null, column: null }));
      }
      if (typeof address !== "string") return Promise.reject(new Failure(address.refused));
      promise = import(address).then((module: Namespace) => {
        const namespace = flatten((module["__easelAll"] ?? module) as Namespace);
        adapt(specifier, namespace);
        loaded.set(specifier, namespace);
        return namespace;
      });
      loading.set(specifier, promise);
      promise.catch(() => loading.delete(specifier));
    }
    return promise;
  }

  return {
    know(addresses) {
      for (const [specifier, address] of Object.entries(addresses)) fetched.set(specifier, address);
    },
    loadOne,
    get: (specifier) => loaded.get(specifier),
    async load(packages) {
      await Promise.all(packages.map(async ([specifier, path, line, column]) => {
        try {
          await loadOne(specifier);
        } catch (error) {
          if (error instanceof Failure) throw new Failure({ ...error.failure, path, line, column });
          const message = `The package "${specifier}" did not load. Check the connection, then reload the preview. (${error})`;
          throw new Failure({ kind: "package-load", message, path, line, column });
        }
      }));
    },
  };
}

/** CommonJS packages come as a default export only; their members are importable by name all the same. */
function flatten(module: Namespace): Namespace {
  const inner = module["default"];
  if (typeof inner !== "object" || inner === null) return { ...module };
  return { ...(inner as Namespace), ...module };
}
