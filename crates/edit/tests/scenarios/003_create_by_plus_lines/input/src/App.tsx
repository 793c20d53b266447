import { useState } from "react";
import "./index.css";

export default function App() {
  const [count, setCount] = useState(0);

  return (
    <main>
      <h1>Clicks</h1>
      <p aria-live="polite">{count}</p>
      <button type="button" onClick={() => setCount(count + 1)}>
        Click me
      </button>
    </main>
  );
}
