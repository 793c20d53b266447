interface ResultProps {
  score: number;
  total: number;
  onRestart: () => void;
}

export function Result({ score, total, onRestart }: ResultProps) {
  const part = score / total;
  const words = part === 1 ? "Every one right. Wonderful!" : part >= 0.6 ? "Well done." : "Another round will do it.";

  return (
    <div className="result" role="status">
      <strong>{score} of {total}</strong>
      <p className="muted">{words}</p>
      <button className="primary" onClick={onRestart}>Play again</button>
    </div>
  );
}
