import { useState, type ReactNode } from "react";

interface Page {
  title: string;
  content: ReactNode;
}

/** One page at a time; the others keep their state while they are hidden. */
export function Pages({ pages }: { pages: Page[] }) {
  const [current, setCurrent] = useState(0);
  const shown = Math.min(current, pages.length - 1);

  return (
    <>
      <nav className="pages" aria-label="Pages">
        {pages.map((page, i) => (
          <button key={page.title} className="quiet" aria-current={i === shown ? "page" : undefined} onClick={() => setCurrent(i)}>
            {page.title}
          </button>
        ))}
      </nav>
      {pages.map((page, i) => (
        <div key={page.title} hidden={i !== shown}>{page.content}</div>
      ))}
    </>
  );
}
