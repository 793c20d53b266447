import { partner, type Message } from "./messages";

export function Bubble({ message }: { message: Message }) {
  return (
    <li className={message.mine ? "bubble mine" : "bubble"}>
      <span className="hidden-label">{message.mine ? "You" : partner}:</span>
      <p>{message.text}</p>
    </li>
  );
}
