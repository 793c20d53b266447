import { useEffect, useState } from "react";

/** The fewest moves so far, remembered in this browser. */
export function useBest(moves: number, won: boolean): number | null {
  const [best, setBest] = useState<number | null>(() => {
    try {
      return Number(localStorage.getItem("best-moves")) || null;
    } catch {
      return null;
    }
  });

  useEffect(() => {
    if (!won || (best !== null && best <= moves)) return;
    setBest(moves);
    try {
      localStorage.setItem("best-moves", String(moves));
    } catch {
      // Storage is full or forbidden: the record lasts as long as the page.
    }
  }, [won, moves, best]);

  return best;
}
