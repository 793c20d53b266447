interface WelcomeProps {
  name: string;
  onLeave: () => void;
}

export function Welcome({ name, onLeave }: WelcomeProps) {
  return (
    <main className="page">
      <section className="card login" role="status">
        <h2>Welcome</h2>
        <p className="muted">You are signed in as {name}.</p>
        <button onClick={onLeave}>Sign out</button>
      </section>
    </main>
  );
}
