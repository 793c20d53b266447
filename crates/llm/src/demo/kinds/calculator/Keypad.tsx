import { names, rows } from "./keys";

export function Keypad({ onPress }: { onPress: (key: string) => void }) {
  return (
    <div className="keys" role="group" aria-label="Keys">
      {rows.flat().map((key) => (
        <button
          key={key}
          className={key === "=" ? "primary" : /[\d.]/.test(key) ? "" : "sign"}
          aria-label={names[key]}
          onClick={() => onPress(key)}
        >
          {key}
        </button>
      ))}
    </div>
  );
}
