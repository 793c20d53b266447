import { useState } from "react";
import { BarChart } from "./BarChart";
import "./index.css";

const periods = {
  Week: [
    { label: "Mon", value: 320 }, { label: "Tue", value: 410 }, { label: "Wed", value: 385 }, { label: "Thu", value: 520 },
    { label: "Fri", value: 610 }, { label: "Sat", value: 480 }, { label: "Sun", value: 290 },
  ],
  Year: [
    { label: "Q1", value: 14200 }, { label: "Q2", value: 16850 }, { label: "Q3", value: 15900 }, { label: "Q4", value: 21300 },
  ],
};

type Period = keyof typeof periods;

const money = (value: number) => `$${value.toLocaleString("en-US")}`;

export default function App() {
  const [period, setPeriod] = useState<Period>("Week");
  const points = periods[period];
  const total = points.reduce((sum, point) => sum + point.value, 0);
  const best = points.reduce((top, point) => (point.value > top.value ? point : top));

  return (
    <main className="dash">
      <header>
        <h1>__TITLE__</h1>
        <div className="periods" role="group" aria-label="Period">
          {(Object.keys(periods) as Period[]).map((name) => (
            <button key={name} aria-pressed={name === period} onClick={() => setPeriod(name)}>{name}</button>
          ))}
        </div>
      </header>
      <div className="tiles">
        <section className="tile"><span className="muted">Revenue</span><strong>{money(total)}</strong></section>
        <section className="tile"><span className="muted">Average</span><strong>{money(Math.round(total / points.length))}</strong></section>
        <section className="tile"><span className="muted">Best</span><strong>{best.label}</strong></section>
      </div>
      <section className="tile chart">
        <h2>Revenue by {period === "Week" ? "day" : "quarter"}</h2>
        <BarChart points={points} format={money} />
      </section>
    </main>
  );
}
