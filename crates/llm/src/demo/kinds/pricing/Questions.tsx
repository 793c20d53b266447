const entries = [
  { question: "Can I change the plan later?", answer: "Yes, at any time. The difference is settled to the day." },
  { question: "How can I pay?", answer: "By card or by bank transfer." },
  { question: "Do I need a card to try it?", answer: "No. After 14 days it asks, and before that it does not." },
];

export function Questions() {
  return (
    <section className="questions" aria-label="Questions and answers">
      {entries.map((entry) => (
        <details key={entry.question}>
          <summary>{entry.question}</summary>
          <p className="muted">{entry.answer}</p>
        </details>
      ))}
    </section>
  );
}
