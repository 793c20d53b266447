export interface Field {
  label: string;
  id: string;
  type: "text" | "email" | "password" | "tel" | "url" | "number" | "date";
  autoComplete?: string;
}

export const fields: Field[] = [
  { label: "Email", id: "email", type: "email", autoComplete: "email" },
  { label: "Password", id: "password", type: "password", autoComplete: "current-password" },
  // __SPARE__
  { label: "Name", id: "name", type: "text" },
  { label: "Phone", id: "phone", type: "tel" },
  { label: "Company", id: "company", type: "text" },
];

/** What is wrong with a value, or nothing. */
export function problem(field: Field, value: string): string {
  if (!value.trim()) return `${field.label} is missing.`;
  if (field.type === "email" && !/^\S+@\S+\.\S+$/.test(value)) return "Enter an email address, such as ada@example.com.";
  if (field.type === "password" && value.length < 8) return `${field.label} needs at least 8 characters.`;
  if (field.type === "tel" && !/^[+\d][\d\s()/-]{4,}$/.test(value)) return "Enter a phone number, such as +44 20 7946 0000.";
  if (field.type === "url" && !/^https?:\/\/\S+\.\S+$/.test(value)) return "Enter an address that begins with https://.";
  return "";
}
