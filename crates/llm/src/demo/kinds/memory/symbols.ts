/** A pair is made of each. */
export const symbols = [
  "▲",
  "●",
  "■",
  "★",
  "◆",
  "♥",
  "♣",
  "☀",
  // __SPARE__
  "♠",
  "☂",
  "♪",
  "☾",
];
