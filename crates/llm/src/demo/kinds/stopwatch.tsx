import { useEffect, useRef, useState } from "react";
import "./index.css";

function format(ms: number) {
  const minutes = Math.floor(ms / 60000);
  const seconds = Math.floor(ms / 1000) % 60;
  const hundredths = Math.floor(ms / 10) % 100;
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(minutes)}:${two(seconds)}.${two(hundredths)}`;
}

export default function App() {
  const [elapsed, setElapsed] = useState(0);
  const [running, setRunning] = useState(false);
  const [laps, setLaps] = useState<number[]>([]);
  const startedAt = useRef(0);

  useEffect(() => {
    if (!running) return;
    startedAt.current = Date.now() - elapsed;
    const timer = setInterval(() => setElapsed(Date.now() - startedAt.current), 31);
    return () => clearInterval(timer);
  }, [running]);

  return (
    <main className="page">
      <section className="card watch">
        <h1>__TITLE__</h1>
        <output className="time" role="timer">{format(elapsed)}</output>
        <div className="actions">
          <button className="primary" onClick={() => setRunning(!running)}>{running ? "Pause" : "Start"}</button>
          <button onClick={() => setLaps([elapsed, ...laps])} disabled={!running}>Lap</button>
          <button onClick={() => { setRunning(false); setElapsed(0); setLaps([]); }}>Reset</button>
        </div>
        {laps.length > 0 && (
          <ol>
            {laps.map((lap, i) => (
              <li key={laps.length - i}>
                <span className="muted">Lap {laps.length - i}</span>
                <span>{format(lap)}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
    </main>
  );
}
