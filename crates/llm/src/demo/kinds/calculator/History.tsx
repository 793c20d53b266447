interface HistoryProps {
  sums: string[];
  onClear: () => void;
}

export function History({ sums, onClear }: HistoryProps) {
  return (
    <section className="history" aria-label="History">
      {sums.length === 0 ? <p className="muted">Results gather here.</p> : <button className="quiet" onClick={onClear}>Clear history</button>}
      <ol>
        {sums.map((sum, i) => (
          <li key={i} className="muted">{sum}</li>
        ))}
      </ol>
    </section>
  );
}
