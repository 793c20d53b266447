export interface Picture {
  title: string;
  place: "Sea" | "Hills" | "Sky";
  /** Decides shapes and colours. */
  seed: number;
}

export const places = ["Sea", "Hills", "Sky"] as const;

export const pictures: Picture[] = [
  { title: "First light", place: "Hills", seed: 11 },
  { title: "Low tide", place: "Sea", seed: 24 },
  { title: "North wind", place: "Sky", seed: 35 },
  { title: "Harbour", place: "Sea", seed: 47 },
  { title: "Late summer", place: "Hills", seed: 58 },
  { title: "Two moons", place: "Sky", seed: 62 },
  { title: "The long road", place: "Hills", seed: 73 },
  { title: "Open water", place: "Sea", seed: 81 },
  { title: "Before the rain", place: "Sky", seed: 96 },
  // __SPARE__
  { title: "Salt", place: "Sea", seed: 104 },
  { title: "Old vineyard", place: "Hills", seed: 117 },
  { title: "Night train", place: "Sky", seed: 129 },
  { title: "Dune", place: "Hills", seed: 131 },
  { title: "Kites", place: "Sky", seed: 148 },
  { title: "Breakwater", place: "Sea", seed: 152 },
];
