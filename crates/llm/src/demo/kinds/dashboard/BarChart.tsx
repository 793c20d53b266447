import { money, type Point } from "./sales";

interface BarChartProps {
  title: string;
  points: Point[];
}

const width = 720;
const height = 290;

export function BarChart({ title, points }: BarChartProps) {
  const top = Math.max(...points.map((point) => point.value), 1);
  const step = width / points.length;

  return (
    <figure className="panel chart">
      <figcaption><h2>{title}</h2></figcaption>
      <svg viewBox={`0 0 ${width} ${height + 28}`} role="img" aria-label={`${title}: ${points.map((point) => `${point.label} ${money(point.value)}`).join(", ")}`}>
        {[0, 0.5, 1].map((part) => (
          <line key={part} x1="0" x2={width} y1={height - part * (height - 12)} y2={height - part * (height - 12)} />
        ))}
        {points.map((point, i) => {
          const bar = (point.value / top) * (height - 12);
          return (
            <g key={point.label}>
              <title>{`${point.label}: ${money(point.value)}`}</title>
              <rect className="hit" x={i * step} y="0" width={step} height={height} />
              <rect className="bar" x={i * step + step * 0.2} y={height - bar} width={step * 0.6} height={bar} rx="4" />
              <text x={i * step + step / 2} y={height + 22} textAnchor="middle">{point.label}</text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
