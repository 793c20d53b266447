import { useState, type FormEvent } from "react";
import { TaskRow } from "./TaskRow";
import { starter } from "./tasks";
import { useSaved } from "./useSaved";
import "./index.css";
import "./App.css";

export default function App() {
  const [tasks, setTasks] = useSaved("tasks", starter);
  const [draft, setDraft] = useState("");
  const open = tasks.filter((task) => !task.done).length;
  const visible = tasks;

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
          {visible.map((task) => (
            <TaskRow key={task.id} task={task} onToggle={() => toggle(task.id)} onRemove={() => remove(task.id)} />
          ))}
        </ul>
        {visible.length === 0 && <p className="empty muted">Nothing here. Add a task above.</p>}
      </section>
    </main>
  );
}
