/** The values before this one, newest first. */
export function History({ values }: { values: number[] }) {
  return (
    <ol className="history" aria-label="Values before">
      {values.map((value, i) => (
        <li key={i}>{value}</li>
      ))}
    </ol>
  );
}
