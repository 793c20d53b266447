import { useEffect, useState } from "react";
import { empty, type Booking } from "./fields";

const key = "booking";

function read(): Booking {
  try {
    return { ...empty, ...(JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Booking>) };
  } catch {
    return empty;
  }
}

/** The values so far, which outlive a reload until the form is sent. */
export function useDraft() {
  const [booking, setBooking] = useState(read);

  useEffect(() => {
    try {
      localStorage.setItem(key, JSON.stringify(booking));
    } catch {
      // Storage is full or forbidden: the form goes on without a memory.
    }
  }, [booking]);

  return {
    booking,
    change: (change: Partial<Booking>) => setBooking((before) => ({ ...before, ...change })),
    clear: () => setBooking(empty),
  };
}
