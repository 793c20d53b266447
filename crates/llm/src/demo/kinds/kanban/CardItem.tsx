import type { Card } from "./board";

interface CardItemProps {
  card: Card;
  first: boolean;
  last: boolean;
  onMove: (by: number) => void;
  onRemove: () => void;
}

export function CardItem({ card, first, last, onMove, onRemove }: CardItemProps) {
  return (
    <li className="item" draggable onDragStart={(event) => event.dataTransfer.setData("text/plain", String(card.id))}>
      <p>{card.text}</p>
      <div>
        <button className="quiet" aria-label={`Move ${card.text} left`} disabled={first} onClick={() => onMove(-1)}>←</button>
        <button className="quiet" aria-label={`Move ${card.text} right`} disabled={last} onClick={() => onMove(1)}>→</button>
        <button className="quiet" aria-label={`Delete ${card.text}`} onClick={onRemove}>×</button>
      </div>
    </li>
  );
}
