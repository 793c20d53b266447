export function __COMPONENT__() {
  return (
    <main className="page">
      <article className="card">
        <h1>__TITLE__</h1>
        <p className="muted">__TEXT__</p>
      </article>
    </main>
  );
}
