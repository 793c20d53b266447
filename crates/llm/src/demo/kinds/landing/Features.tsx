import { features } from "./content";

export function Features() {
  return (
    <section className="band" id="features" aria-labelledby="features-title">
      <h2 id="features-title">Why people like it</h2>
      <ul className="features">
        {features.map((feature) => (
          <li key={feature.title}>
            <span className="icon" aria-hidden="true">{feature.icon}</span>
            <h3>{feature.title}</h3>
            <p className="muted">{feature.text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
