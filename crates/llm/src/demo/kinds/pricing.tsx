import { useState } from "react";
import "./index.css";

const plans = [
  { name: "Starter", monthly: 0, pitch: "For trying things out", features: ["1 project", "Community help", "Share links"] },
  { name: "Studio", monthly: 18, pitch: "For people who ship", features: ["Unlimited projects", "Custom domain", "Version history"], popular: true },
  { name: "Team", monthly: 42, pitch: "For working together", features: ["Everything in Studio", "Roles and review", "Priority help"] },
];

export default function App() {
  const [yearly, setYearly] = useState(false);

  return (
    <main className="page">
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
          <section key={plan.name} className={plan.popular ? "card plan popular" : "card plan"}>
            {plan.popular && <span className="badge">Most chosen</span>}
            <h2>{plan.name}</h2>
            <p className="muted">{plan.pitch}</p>
            <p className="price">
              <strong>${yearly ? plan.monthly * 10 : plan.monthly}</strong>
              <span className="muted"> / {yearly ? "year" : "month"}</span>
            </p>
            <ul>
              {plan.features.map((feature) => (
                <li key={feature}>{feature}</li>
              ))}
            </ul>
            <button className={plan.popular ? "primary" : ""}>Choose {plan.name}</button>
          </section>
        ))}
      </div>
    </main>
  );
}
