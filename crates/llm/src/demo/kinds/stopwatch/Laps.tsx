import { format } from "./format";

/** Newest first. Each lap is the time since the one before it. */
export function Laps({ times }: { times: number[] }) {
  const laps = times.map((time, i) => time - (times[i - 1] ?? 0));
  const best = Math.min(...laps);
  const worst = Math.max(...laps);
  const compare = laps.length > 1 && best !== worst;

  return (
    <table className="laps">
      <thead>
        <tr>
          <th scope="col">Lap</th>
          <th scope="col">Time</th>
          <th scope="col">Total</th>
        </tr>
      </thead>
      <tbody>
        {laps.map((lap, i) => (
          <tr key={i}>
            <td>
              {i + 1}
              {compare && lap === best && <span className="mark best">fastest</span>}
              {compare && lap === worst && <span className="mark">slowest</span>}
            </td>
            <td>{format(lap)}</td>
            <td className="muted">{format(times[i])}</td>
          </tr>
        )).reverse()}
      </tbody>
    </table>
  );
}
