import { useState } from "react";
import { Column, type Card } from "./Column";
import "./index.css";

const columns = ["To do", "Doing", "Done"];

const starter: Card[] = [
  { id: 1, text: "Sketch the landing page", column: 0 },
  { id: 2, text: "Pick the colours", column: 0 },
  { id: 3, text: "Write the first draft", column: 1 },
  { id: 4, text: "Set up the project", column: 2 },
];

export default function App() {
  const [cards, setCards] = useState(starter);

  function move(id: number, column: number) {
    setCards(cards.map((card) => (card.id === id ? { ...card, column } : card)));
  }

  function add(text: string, column: number) {
    setCards([...cards, { id: Date.now(), text, column }]);
  }

  return (
    <main className="board">
      <h1>__TITLE__</h1>
      <div className="columns">
        {columns.map((name, index) => (
          <Column
            key={name}
            name={name}
            index={index}
            last={columns.length - 1}
            cards={cards.filter((card) => card.column === index)}
            onMove={move}
            onAdd={(text) => add(text, index)}
          />
        ))}
      </div>
    </main>
  );
}
