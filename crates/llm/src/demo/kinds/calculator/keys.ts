/** Keys row by row: what they write, or C, ⌫ and = for what they do. */
export const rows = [
  ["C", "(", ")", "÷"],
  ["7", "8", "9", "×"],
  ["4", "5", "6", "−"],
  ["1", "2", "3", "+"],
  ["0", ".", "⌫", "="],
];

export const names: Record<string, string> = {
  "C": "Clear",
  "⌫": "Delete the last character",
  "=": "Equals",
  "÷": "Divide",
  "×": "Multiply",
  "−": "Minus",
  "+": "Plus",
  "%": "Percent",
  "√": "Square root",
  "^": "To the power of",
};

/** Keys of the keyboard that mean a key of the pad. */
export const typed: Record<string, string> = {
  "*": "×", "/": "÷", "-": "−", ",": ".", Enter: "=", Backspace: "⌫", Escape: "C", Delete: "C",
};
