import { money, type Point } from "./sales";

interface LineChartProps {
  title: string;
  points: Point[];
}

const width = 1040;
const height = 200;

export function LineChart({ title, points }: LineChartProps) {
  const top = Math.max(...points.map((point) => point.value), 1);
  const step = width / points.length;
  const places = points.map((point, i) => `${i * step + step / 2},${height - (point.value / top) * (height - 16)}`);

  return (
    <figure className="panel line">
      <figcaption><h2>{title}</h2></figcaption>
      <svg viewBox={`0 0 ${width} ${height + 40}`} role="img" aria-label={`${title}: ${points.map((point) => `${point.label} ${money(point.value)}`).join(", ")}`}>
        <polygon points={`${step / 2},${height} ${places.join(" ")} ${width - step / 2},${height}`} />
        <polyline points={places.join(" ")} />
        {points.map((point, i) => (
          <text key={point.label} x={i * step + step / 2} y={height + 34} textAnchor="middle">{point.label}</text>
        ))}
      </svg>
    </figure>
  );
}
