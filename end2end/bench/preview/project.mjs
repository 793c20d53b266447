// Projects of a given number of modules: pages of cards with types, state, hooks and styles, as people write them.

const css = `@import "./base.css";
.page { display: grid; gap: 8px; padding: 16px; }
.card { padding: 8px; border: 1px solid #ddd; border-radius: 8px; }
`;

/** The module that is edited; its text is what the page shows at #mark. */
export const EDITED = "src/Edited.tsx";
export const edited = (text) => `import { useState } from "react";

export function Edited() {
  const [count, setCount] = useState(0);
  return (
    <section>
      <button id="count" onClick={() => setCount(count + 1)}>Count {count}</button>
      <p id="mark">${text}</p>
    </section>
  );
}
`;

const card = (n) => `import { useMemo, useState, type ReactNode } from "react";
import { format${n % 5} } from "../lib/format";

interface Props${n} {
  title: string;
  values?: readonly number[];
  children?: ReactNode;
}

type Tone = "calm" | "loud";

const defaults = { values: [${n}, ${n + 1}, ${n + 2}], tone: "calm" as Tone } satisfies { values: number[]; tone: Tone };

export function Card${n}({ title, values = defaults.values, children }: Props${n}) {
  const [open, setOpen] = useState<boolean>(false);
  const total = useMemo(() => values.reduce((sum, value) => sum + value, 0), [values]);
  const tone: Tone = total > 50 ? "loud" : defaults.tone;
  return (
    <article className="card" data-tone={tone} aria-label={title}>
      <h3>{title}</h3>
      <p>{format${n % 5}(total)}</p>
      {open && (
        <ul>
          {values.map((value, index) => (
            <li key={index}>{value > ${n} ? <strong>{value}</strong> : <em>{value}</em>}</li>
          ))}
        </ul>
      )}
      <button type="button" onClick={() => setOpen((now) => !now)}>{open ? "Less" : "More"}</button>
      {children}
    </article>
  );
}
`;

/** Paths and texts; `modules` of them are scripts. */
export function generate(modules) {
  const files = {
    "package.json": '{"name":"bench","private":true,"type":"module","dependencies":{"react":"19.3.0","react-dom":"19.3.0"}}',
    "src/index.css": css,
    "src/base.css": "body { margin: 0; font-family: system-ui, sans-serif; }\n",
    "src/lib/format.ts": [0, 1, 2, 3, 4].map((n) => `export const format${n} = (value: number): string => value.toFixed(${n});`).join("\n"),
    [EDITED]: edited("mark"),
    "src/main.tsx": `import { createRoot } from "react-dom/client";
import { App } from "./App";
import "./index.css";
createRoot(document.getElementById("root")!).render(<App />);
`,
  };
  // main, App, Edited and format are modules too; groups hold ten cards each.
  const cards = Math.max(1, Math.round((modules - 4) * (10 / 11)));
  const groups = [];
  for (let first = 0; first < cards; first += 10) {
    const own = Array.from({ length: Math.min(10, cards - first) }, (_, at) => first + at);
    for (const n of own) files[`src/cards/Card${n}.tsx`] = card(n);
    const group = `Group${first / 10}`;
    groups.push(group);
    files[`src/groups/${group}.tsx`] = `${own.map((n) => `import { Card${n} } from "../cards/Card${n}";`).join("\n")}
export function ${group}() {
  return <div className="page">${own.map((n) => `<Card${n} title="Card ${n}" />`).join("")}</div>;
}
`;
  }
  files["src/App.tsx"] = `${groups.map((group) => `import { ${group} } from "./groups/${group}";`).join("\n")}
import { Edited } from "./Edited";
export function App() {
  return <main><Edited />${groups.map((group) => `<${group} />`).join("")}</main>;
}
`;
  return files;
}
