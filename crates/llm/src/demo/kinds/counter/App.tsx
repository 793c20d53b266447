import { useState } from "react";
import "./index.css";
import "./App.css";

const start = 0;
const step = 1;

export default function App() {
  const [count, setCount] = useState(start);

  return (
    <main className="page">
      <section className="card counter">
        <h1>__TITLE__</h1>
        <output className="value" role="status" aria-live="polite">{count}</output>
        <div className="actions">
          <button aria-label="Decrement" onClick={() => setCount(count - step)}>−</button>
          <button className="primary" aria-label="Increment" onClick={() => setCount(count + step)}>+</button>
        </div>
        <button className="quiet" onClick={() => setCount(start)} disabled={count === start}>
          Reset
        </button>
      </section>
    </main>
  );
}
