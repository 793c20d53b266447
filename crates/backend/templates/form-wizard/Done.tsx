interface DoneProps {
  email: string;
  onAgain: () => void;
}

export function Done({ email, onAgain }: DoneProps) {
  return (
    <div className="sent" role="status">
      <span className="tick" aria-hidden="true">✓</span>
      <h2>Your trip is booked</h2>
      <p className="muted">The tickets are on their way to {email}.</p>
      <button type="button" onClick={onAgain}>Book another one</button>
    </div>
  );
}
