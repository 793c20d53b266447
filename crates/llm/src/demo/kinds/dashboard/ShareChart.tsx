import type { Point } from "./sales";

interface ShareChartProps {
  title: string;
  points: Point[];
}

const radius = 60;
const around = 2 * Math.PI * radius;

/** A ring: each part begins where the ones before it end. */
export function ShareChart({ title, points }: ShareChartProps) {
  const total = points.reduce((sum, point) => sum + point.value, 0) || 1;
  const parts = points.map((point, i) => ({
    ...point,
    length: (point.value / total) * around,
    offset: (points.slice(0, i).reduce((sum, before) => sum + before.value, 0) / total) * around,
    opacity: 1 - (i / points.length) * 0.8,
  }));

  return (
    <figure className="panel share">
      <figcaption><h2>{title}</h2></figcaption>
      <svg viewBox="0 0 160 160" role="img" aria-label={`${title}: ${points.map((point) => `${point.label} ${point.value} %`).join(", ")}`}>
        {parts.map((part) => (
          <circle
            key={part.label}
            cx="80"
            cy="80"
            r={radius}
            strokeDasharray={`${Math.max(part.length - 3, 1)} ${around}`}
            strokeDashoffset={-part.offset}
            opacity={part.opacity}
          />
        ))}
      </svg>
      <ul>
        {parts.map((part) => (
          <li key={part.label}>
            <i style={{ opacity: part.opacity }} />
            {part.label}
            <span>{Math.round((part.value / total) * 100)} %</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
