export interface Task {
  id: number;
  text: string;
  done: boolean;
}

export const starter: Task[] = [
  { id: 1, text: "Try the checkbox", done: true },
  { id: 2, text: "Add a task of your own", done: false },
  { id: 3, text: "Ask for a change in the chat", done: false },
  // __SPARE__
  { id: 4, text: "Water the plants", done: false },
  { id: 5, text: "Answer the letter", done: false },
  { id: 6, text: "Book the train", done: false },
  { id: 7, text: "Call a friend", done: false },
  { id: 8, text: "Plan the week", done: false },
  { id: 9, text: "Go for a walk", done: false },
  { id: 10, text: "Read a chapter", done: false },
];
