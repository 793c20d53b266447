import { useState } from "react";
import { PlanCard } from "./PlanCard";
import { plans } from "./plans";
import "./index.css";
import "./App.css";

export default function App() {
  const [yearly, setYearly] = useState(false);
  const [chosen, setChosen] = useState("");

  return (
    <main className="page pricing">
      <header className="intro">
        <h1>__TITLE__</h1>
        <p className="muted">Start free. Change or leave whenever you like.</p>
        <div className="switch" role="group" aria-label="Billing period">
          <button aria-pressed={!yearly} onClick={() => setYearly(false)}>Monthly</button>
          <button aria-pressed={yearly} onClick={() => setYearly(true)}>Yearly, 2 months free</button>
        </div>
      </header>
      <div className="plans">
        {plans.map((plan) => (
          <PlanCard key={plan.name} plan={plan} yearly={yearly} chosen={plan.name === chosen} onChoose={() => setChosen(plan.name)} />
        ))}
      </div>
      <p className="muted" role="status">{chosen ? `${chosen} is yours to try for 14 days.` : "Prices in US dollars, tax included."}</p>
    </main>
  );
}
