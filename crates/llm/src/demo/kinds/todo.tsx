import { useState, type FormEvent } from "react";
import { TaskRow, type Task } from "./TaskRow";
import "./index.css";

const starter: Task[] = [
  { id: 1, text: "Try the checkbox", done: true },
  { id: 2, text: "Add a task of your own", done: false },
  { id: 3, text: "Ask for a change in the chat", done: false },
];

export default function App() {
  const [tasks, setTasks] = useState(starter);
  const [draft, setDraft] = useState("");
  const open = tasks.filter((task) => !task.done).length;

  function add(event: FormEvent) {
    event.preventDefault();
    const text = draft.trim();
    if (!text) return;
    setTasks([...tasks, { id: Date.now(), text, done: false }]);
    setDraft("");
  }

  function toggle(id: number) {
    setTasks(tasks.map((task) => (task.id === id ? { ...task, done: !task.done } : task)));
  }

  function remove(id: number) {
    setTasks(tasks.filter((task) => task.id !== id));
  }

  return (
    <main className="page">
      <section className="card tasks">
        <header>
          <h1>__TITLE__</h1>
          <p className="muted" role="status">{open === 0 ? "All done" : `${open} left`}</p>
        </header>
        <form onSubmit={add}>
          <input aria-label="New task" placeholder="What needs doing?" value={draft} onChange={(event) => setDraft(event.target.value)} />
          <button className="primary" type="submit">Add</button>
        </form>
        <ul>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} onToggle={() => toggle(task.id)} onRemove={() => remove(task.id)} />
          ))}
        </ul>
        {tasks.length === 0 && <p className="empty muted">Nothing here yet. Add the first task above.</p>}
      </section>
    </main>
  );
}
