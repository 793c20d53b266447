import { useState } from "react";
import { CardItem } from "./CardItem";
import { Column } from "./Column";
import { columns, starter } from "./board";
import { useSaved } from "./useSaved";
import "./index.css";
import "./App.css";

const last = columns.length - 1;

export default function App() {
  const [cards, setCards] = useSaved("cards", starter);
  const [said, setSaid] = useState("");

  function move(id: number, column: number) {
    const card = cards.find((card) => card.id === id);
    if (!card) return;
    setCards(cards.map((card) => (card.id === id ? { ...card, column } : card)));
    setSaid(`${card.text} is in ${columns[column]}`);
  }

  function add(text: string, column: number) {
    setCards([...cards, { id: Date.now(), text, column }]);
  }

  return (
    <main className="page wide board">
      <header>
        <h1>__TITLE__</h1>
        <p className="hidden-label" role="status">{said}</p>
      </header>
      <div className="columns">
        {columns.map((name, index) => {
          const here = cards.filter((card) => Math.min(card.column, last) === index);
          return (
            <Column key={name} name={name} count={here.length} onDrop={(id) => move(id, index)} onAdd={(text) => add(text, index)}>
              {here.map((card) => (
                <CardItem
                  key={card.id}
                  card={card}
                  first={index === 0}
                  last={index === last}
                  onMove={(by) => move(card.id, index + by)}
                  onRemove={() => setCards(cards.filter((other) => other.id !== card.id))}
                />
              ))}
            </Column>
          );
        })}
      </div>
    </main>
  );
}
