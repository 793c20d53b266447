export interface Question {
  text: string;
  options: string[];
  /** Index of the right option. */
  answer: number;
}

export const questions: Question[] = [
  { text: "Which planet is closest to the Sun?", options: ["Venus", "Mercury", "Mars", "Earth"], answer: 1 },
  { text: "How many sides does a hexagon have?", options: ["Five", "Six", "Seven", "Eight"], answer: 1 },
  { text: "Which is the longest river in South America?", options: ["Orinoco", "Paraná", "Amazon", "Magdalena"], answer: 2 },
  { text: "Who wrote “Frankenstein”?", options: ["Mary Shelley", "Jane Austen", "Emily Brontë", "George Eliot"], answer: 0 },
  { text: "What is the chemical symbol of gold?", options: ["Go", "Gd", "Ag", "Au"], answer: 3 },
  // __SPARE__
  { text: "How many keys does a usual piano have?", options: ["66", "72", "88", "96"], answer: 2 },
  { text: "Which is the largest ocean?", options: ["Atlantic", "Indian", "Arctic", "Pacific"], answer: 3 },
  { text: "How many bones does a grown person have?", options: ["206", "180", "320", "250"], answer: 0 },
  { text: "Which country has the city of Porto?", options: ["Spain", "Portugal", "Brazil", "Italy"], answer: 1 },
  { text: "What is the square root of 144?", options: ["10", "11", "12", "14"], answer: 2 },
  { text: "Which gas do plants take from the air?", options: ["Oxygen", "Nitrogen", "Carbon dioxide", "Helium"], answer: 2 },
  { text: "In which year did people first walk on the Moon?", options: ["1959", "1965", "1969", "1972"], answer: 2 },
];
