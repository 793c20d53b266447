/** Milliseconds as 01:23.45, with hours in front when there are any. */
export function format(ms: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const time = `${two((ms / 60000) % 60)}:${two((ms / 1000) % 60)}.${two((ms / 10) % 100)}`;
  return ms >= 3600000 ? `${Math.floor(ms / 3600000)}:${time}` : time;
}
