import type { Column, Row } from "./people";

interface ExportProps {
  columns: Column[];
  rows: Row[];
}

/** Quotes are doubled, and a leading = or @ cannot start a formula in a spreadsheet. */
const cell = (value: string | number) => `"${String(value).replaceAll('"', '""').replace(/^([=@+])/, "'$1")}"`;

export function Export({ columns, rows }: ExportProps) {
  const lines = [columns.map((column) => cell(column.label)), ...rows.map((row) => columns.map(({ key }) => cell(row[key] ?? "")))];
  const text = lines.map((line) => line.join(",")).join("\r\n");

  return (
    <a className="export" download="rows.csv" href={`data:text/csv;charset=utf-8,${encodeURIComponent(text)}`}>
      Download these rows as CSV
    </a>
  );
}
