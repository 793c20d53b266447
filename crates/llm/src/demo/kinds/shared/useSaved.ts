import { useEffect, useState } from "react";

interface Item {
  id: number;
}

interface Saved<T> {
  items: T[];
  /** What the source said when the items were saved. */
  starter: T[];
}

function read<T>(key: string): Saved<T> | null {
  try {
    const saved = JSON.parse(localStorage.getItem(key) ?? "null") as Saved<T> | null;
    return saved && Array.isArray(saved.items) && Array.isArray(saved.starter) ? saved : null;
  } catch {
    return null;
  }
}

/** Items of one's own stay as they are; those from the source follow it when it is edited. */
function merge<T extends Item>(saved: Saved<T>, starter: T[]): T[] {
  const before = new Map(saved.starter.map((item) => [item.id, JSON.stringify(item)]));
  const now = new Map(starter.map((item) => [item.id, item]));
  const kept = saved.items
    .filter((item) => !before.has(item.id) || now.has(item.id))
    .map((item) => {
      const fresh = now.get(item.id);
      return fresh && JSON.stringify(fresh) !== before.get(item.id) ? { ...item, ...fresh } : item;
    });
  return [...kept, ...starter.filter((item) => !before.has(item.id))];
}

/** A list that begins with `starter` and is remembered in this browser under `key`. */
export function useSaved<T extends Item>(key: string, starter: T[]) {
  const [items, setItems] = useState(() => merge(read<T>(key) ?? { items: starter, starter }, starter));
  const [source, setSource] = useState(starter);
  if (source !== starter) {
    setSource(starter);
    setItems(merge({ items, starter: source }, starter));
  }

  useEffect(() => {
    try {
      localStorage.setItem(key, JSON.stringify({ items, starter }));
    } catch {
      // Storage is full or forbidden: the page goes on without a memory.
    }
  }, [key, items, starter]);

  return [items, setItems] as const;
}
