export const tags = [
  "<diff>",
  "</diff>", "</file>",
</diff>
</file>
];
