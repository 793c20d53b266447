import { useEffect, useState } from "react";
import { Laps } from "./Laps";
import { format } from "./format";
import "./index.css";
import "./App.css";

export default function App() {
  // The time of the runs before this one, and when this one began: pauses cost no accuracy.
  const [before, setBefore] = useState(0);
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const [now, setNow] = useState(0);
  const [laps, setLaps] = useState<number[]>([]);
  const running = startedAt !== null;
  const elapsed = before + (running ? Math.max(now - startedAt, 0) : 0);

  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setNow(Date.now()), 31);
    return () => clearInterval(timer);
  }, [running]);

  function toggle() {
    if (running) {
      setBefore(before + Date.now() - startedAt);
      setStartedAt(null);
    } else {
      setNow(Date.now());
      setStartedAt(Date.now());
    }
  }

  function reset() {
    setStartedAt(null);
    setBefore(0);
    setLaps([]);
  }

  return (
    <main className="page">
      <section className="card watch">
        <h1>__TITLE__</h1>
        <output className="time" role="timer">{format(elapsed)}</output>
        <div className="actions">
          <button className="primary" onClick={toggle}>{running ? "Pause" : elapsed > 0 ? "Go on" : "Start"}</button>
          <button onClick={() => setLaps([...laps, elapsed])} disabled={!running}>Lap</button>
          <button onClick={reset} disabled={elapsed === 0}>Reset</button>
        </div>
        {laps.length > 0 && <Laps times={laps} />}
      </section>
    </main>
  );
}
