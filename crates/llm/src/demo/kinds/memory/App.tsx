import { Game } from "./Game";
import { symbols } from "./symbols";
import "./index.css";
import "./App.css";

export default function App() {
  return (
    <main className="page">
      <section className="card memory">
        <h1>__TITLE__</h1>
        <Game key={symbols.join("")} symbols={symbols} />
      </section>
    </main>
  );
}
