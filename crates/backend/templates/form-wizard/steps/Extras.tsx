import { Field } from "../Field";
import { extras, seats, type StepProps } from "../fields";

export function Extras({ booking, onChange }: StepProps) {
  const toggle = (name: string) =>
    onChange({ extras: booking.extras.includes(name) ? booking.extras.filter((extra) => extra !== name) : [...booking.extras, name] });

  return (
    <>
      <fieldset>
        <legend>Seat</legend>
        <div className="choices">
          {seats.map((seat) => (
            <label key={seat} className="choice">
              <input type="radio" name="seat" checked={booking.seat === seat} onChange={() => onChange({ seat })} />
              {seat}
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>Extras, each per person</legend>
        <div className="choices">
          {extras.map((extra) => (
            <label key={extra.name} className="choice">
              <input type="checkbox" checked={booking.extras.includes(extra.name)} onChange={() => toggle(extra.name)} />
              {extra.name} <span className="muted">+ {extra.price} €</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field name="note" label="Anything we should know?">
        {(own) => <textarea {...own} rows={3} value={booking.note} onChange={(event) => onChange({ note: event.target.value })} />}
      </Field>
    </>
  );
}
