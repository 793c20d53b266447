import type { Booking, FieldName, Mistakes } from "./fields";

/** What is wrong with each field; a field that is fine is not in it. */
export function check(booking: Booking, fields: FieldName[]): Mistakes {
  const mistakes: Mistakes = {};
  const wrong = (field: FieldName, sentence: string) => {
    if (fields.includes(field)) mistakes[field] = sentence;
  };

  if (booking.name.trim().length < 2) wrong("name", "Enter your name.");
  if (!/^\S+@\S+\.\S+$/.test(booking.email.trim())) wrong("email", "Enter an address such as ada@example.com.");
  if (!booking.to) wrong("to", "Choose where you are going.");
  else if (booking.to === booking.from) wrong("to", "Choose a place that is not the one you leave from.");
  if (!booking.leave) wrong("leave", "Choose the day you leave.");
  if (booking.back && booking.back < booking.leave) wrong("back", "The way back cannot be before the way there.");
  if (booking.travellers < 1 || booking.travellers > 8) wrong("travellers", "One to eight people can travel together.");
  return mistakes;
}
