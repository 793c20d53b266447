import { Features } from "./Features";
import { Questions } from "./Questions";
import { SignUp } from "./SignUp";
import { Voices } from "./Voices";
import "./index.css";
import "./App.css";

const tagline = "The small, friendly tool that gives you an hour of your day back.";

function goTo(id: string) {
  document.getElementById(id)?.scrollIntoView({ behavior: "smooth" });
}

export default function App() {
  return (
    <div className="landing">
      <header className="top">
        <span className="mark" aria-hidden="true" />
        <nav aria-label="Sections">
          <button className="quiet" onClick={() => goTo("features")}>Features</button>
          <button className="quiet" onClick={() => goTo("voices")}>Voices</button>
          <button className="quiet" onClick={() => goTo("questions")}>Questions</button>
        </nav>
        <button className="primary" onClick={() => goTo("signup")}>Join</button>
      </header>
      <main>
        <section className="hero">
          <div>
            <h1>__TITLE__</h1>
            <p className="lead">{tagline}</p>
            <div className="calls">
              <button className="primary" onClick={() => goTo("signup")}>Start for free</button>
              <button onClick={() => goTo("features")}>See how it works</button>
            </div>
          </div>
          <div className="scene" aria-hidden="true"><i /><i /><i /></div>
        </section>
        <Features />
        <Voices />
        <Questions />
        <SignUp />
      </main>
      <footer className="muted">Made with care. No cookies.</footer>
    </div>
  );
}
