interface Point {
  label: string;
  value: number;
}

interface BarChartProps {
  points: Point[];
  format: (value: number) => string;
}

export function BarChart({ points, format }: BarChartProps) {
  const top = Math.max(...points.map((point) => point.value));
  const width = 100 / points.length;

  return (
    <figure className="bars">
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={points.map((point) => `${point.label} ${format(point.value)}`).join(", ")}>
        {points.map((point, i) => {
          const height = (point.value / top) * 38;
          return <rect key={point.label} x={i * width + width * 0.18} y={40 - height} width={width * 0.64} height={height} rx="1" />;
        })}
      </svg>
      <figcaption>
        {points.map((point) => (
          <span key={point.label}>
            {point.label}
            <small className="muted">{format(point.value)}</small>
          </span>
        ))}
      </figcaption>
    </figure>
  );
}
