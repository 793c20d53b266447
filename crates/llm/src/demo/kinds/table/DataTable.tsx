import type { Column, Row } from "./people";
import { show, type Sort } from "./view";

interface DataTableProps {
  label: string;
  columns: Column[];
  rows: Row[];
  sort: Sort | null;
  onSort: (key: string) => void;
}

export function DataTable({ label, columns, rows, sort, onSort }: DataTableProps) {
  const number = (type: Column["type"]) => (type === "number" || type === "money" ? "number" : "");

  return (
    <div className="scroll" role="region" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => {
              const order = sort?.key === column.key ? (sort.down ? "descending" : "ascending") : "none";
              return (
                <th key={column.key} scope="col" aria-sort={order} className={number(column.type)}>
                  <button className="quiet" onClick={() => onSort(column.key)}>
                    {column.label} <span aria-hidden="true">{order === "none" ? "↕" : order === "ascending" ? "↑" : "↓"}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {columns.map((column) => (
                <td key={column.key} className={number(column.type)}>{show(row[column.key], column.type)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty muted">No row fits.</p>}
    </div>
  );
}
