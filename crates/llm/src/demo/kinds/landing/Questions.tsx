import { answers } from "./content";

export function Questions() {
  return (
    <section className="band narrow" id="questions" aria-labelledby="questions-title">
      <h2 id="questions-title">Questions and answers</h2>
      {answers.map((entry) => (
        <details key={entry.question}>
          <summary>{entry.question}</summary>
          <p className="muted">{entry.answer}</p>
        </details>
      ))}
    </section>
  );
}
