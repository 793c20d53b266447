import { useState, type DragEvent, type FormEvent, type ReactNode } from "react";

interface ColumnProps {
  name: string;
  count: number;
  onDrop: (id: number) => void;
  onAdd: (text: string) => void;
  children: ReactNode;
}

export function Column({ name, count, onDrop, onAdd, children }: ColumnProps) {
  const [draft, setDraft] = useState("");
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onDrop(Number(event.dataTransfer.getData("text/plain")));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (draft.trim()) onAdd(draft.trim());
    setDraft("");
  }

  return (
    <section
      className={over ? "column over" : "column"}
      aria-label={name}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>
        {name} <span className="muted">{count}</span>
      </h2>
      <ul>{children}</ul>
      <form onSubmit={submit}>
        <input aria-label={`New card in ${name}`} placeholder="Add a card" value={draft} onChange={(event) => setDraft(event.target.value)} />
      </form>
    </section>
  );
}
