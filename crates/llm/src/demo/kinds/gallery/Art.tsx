import { useId } from "react";
import type { Picture } from "./pictures";

const hues = { Sea: 200, Hills: 95, Sky: 265 };

/** A row of hills or waves as a closed path. */
function layer(seed: number, level: number, waves: number): string {
  const points = Array.from({ length: 9 }, (_, i) => {
    const sway = Math.sin(seed * 1.7 + i * waves) * 22 + Math.sin(seed * 0.6 + i * 2.3) * 10;
    return `${i * 50},${level + sway}`;
  });
  return `M0,300 L${points.join(" L")} L400,300 Z`;
}

/** A landscape drawn from a number: nothing has to be loaded. */
export function Art({ picture }: { picture: Picture }) {
  const id = useId();
  const { seed, place } = picture;
  const hue = hues[place] + ((seed * 7) % 50) - 25;
  const glow = (hue + 150 + (seed % 40)) % 360;
  const waves = place === "Sea" ? 0.5 : place === "Sky" ? 0.35 : 0.95;

  return (
    <svg className="art" viewBox="0 0 400 300" preserveAspectRatio="xMidYMid slice" role="img" aria-label={`${picture.title}, a drawing of ${place.toLowerCase()}`}>
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={`hsl(${hue} 62% 78%)`} />
          <stop offset="0.65" stopColor={`hsl(${glow} 75% 84%)`} />
        </linearGradient>
      </defs>
      <rect width="400" height="300" fill={`url(#${id})`} />
      <circle cx={80 + ((seed * 37) % 240)} cy={60 + ((seed * 13) % 70)} r={20 + (seed % 24)} fill={`hsl(${glow} 90% 92%)`} />
      {[0, 1, 2, 3].map((row) => (
        <path key={row} d={layer(seed + row * 9, 160 + row * 36, waves + row * 0.12)} fill={`hsl(${hue + row * 7} ${38 + row * 4}% ${64 - row * 13}%)`} />
      ))}
    </svg>
  );
}
