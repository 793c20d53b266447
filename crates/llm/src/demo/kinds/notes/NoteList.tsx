import { titleOf, type Note } from "./notes";

interface NoteListProps {
  notes: Note[];
  current: number;
  onOpen: (id: number) => void;
}

export function NoteList({ notes, current, onOpen }: NoteListProps) {
  return (
    <nav className="list" aria-label="Notes">
      {notes.map((note) => (
        <button key={note.id} className="quiet" aria-current={note.id === current ? "true" : undefined} onClick={() => onOpen(note.id)}>
          {titleOf(note)}
        </button>
      ))}
      {notes.length === 0 && <p className="muted">No notes found.</p>}
    </nav>
  );
}
