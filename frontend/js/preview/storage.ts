// In an opaque origin localStorage, sessionStorage and cookies throw. Apps get stand-ins; the workspace keeps what is
// in them, apart for each project.

import type { Stored } from "./messages";

const KEEP_AFTER_MS = 250;
/** As much as browsers allow an origin, so that apps meet the same limit. */
const MAX_CHARACTERS = 1_000_000;

class MemoryStorage {
  #items = new Map<string, string>();
  #changed: () => void;
  constructor(changed: () => void) {
    this.#changed = changed;
  }
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
    const text = String(value);
    let size = text.length;
    for (const [name, value] of this.#items) if (name !== String(key)) size += name.length + value.length;
    if (size > MAX_CHARACTERS) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    this.#items.set(String(key), text);
    this.#changed();
  }
  removeItem(key: string) {
    this.#items.delete(String(key));
    this.#changed();
  }
  clear() {
    this.#items.clear();
    this.#changed();
  }
}

function fill(storage: Storage, items: [string, string][]) {
  for (const [key, value] of items) storage.setItem(key, value);
}

function items(storage: Storage): [string, string][] {
  return Array.from({ length: storage.length }, (_, at) => storage.key(at)!).map((key) => [key, storage.getItem(key)!]);
}

/** `storage.name` and `storage["name"]` are items too. */
function createStorage(changed: () => void): Storage {
  const storage = new MemoryStorage(changed);
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

function createCookies(cookies: Map<string, string>, changed: () => void) {
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
      changed();
    },
  };
}

/** `keep` hears of every change, a moment later. The answer puts back what was kept. */
export function installStorage(keep: (stored: Stored) => void): (stored: Stored | null) => void {
  const setTimer = window.setTimeout.bind(window);
  let timer: number | null = null;
  let restoring = false;
  const changed = () => {
    if (!restoring) timer ??= setTimer(send, KEEP_AFTER_MS);
  };
  const local = createStorage(changed);
  const session = createStorage(changed);
  const cookies = new Map<string, string>();
  function send() {
    timer = null;
    keep({ local: items(local), session: items(session), cookies: [...cookies] });
  }
  for (const [name, storage] of [["localStorage", local], ["sessionStorage", session]] as const) {
    Object.defineProperty(window, name, { configurable: true, enumerable: true, value: storage });
  }
  Object.defineProperty(document, "cookie", createCookies(cookies, changed));
  // A frame that is taken away right after a change still says it.
  addEventListener("pagehide", () => { if (timer !== null) send(); });
  return (stored) => {
    if (stored === null) return;
    restoring = true;
    fill(local, stored.local);
    fill(session, stored.session);
    for (const [name, value] of stored.cookies) cookies.set(name, value);
    restoring = false;
  };
}
