import { useEffect, useRef, useState } from "react";
import { Bubble } from "./Bubble";
import { Composer } from "./Composer";
import { answers, partner, starter, type Message } from "./messages";
import "./index.css";
import "./App.css";

export default function App() {
  const [sent, setSent] = useState<Message[]>([]);
  const [waiting, setWaiting] = useState(false);
  const log = useRef<HTMLDivElement>(null);
  const messages = [...starter, ...sent];

  useEffect(() => {
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [sent, waiting]);

  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(() => {
      setSent((sent) => {
        const turn = sent.filter((message) => !message.mine).length;
        return [...sent, { id: Date.now(), text: answers[turn % answers.length], mine: false }];
      });
      setWaiting(false);
    }, 1200);
    return () => clearTimeout(timer);
  }, [waiting, sent]);

  function send(text: string) {
    setSent([...sent, { id: Date.now(), text, mine: true }]);
    setWaiting(true);
  }

  return (
    <main className="page">
      <section className="card chat">
        <header>
          <span className="avatar" aria-hidden="true">{partner.slice(0, 1)}</span>
          <div>
            <h1>__TITLE__</h1>
            <p className="muted" role="status">{waiting ? `${partner} is writing…` : `${partner} is here`}</p>
          </div>
        </header>
        <div className="log" role="log" aria-label="Messages" tabIndex={0} ref={log}>
          <ul>
            {messages.map((message) => (
              <Bubble key={message.id} message={message} />
            ))}
            {waiting && <li className="bubble dots" aria-hidden="true"><i /><i /><i /></li>}
          </ul>
        </div>
        <Composer onSend={send} />
      </section>
    </main>
  );
}
