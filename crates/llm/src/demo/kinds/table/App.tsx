import { useState } from "react";
import { DataTable } from "./DataTable";
import { Pager } from "./Pager";
import { columns, pageSize, rows } from "./people";
import { view, type Sort } from "./view";
import "./index.css";
import "./App.css";

export default function App() {
  const [query, setQuery] = useState("");
  const [sort, setSort] = useState<Sort | null>(null);
  const [page, setPage] = useState(0);
  const found = view(rows, columns, query, sort);
  const pages = Math.max(Math.ceil(found.length / pageSize), 1);
  const current = Math.min(page, pages - 1);

  /** Up, then down, then as it was. */
  function order(key: string) {
    setSort(sort?.key !== key ? { key, down: false } : sort.down ? null : { key, down: true });
    setPage(0);
  }

  return (
    <main className="page wide data">
      <header>
        <div>
          <h1>__TITLE__</h1>
          <p className="muted" role="status">{found.length} of {rows.length} rows</p>
        </div>
        <input
          type="search"
          aria-label="Filter rows"
          placeholder="Filter"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setPage(0);
          }}
        />
      </header>
      <DataTable label="Rows" columns={columns} rows={found.slice(current * pageSize, (current + 1) * pageSize)} sort={sort} onSort={order} />
      <Pager page={current} pages={pages} onPage={setPage} />
    </main>
  );
}
