// src/Card.tsx
export function Card() {
  return <p>Hello</p>;
}
