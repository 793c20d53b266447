export function Card() {
  return <p>Hello</p>;
}
