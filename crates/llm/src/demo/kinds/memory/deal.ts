export interface Tile {
  symbol: string;
  found: boolean;
}

/** Two of each symbol, shuffled. */
export function deal(symbols: string[]): Tile[] {
  const tiles = [...symbols, ...symbols].map((symbol) => ({ symbol, found: false }));
  for (let i = tiles.length - 1; i > 0; i -= 1) {
    const j = Math.floor(Math.random() * (i + 1));
    [tiles[i], tiles[j]] = [tiles[j], tiles[i]];
  }
  return tiles;
}
