import type { Column, Row } from "./people";

export interface Sort {
  key: string;
  down: boolean;
}

/** Rows that hold `query` in a column that is shown, in the order of `sort`. */
export function view(rows: Row[], columns: Column[], query: string, sort: Sort | null): Row[] {
  const wanted = query.trim().toLowerCase();
  const found = rows.filter((row) => columns.some(({ key }) => String(row[key] ?? "").toLowerCase().includes(wanted)));
  if (!sort) return found;
  const compare = (a: Row, b: Row) => {
    const [x, y] = [a[sort.key] ?? "", b[sort.key] ?? ""];
    return typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), undefined, { numeric: true });
  };
  return [...found].sort((a, b) => (sort.down ? compare(b, a) : compare(a, b)));
}

export function show(value: string | number | undefined, type: Column["type"]): string {
  if (value === undefined || value === "") return "–";
  if (type === "money") return `$${Number(value).toLocaleString("en-US")}`;
  if (type === "date") return new Date(`${value}T00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
  return String(value);
}
