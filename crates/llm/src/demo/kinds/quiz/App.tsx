import { useState } from "react";
import { QuestionCard } from "./QuestionCard";
import { Result } from "./Result";
import { questions } from "./questions";
import "./index.css";
import "./App.css";

export default function App() {
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const [score, setScore] = useState(0);
  const over = at >= questions.length;

  function choose(index: number) {
    setChosen(index);
    if (index === questions[at].answer) setScore(score + 1);
  }

  function next() {
    setAt(at + 1);
    setChosen(null);
  }

  function restart() {
    setAt(0);
    setChosen(null);
    setScore(0);
  }

  return (
    <main className="page">
      <section className="card quiz">
        <header>
          <h1>__TITLE__</h1>
          <p className="muted" role="status">{score} {score === 1 ? "point" : "points"}</p>
        </header>
        <progress value={over ? at : at + 1} max={questions.length} aria-label="Progress" />
        {over ? (
          <Result score={score} total={questions.length} onRestart={restart} />
        ) : (
          <>
            <p className="muted count">Question {at + 1} of {questions.length}</p>
            <QuestionCard key={at} question={questions[at]} chosen={chosen} onChoose={choose} />
            <button className="primary" disabled={chosen === null} onClick={next}>
              {at + 1 < questions.length ? "Next question" : "See the result"}
            </button>
          </>
        )}
      </section>
    </main>
  );
}
