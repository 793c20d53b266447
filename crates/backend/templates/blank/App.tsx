import "./index.css";
import "./App.css";

const title = "__TITLE__";

export default function App() {
  return (
    <main className="page">
      <section className="card blank">
        <span className="spark" aria-hidden="true" />
        <h1>{title}</h1>
        <p className="muted">
          It begins in <code>src/App.tsx</code>. Say in the chat what it is to become, or write it yourself.
        </p>
      </section>
    </main>
  );
}
