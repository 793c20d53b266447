// In an opaque origin localStorage, sessionStorage and cookies throw. Apps get stand-ins that last as long as
// the frame does.

class MemoryStorage {
  #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key(index: number) {
    return [...this.#items.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.#items.get(String(key)) ?? null;
  }
  setItem(key: string, value: string) {
    this.#items.set(String(key), String(value));
  }
  removeItem(key: string) {
    this.#items.delete(String(key));
  }
  clear() {
    this.#items.clear();
  }
}

/** `storage.name` and `storage["name"]` are items too. */
function createStorage(): Storage {
  const storage = new MemoryStorage();
  const own = (key: string | symbol): key is symbol => typeof key === "symbol" || key in storage;
  return new Proxy(storage, {
    get(target, key) {
      if (!own(key)) return target.getItem(key) ?? undefined;
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(target, key, value) {
      if (!own(key)) target.setItem(key, value as string);
      return true;
    },
    has: (target, key) => own(key) || target.getItem(key) !== null,
    deleteProperty(target, key) {
      if (!own(key)) target.removeItem(key);
      return true;
    },
    ownKeys: (target) => Array.from({ length: target.length }, (_, index) => target.key(index)!),
    getOwnPropertyDescriptor(target, key) {
      const value = own(key) ? null : target.getItem(key);
      return value === null ? undefined : { value, writable: true, enumerable: true, configurable: true };
    },
  }) as unknown as Storage;
}

function createCookies() {
  const cookies = new Map<string, string>();
  return {
    configurable: true,
    get: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    set(text: string) {
      const [pair, ...attributes] = String(text).split(";");
      const [name = "", ...value] = pair!.split("=");
      const gone = attributes.some((attribute) => /^\s*max-age\s*=\s*(0|-)/i.test(attribute)
        || Date.parse(/^\s*expires\s*=(.*)$/i.exec(attribute)?.[1] ?? "") < Date.now());
      if (gone) cookies.delete(name.trim());
      else cookies.set(name.trim(), value.join("=").trim());
    },
  };
}

export function installStorage() {
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, { configurable: true, enumerable: true, value: createStorage() });
  }
  Object.defineProperty(document, "cookie", createCookies());
}
