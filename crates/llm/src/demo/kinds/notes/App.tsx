import { useState } from "react";
import { Markdown } from "./Markdown";
import { NoteList } from "./NoteList";
import { starter } from "./notes";
import { useSaved } from "./useSaved";
import "./index.css";
import "./App.css";

export default function App() {
  const [notes, setNotes] = useSaved("notes", starter);
  const [current, setCurrent] = useState(0);
  const [query, setQuery] = useState("");
  const found = notes.filter((note) => note.text.toLowerCase().includes(query.trim().toLowerCase()));
  const note = notes.find((note) => note.id === current) ?? notes.at(0);

  function add() {
    const id = Date.now();
    setNotes([{ id, text: "# New note\n\n" }, ...notes]);
    setCurrent(id);
    setQuery("");
  }

  return (
    <main className="page wide notes">
      <header>
        <h1>__TITLE__</h1>
        <button className="primary" onClick={add}>New note</button>
      </header>
      <div className="desk">
        <aside>
          <input type="search" aria-label="Search notes" placeholder="Search" value={query} onChange={(event) => setQuery(event.target.value)} />
          <NoteList notes={found} current={note?.id ?? 0} onOpen={setCurrent} />
        </aside>
        {note ? (
          <>
            <section className="pane" aria-label="Editor">
              <textarea
                aria-label="Text of the note"
                value={note.text}
                spellCheck={false}
                onChange={(event) => setNotes(notes.map((other) => (other.id === note.id ? { ...other, text: event.target.value } : other)))}
              />
              <button className="quiet" onClick={() => setNotes(notes.filter((other) => other.id !== note.id))}>Delete note</button>
            </section>
            <section className="pane" aria-label="Reading view">
              <Markdown text={note.text} />
            </section>
          </>
        ) : (
          <p className="muted">Nothing here yet. Begin with a new note.</p>
        )}
      </div>
    </main>
  );
}
