import { useState, type FormEvent, type KeyboardEvent } from "react";

export function Composer({ onSend }: { onSend: (text: string) => void }) {
  const [draft, setDraft] = useState("");

  function send() {
    const text = draft.trim();
    if (!text) return;
    onSend(text);
    setDraft("");
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    send();
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter sends, Shift and Enter begin a line; while an input method composes, Enter is its own.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  }

  return (
    <form className="composer" onSubmit={submit}>
      <textarea rows={1} aria-label="Message" placeholder="Write a message" value={draft} onChange={(event) => setDraft(event.target.value)} onKeyDown={onKeyDown} />
      <button className="primary" type="submit" disabled={!draft.trim()}>Send</button>
    </form>
  );
}
