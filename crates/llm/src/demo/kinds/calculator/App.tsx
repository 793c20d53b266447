import { useEffect, useEffectEvent, useState } from "react";
import { Keypad } from "./Keypad";
import { evaluate, show } from "./evaluate";
import { rows, typed } from "./keys";
import "./index.css";
import "./App.css";

export default function App() {
  const [text, setText] = useState("");
  const [error, setError] = useState("");
  const [solved, setSolved] = useState("");

  function press(key: string) {
    setError("");
    if (key === "C") {
      setText("");
      setSolved("");
    } else if (key === "⌫") {
      setText(text.slice(0, -1));
      setSolved("");
    } else if (key === "=") {
      solve();
    } else {
      // After a result a digit begins anew, and a sign goes on with it.
      setText(solved && /[\d.(√]/.test(key) ? key : text + key);
      setSolved("");
    }
  }

  function solve() {
    if (!text) return;
    try {
      const result = show(evaluate(text));
      setSolved(`${text} =`);
      setText(result);
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : "That does not work");
    }
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const key = typed[event.key] ?? event.key;
    if (event.ctrlKey || event.metaKey || event.altKey || !rows.flat().includes(key)) return;
    // Enter on a key of the pad presses that key.
    if (event.key === "Enter" && event.target instanceof HTMLButtonElement) return;
    event.preventDefault();
    press(key);
  });

  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <main className="page">
      <section className="card calculator">
        <h1>__TITLE__</h1>
        <div className="screen">
          <p className={error ? "error" : "muted"} role={error ? "alert" : undefined}>{error || solved || "\u00a0"}</p>
          <output aria-label="Result" aria-live="polite">{text || "0"}</output>
        </div>
        <Keypad onPress={press} />
      </section>
    </main>
  );
}
