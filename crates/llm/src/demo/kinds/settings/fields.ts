export interface Field {
  label: string;
  id: string;
  section: string;
  type: "text" | "email" | "switch" | "choice" | "range";
  initial: string;
  hint?: string;
  options?: string[];
}

export const fields: Field[] = [
  { label: "Name", id: "name", section: "Profile", type: "text", initial: "Ada Park" },
  { label: "Email", id: "email", section: "Profile", type: "email", initial: "ada@example.com", hint: "For receipts and nothing else." },
  { label: "Language", id: "language", section: "Profile", type: "choice", initial: "English", options: ["English", "Deutsch", "Español", "Français"] },
  { label: "Weekly summary", id: "weekly-summary", section: "Notifications", type: "switch", initial: "on", hint: "Every Monday by email." },
  { label: "Mentions", id: "mentions", section: "Notifications", type: "switch", initial: "on" },
  { label: "Sounds", id: "sounds", section: "Notifications", type: "switch", initial: "" },
  { label: "Density", id: "density", section: "Looks", type: "choice", initial: "Comfortable", options: ["Comfortable", "Compact"] },
  { label: "Volume", id: "volume", section: "Looks", type: "range", initial: "60" },
  // __SPARE__
  { label: "Beta features", id: "beta-features", section: "Notifications", type: "switch", initial: "" },
  { label: "Location", id: "location", section: "Profile", type: "text", initial: "" },
];

/** What is wrong with a value, or nothing. */
export function problem(field: Field, value: string): string {
  if (field.type === "email" && !/^\S+@\S+\.\S+$/.test(value)) return "Enter an email address, such as ada@example.com.";
  if (field.id === "name" && !value.trim()) return "A name is needed.";
  return "";
}
