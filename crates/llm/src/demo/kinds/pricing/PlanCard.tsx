import type { Plan } from "./plans";

interface PlanCardProps {
  plan: Plan;
  yearly: boolean;
  chosen: boolean;
  onChoose: () => void;
}

export function PlanCard({ plan, yearly, chosen, onChoose }: PlanCardProps) {
  return (
    <section className={plan.popular ? "card plan popular" : "card plan"} aria-label={plan.name}>
      {plan.popular && <span className="badge">Most popular</span>}
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
      <button className={plan.popular ? "primary" : ""} aria-pressed={chosen} onClick={onChoose}>
        {chosen ? "Chosen" : `Choose ${plan.name}`}
      </button>
    </section>
  );
}
