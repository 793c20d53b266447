import { useState } from "react";
import { BarChart } from "./BarChart";
import { OrderTable } from "./OrderTable";
import { ShareChart } from "./ShareChart";
import { channels, metrics, months, orders } from "./sales";
import "./index.css";
import "./App.css";

const periods = { "6 months": 6, "12 months": 12 };
type Period = keyof typeof periods;

export default function App() {
  const [period, setPeriod] = useState<Period>("12 months");
  const points = months.slice(-periods[period]);

  return (
    <main className="page wide dashboard">
      <header>
        <h1>__TITLE__</h1>
        <div className="periods" role="group" aria-label="Period">
          {(Object.keys(periods) as Period[]).map((name) => (
            <button key={name} aria-pressed={name === period} onClick={() => setPeriod(name)}>{name}</button>
          ))}
        </div>
      </header>
      <div className="metrics">
        {metrics.map((metric) => (
          <section key={metric.label} className="panel metric" aria-label={metric.label}>
            <span className="muted">{metric.label}</span>
            <strong>{metric.value}</strong>
            <small className={metric.change < 0 ? "down" : "up"}>
              {metric.change < 0 ? "▼" : "▲"} {Math.abs(metric.change)} % <span className="muted">on last year</span>
            </small>
          </section>
        ))}
      </div>
      <div className="charts">
        <BarChart title="Revenue by month" points={points} />
        <ShareChart title="Revenue by channel" points={channels} />
      </div>
      <OrderTable orders={orders} />
    </main>
  );
}
