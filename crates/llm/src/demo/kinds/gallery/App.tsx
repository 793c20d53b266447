import { useState } from "react";
import { Art } from "./Art";
import { Lightbox } from "./Lightbox";
import { pictures, places } from "./pictures";
import "./index.css";
import "./App.css";

export default function App() {
  const [place, setPlace] = useState("All");
  const [open, setOpen] = useState<number | null>(null);
  const shown = pictures.filter((picture) => place === "All" || picture.place === place);

  return (
    <main className="page wide gallery">
      <header>
        <h1>__TITLE__</h1>
        <div className="places" role="group" aria-label="Show">
          {["All", ...places].map((name) => (
            <button key={name} aria-pressed={name === place} onClick={() => setPlace(name)}>{name}</button>
          ))}
        </div>
      </header>
      <ul className="wall">
        {shown.map((picture, i) => (
          <li key={picture.title}>
            <button className="picture" aria-label={`Open ${picture.title}`} onClick={() => setOpen(i)}>
              <Art picture={picture} />
              <span>{picture.title}</span>
            </button>
          </li>
        ))}
      </ul>
      {open !== null && shown[open] && (
        <Lightbox
          picture={shown[open]}
          onStep={(by) => setOpen((open + by + shown.length) % shown.length)}
          onClose={() => setOpen(null)}
        />
      )}
    </main>
  );
}
