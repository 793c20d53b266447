import { steps } from "./fields";

interface ProgressProps {
  current: number;
  onGo: (step: number) => void;
}

/** Where one is. Steps that are behind can be opened again. */
export function Progress({ current, onGo }: ProgressProps) {
  return (
    <nav className="progress" aria-label="Steps">
      <ol>
        {steps.map((step, i) => (
          <li key={step.title} className={i < current ? "done" : i === current ? "now" : ""}>
            <button type="button" disabled={i >= current} aria-current={i === current ? "step" : undefined} onClick={() => onGo(i)}>
              <span className="number" aria-hidden="true">{i < current ? "✓" : i + 1}</span>
              {step.title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
