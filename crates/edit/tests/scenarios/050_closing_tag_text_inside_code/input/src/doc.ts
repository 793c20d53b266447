export const tags = [
  "<diff>",
];
