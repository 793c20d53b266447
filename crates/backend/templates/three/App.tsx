import { useState } from "react";
import { Controls } from "./Controls";
import { Scene, type Settings } from "./Scene";
import "./index.css";
import "./App.css";

const title = "__TITLE__";

/** The page's own accent, as the style sheet has it. */
function accent() {
  const color = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
  return /^#[0-9a-f]{6}$/i.test(color) ? color : "#c2410c";
}

/** Who prefers less motion begins with none. */
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

export default function App() {
  const [settings, setSettings] = useState<Settings>(() => ({ shape: "Knot", color: accent(), speed: calm() ? 0 : 1, wireframe: false }));

  return (
    <main className="scene">
      <Scene {...settings} />
      <header>
        <h1>{title}</h1>
        <p className="muted">Drag to turn, scroll to zoom</p>
      </header>
      <Controls settings={settings} onChange={(change) => setSettings((before) => ({ ...before, ...change }))} />
    </main>
  );
}
