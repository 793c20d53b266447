import { useState, type DragEvent, type FormEvent } from "react";

export interface Card {
  id: number;
  text: string;
  column: number;
}

interface ColumnProps {
  name: string;
  index: number;
  last: number;
  cards: Card[];
  onMove: (id: number, column: number) => void;
  onAdd: (text: string) => void;
}

export function Column({ name, index, last, cards, onMove, onAdd }: ColumnProps) {
  const [draft, setDraft] = useState("");
  const [over, setOver] = useState(false);

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    onMove(Number(event.dataTransfer.getData("text/plain")), index);
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
      onDragOver={(event) => { event.preventDefault(); setOver(true); }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>{name} <span className="muted">{cards.length}</span></h2>
      {cards.map((card) => (
        <article key={card.id} draggable onDragStart={(event) => event.dataTransfer.setData("text/plain", String(card.id))}>
          <p>{card.text}</p>
          <div>
            <button aria-label={`Move ${card.text} left`} disabled={index === 0} onClick={() => onMove(card.id, index - 1)}>←</button>
            <button aria-label={`Move ${card.text} right`} disabled={index === last} onClick={() => onMove(card.id, index + 1)}>→</button>
          </div>
        </article>
      ))}
      <form onSubmit={submit}>
        <input aria-label={`New card in ${name}`} placeholder="Add a card" value={draft} onChange={(event) => setDraft(event.target.value)} />
      </form>
    </section>
  );
}
