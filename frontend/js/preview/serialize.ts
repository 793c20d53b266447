// Values as the console shows them: bounded in depth, size and number, safe against cycles and traps.

const MAX_DEPTH = 4;
const MAX_ITEMS = 50;
const MAX_TEXT = 10_000;

/** The arguments of one console call as a text; `%s` and its like are filled in. */
export function formatArguments(values: unknown[]): string {
  const parts: string[] = [];
  let rest = values;
  const [first] = values;
  if (typeof first === "string" && first.includes("%")) {
    let next = 1;
    parts.push(first.replace(/%([sdifoOc%])/g, (sign, kind: string) => {
      if (kind === "%") return "%";
      if (next >= values.length) return sign;
      const value = values[next++];
      if (kind === "c") return "";
      if (kind === "d" || kind === "i") return String(Math.trunc(Number(value)));
      if (kind === "f") return String(Number(value));
      return kind === "s" && typeof value !== "object" ? safeString(value) : serialize(value);
    }));
    rest = values.slice(next);
  }
  for (const value of rest) parts.push(typeof value === "string" ? value : serialize(value));
  const text = parts.join(" ");
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… (${text.length} characters)` : text;
}

/** Rows below each other, as `console.table` shows them. */
export function formatTable(value: unknown): string {
  if (typeof value !== "object" || value === null) return formatArguments([value]);
  const rows = Object.entries(value).slice(0, MAX_ITEMS);
  const cells = (row: unknown): [string, unknown][] =>
    typeof row === "object" && row !== null ? Object.entries(row) : [["value", row]];
  const columns = [...new Set(rows.flatMap(([, row]) => cells(row).map(([name]) => name)))].slice(0, 12);
  const show = (cell: unknown) => (cell === undefined ? "" : typeof cell === "string" ? cell.slice(0, 60) : serialize(cell).slice(0, 60));
  const lines = rows.map(([key, row]) => [key, ...columns.map((name) => show(new Map(cells(row)).get(name)))]);
  const table = [["", ...columns], ...lines];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  return table.map((line) => line.map((cell, column) => cell.padEnd(widths[column]!)).join("  ").trimEnd()).join("\n");
}

export function serialize(value: unknown): string {
  let budget = MAX_TEXT;
  const above = new Set<object>();

  function write(value: unknown, depth: number): string {
    if (budget <= 0) return "…";
    const text = describe(value, depth);
    budget -= text.length;
    return text;
  }

  function describe(value: unknown, depth: number): string {
    if (typeof value === "string") {
      return JSON.stringify(value.length > 1000 ? `${value.slice(0, 1000)}…` : value);
    }
    if (typeof value === "function") return `ƒ ${nameOf(value) || "(anonymous)"}`;
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value !== "object" || value === null) return safeString(value);
    if (value instanceof Error) return describeError(value);
    if (value instanceof Date || value instanceof RegExp) return safeString(value);
    if (typeof Element !== "undefined" && value instanceof Element) return describeElement(value);
    if (above.has(value)) return "[Circular]";
    if (depth >= MAX_DEPTH) return Array.isArray(value) ? `Array(${value.length})` : `${nameOf(value.constructor) || "Object"} {…}`;
    above.add(value);
    try {
      return describeObject(value, depth);
    } finally {
      above.delete(value);
    }
  }

  function describeObject(value: object, depth: number): string {
    if (Array.isArray(value) || ArrayBuffer.isView(value)) {
      const list = value as unknown as ArrayLike<unknown>;
      const items = Array.from({ length: Math.min(list.length ?? 0, MAX_ITEMS) }, (_, at) => write(list[at], depth + 1));
      if (list.length > MAX_ITEMS) items.push(`… ${list.length - MAX_ITEMS} more`);
      return `${Array.isArray(value) ? "" : `${nameOf(value.constructor)} `}[${items.join(", ")}]`;
    }
    if (value instanceof Map) {
      const items = [...value].slice(0, MAX_ITEMS).map(([key, item]) => `${write(key, depth + 1)} => ${write(item, depth + 1)}`);
      return `Map(${value.size}) {${items.join(", ")}}`;
    }
    if (value instanceof Set) {
      return `Set(${value.size}) {${[...value].slice(0, MAX_ITEMS).map((item) => write(item, depth + 1)).join(", ")}}`;
    }
    if (value instanceof Promise) return "Promise {…}";
    const keys = Object.keys(value);
    const items = keys.slice(0, MAX_ITEMS).map((key) => {
      // A getter may do anything: it is named, not run.
      const property = Object.getOwnPropertyDescriptor(value, key);
      const text = property?.get ? "(…)" : write(property?.value, depth + 1);
      return `${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}: ${text}`;
    });
    if (keys.length > MAX_ITEMS) items.push(`… ${keys.length - MAX_ITEMS} more`);
    const prototype = Object.getPrototypeOf(value) as object | null;
    const name = prototype === null || prototype === Object.prototype ? "" : `${nameOf(prototype.constructor)} `;
    return items.length === 0 ? `${name}{}` : `${name}{ ${items.join(", ")} }`;
  }

  try {
    return write(value, 0);
  } catch {
    return "[unreadable]";
  }
}

function nameOf(value: unknown): string {
  return typeof value === "function" && typeof value.name === "string" ? value.name : "";
}

function safeString(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "[unreadable]";
  }
}

function describeError(error: Error): string {
  const head = `${error.name}: ${error.message}`;
  const stack = typeof error.stack === "string" ? error.stack : "";
  const frames = stack.split("\n").filter((line) => line.includes("easel:///")).slice(0, 8);
  return [head, ...frames].join("\n");
}

function describeElement(element: Element): string {
  const id = element.id ? `#${element.id}` : "";
  const classes = [...element.classList].slice(0, 3).map((name) => `.${name}`).join("");
  return `<${element.localName}${id}${classes}>`;
}
