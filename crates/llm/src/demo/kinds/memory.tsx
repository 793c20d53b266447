import { useEffect, useState } from "react";
import "./index.css";

const symbols = ["▲", "●", "■", "★", "◆", "♥", "♣", "☀"];

interface Tile {
  symbol: string;
  found: boolean;
}

function deal(): Tile[] {
  const tiles = [...symbols, ...symbols].map((symbol) => ({ symbol, found: false }));
  for (let i = tiles.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [tiles[i], tiles[j]] = [tiles[j], tiles[i]];
  }
  return tiles;
}

export default function App() {
  const [tiles, setTiles] = useState(deal);
  const [open, setOpen] = useState<number[]>([]);
  const [moves, setMoves] = useState(0);
  const won = tiles.every((tile) => tile.found);

  useEffect(() => {
    if (open.length < 2) return;
    const [a, b] = open;
    if (tiles[a].symbol === tiles[b].symbol) {
      setTiles(tiles.map((tile, i) => (i === a || i === b ? { ...tile, found: true } : tile)));
      setOpen([]);
      return;
    }
    const timer = setTimeout(() => setOpen([]), 800);
    return () => clearTimeout(timer);
  }, [open]);

  function turn(index: number) {
    if (open.length === 2 || open.includes(index) || tiles[index].found) return;
    setOpen([...open, index]);
    if (open.length === 1) setMoves(moves + 1);
  }

  function restart() {
    setTiles(deal());
    setOpen([]);
    setMoves(0);
  }

  return (
    <main className="page">
      <section className="card memory">
        <header>
          <h1>__TITLE__</h1>
          <p className="muted" role="status">{won ? `Solved in ${moves} moves` : `${moves} moves`}</p>
        </header>
        <div className="grid">
          {tiles.map((tile, i) => {
            const visible = tile.found || open.includes(i);
            return (
              <button
                key={i}
                className={tile.found ? "tile found" : visible ? "tile open" : "tile"}
                aria-label={visible ? `Card ${i + 1}: ${tile.symbol}` : `Card ${i + 1}, face down`}
                onClick={() => turn(i)}
              >
                {visible ? tile.symbol : ""}
              </button>
            );
          })}
        </div>
        <button className={won ? "primary" : ""} onClick={restart}>New game</button>
      </section>
    </main>
  );
}
