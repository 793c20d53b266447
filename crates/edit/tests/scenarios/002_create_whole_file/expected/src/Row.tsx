export function Row() {
  return <li />;
}
