export interface Card {
  id: number;
  text: string;
  /** Index of the column. */
  column: number;
}

export const columns = [
  "To do",
  "Doing",
  // __SPARE__
  "Review",
  "Testing",
  "Ready",
  "Paused",
  "Later",
  // __END__
  "Done",
];

export const starter: Card[] = [
  { id: 1, text: "Sketch the landing page", column: 0 },
  { id: 2, text: "Pick the colours", column: 0 },
  { id: 3, text: "Write the first draft", column: 1 },
  { id: 4, text: "Set up the project", column: 2 },
  { id: 5, text: "Ask three people", column: 0 },
  { id: 6, text: "Fix the small things", column: 1 },
  // __SPARE__
  { id: 7, text: "Plan the launch", column: 0 },
  { id: 8, text: "Order the stickers", column: 0 },
  { id: 9, text: "Tidy the backlog", column: 1 },
  { id: 10, text: "Say thank you", column: 0 },
];
