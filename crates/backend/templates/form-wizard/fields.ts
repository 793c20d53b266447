/** What the form asks for. */
export interface Booking {
  name: string;
  email: string;
  from: string;
  to: string;
  /** Days as 2026-05-31. */
  leave: string;
  back: string;
  travellers: number;
  seat: string;
  extras: string[];
  note: string;
}

export type FieldName = keyof Booking;
export type Change = (change: Partial<Booking>) => void;
export type Mistakes = Partial<Record<FieldName, string>>;

/** What every step gets: the values so far, a way to change them, and what is wrong with them. */
export interface StepProps {
  booking: Booking;
  mistakes: Mistakes;
  onChange: Change;
}

export const empty: Booking = {
  name: "",
  email: "",
  from: "Berlin",
  to: "",
  leave: "",
  back: "",
  travellers: 1,
  seat: "Window",
  extras: [],
  note: "",
};

export const places = ["Berlin", "Copenhagen", "Lisbon", "Naples", "Porto", "Vienna"];
export const seats = ["Window", "Aisle", "No matter"];
export const extras = [
  { name: "Breakfast", price: 12 },
  { name: "Bicycle", price: 18 },
  { name: "Museum pass", price: 35 },
];

export interface Step {
  title: string;
  hint: string;
  /** Checked before the next step. */
  fields: FieldName[];
}

export const steps: Step[] = [
  { title: "You", hint: "Who is travelling, and where the ticket goes.", fields: ["name", "email"] },
  { title: "Trip", hint: "From where to where, and when.", fields: ["from", "to", "leave", "back", "travellers"] },
  { title: "Extras", hint: "Nothing here has to be chosen.", fields: ["seat", "extras", "note"] },
  { title: "Review", hint: "Look it over before you send it.", fields: [] },
];

export const price = (booking: Booking) =>
  booking.travellers * (89 + extras.filter((extra) => booking.extras.includes(extra.name)).reduce((sum, extra) => sum + extra.price, 0));

export const day = (value: string) =>
  value ? new Date(`${value}T00:00`).toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" }) : "not chosen";
