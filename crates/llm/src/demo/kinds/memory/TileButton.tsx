import type { Tile } from "./deal";

interface TileButtonProps {
  tile: Tile;
  number: number;
  open: boolean;
  onTurn: () => void;
}

export function TileButton({ tile, number, open, onTurn }: TileButtonProps) {
  const visible = open || tile.found;

  return (
    <button
      className={tile.found ? "tile found" : visible ? "tile open" : "tile"}
      aria-label={visible ? `Card ${number}: ${tile.symbol}` : `Card ${number}, face down`}
      onClick={onTurn}
    >
      <span aria-hidden="true">{visible ? tile.symbol : ""}</span>
    </button>
  );
}
