import type { Task } from "./tasks";

interface TaskRowProps {
  task: Task;
  onToggle: () => void;
  onRemove: () => void;
}

export function TaskRow({ task, onToggle, onRemove }: TaskRowProps) {
  return (
    <li className={task.done ? "task done" : "task"}>
      <label>
        <input type="checkbox" checked={task.done} onChange={onToggle} />
        <span>{task.text}</span>
      </label>
      <button className="quiet" aria-label={`Delete ${task.text}`} onClick={onRemove}>×</button>
    </li>
  );
}
