import { day, price, type Booking } from "../fields";

export function Review({ booking }: { booking: Booking }) {
  const lines = [
    ["Name", booking.name],
    ["Email", booking.email],
    ["Trip", `${booking.from} to ${booking.to}`],
    ["Leave on", day(booking.leave)],
    ["Back on", booking.back ? day(booking.back) : "One way"],
    ["Travellers", String(booking.travellers)],
    ["Seat", booking.seat],
    ["Extras", booking.extras.join(", ") || "None"],
    ["Note", booking.note || "None"],
  ];
  return (
    <>
      <dl className="review">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="total">
        <span>Total</span>
        <strong>{price(booking)} €</strong>
      </p>
    </>
  );
}
