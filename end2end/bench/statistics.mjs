/** The value below which the share `p` of the sorted values lies. */
export function percentile(values, p) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? NaN;
}

export const median = (values) => percentile(values, 0.5);

/** One measured row: what, how much, and the goal if there is one. */
export function row(name, value, unit, goal) {
  return { name, value: rounded(value), unit, ...(goal === undefined ? {} : { goal, met: value <= goal }) };
}

/** A row whose value is the better the higher it is. */
export function rate(name, value, unit, goal) {
  return { name, value: rounded(value), unit, ...(goal === undefined ? {} : { goal, met: value >= goal }) };
}

function rounded(value) {
  const factor = value < 10 ? 100 : 10;
  return Math.round(value * factor) / factor;
}

export function print(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, value, unit, goal, met } of rows) {
    const wanted = goal === undefined ? "" : `goal ${goal} ${unit}  ${met ? "met" : "MISSED"}`;
    console.log(`${name.padEnd(width)}  ${String(value).padStart(8)} ${unit.padEnd(3)}  ${wanted}`);
  }
}
