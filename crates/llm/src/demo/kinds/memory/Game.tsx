import { useEffect, useState } from "react";
import { TileButton } from "./TileButton";
import { deal } from "./deal";

export function Game({ symbols }: { symbols: string[] }) {
  const [tiles, setTiles] = useState(() => deal(symbols));
  const [open, setOpen] = useState<number[]>([]);
  const [moves, setMoves] = useState(0);
  const won = tiles.every((tile) => tile.found);

  // Two that differ stay in view for a moment.
  useEffect(() => {
    if (open.length < 2) return;
    const timer = setTimeout(() => setOpen([]), 800);
    return () => clearTimeout(timer);
  }, [open]);

  function turn(index: number) {
    if (open.length === 2 || open.includes(index) || tiles[index].found) return;
    if (open.length === 0) {
      setOpen([index]);
      return;
    }
    setMoves(moves + 1);
    const other = open[0];
    if (tiles[other].symbol === tiles[index].symbol) {
      setTiles(tiles.map((tile, i) => (i === other || i === index ? { ...tile, found: true } : tile)));
      setOpen([]);
    } else {
      setOpen([other, index]);
    }
  }

  function restart() {
    setTiles(deal(symbols));
    setOpen([]);
    setMoves(0);
  }

  return (
    <>
      <div className="tiles">
        {tiles.map((tile, i) => (
          <TileButton key={i} tile={tile} number={i + 1} open={open.includes(i)} onTurn={() => turn(i)} />
        ))}
      </div>
      <footer>
        <p role="status">{won ? `Solved in ${moves} moves` : `${moves} ${moves === 1 ? "move" : "moves"}`}</p>
        <button className={won ? "primary" : ""} onClick={restart}>New game</button>
      </footer>
    </>
  );
}
