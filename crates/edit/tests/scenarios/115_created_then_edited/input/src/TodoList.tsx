import { useState } from "react";

type Todo = { id: number; text: string; done: boolean };

export function TodoList({ title }: { title: string }) {
  const [todos, setTodos] = useState<Todo[]>([]);
  const [draft, setDraft] = useState("");

  function add() {
    if (!draft.trim()) return;
    setTodos([...todos, { id: Date.now(), text: draft, done: false }]);
    setDraft("");
  }

  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {todos.map((todo) => (
          <li key={todo.id} className={todo.done ? "done" : ""}>
            {todo.text}
          </li>
        ))}
      </ul>
      <button onClick={add}>Add</button>
    </section>
  );
}
