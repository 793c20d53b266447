export interface Note {
  id: number;
  text: string;
}

/** The first line of a note is its title. */
export const starter: Note[] = [
  { id: 1, text: "# Welcome\n\nNotes are written in **Markdown** and kept in this browser.\n\n- Type on the left\n- Read on the right\n\n> Nothing leaves this page." },
  { id: 2, text: "# Bread\n\n1. Mix 500 g flour, 350 g water, 10 g salt\n2. Rest it over night\n3. Bake at `230 °C` for *40 minutes*" },
  { id: 3, text: "# Ideas\n\n- A walk by the sea\n- Letters instead of mails\n\n---\n\nSee [MDN](https://developer.mozilla.org) for more." },
  // __SPARE__
  { id: 4, text: "# Books\n\n- One that was lent\n- One to lend" },
  { id: 5, text: "# Garden\n\n- Sow the beans\n- Cut the roses" },
  { id: 6, text: "# Questions\n\nWhat would be *enough*?" },
];

/** The title of a note, without the signs of Markdown. */
export function titleOf(note: Note): string {
  const line = note.text.split("\n").find((line) => line.trim()) ?? "";
  return line.replace(/^#+\s*/, "").replace(/[*_`]/g, "").trim() || "Untitled";
}
