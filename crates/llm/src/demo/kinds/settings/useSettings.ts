import { useState } from "react";
import type { Field } from "./fields";

type Values = Record<string, string>;

const key = "settings";

/** What was saved, as far as it can be read: storage may be forbidden, or hold something else. */
function load(): Values {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    const entries = saved && typeof saved === "object" ? Object.entries(saved) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
  } catch {
    return {};
  }
}

/** Values of all fields, what differs from the saved ones, and ways to change them. */
export function useSettings(fields: Field[]) {
  const [saved, setSaved] = useState(load);
  const [draft, setDraft] = useState<Values>({});
  const stored = (field: Field) => saved[field.id] ?? field.initial;
  const value = (field: Field) => draft[field.id] ?? stored(field);
  const changed = fields.some((field) => value(field) !== stored(field));

  /** Answers whether the browser keeps them. */
  function save(): boolean {
    const next = { ...saved, ...draft };
    setSaved(next);
    setDraft({});
    try {
      localStorage.setItem(key, JSON.stringify(next));
      return true;
    } catch {
      return false;
    }
  }

  return {
    value,
    changed,
    save,
    set: (field: Field, value: string) => setDraft({ ...draft, [field.id]: value }),
    discard: () => setDraft({}),
    reset: () => setDraft(Object.fromEntries(fields.map((field) => [field.id, field.initial]))),
  };
}
