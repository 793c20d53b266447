const numbers = [
  { value: "12,000", label: "people use it every week" },
  { value: "4.9", label: "of five stars" },
  { value: "58 min", label: "saved a day" },
];

export function Numbers() {
  return (
    <section className="numbers" aria-label="In numbers">
      {numbers.map((number) => (
        <p key={number.label} className="muted">
          <strong>{number.value}</strong>
          {number.label}
        </p>
      ))}
    </section>
  );
}
