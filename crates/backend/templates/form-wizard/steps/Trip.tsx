import { Field } from "../Field";
import { places, type StepProps } from "../fields";

export function Trip({ booking, mistakes, onChange }: StepProps) {
  const options = places.map((place) => <option key={place}>{place}</option>);
  return (
    <>
      <div className="pair">
        <Field name="from" label="From">
          {(own) => <select {...own} value={booking.from} onChange={(event) => onChange({ from: event.target.value })}>{options}</select>}
        </Field>
        <Field name="to" label="To" mistake={mistakes.to}>
          {(own) => (
            <select {...own} value={booking.to} onChange={(event) => onChange({ to: event.target.value })}>
              <option value="">Choose a place</option>
              {options}
            </select>
          )}
        </Field>
      </div>
      <div className="pair">
        <Field name="leave" label="Leave on" mistake={mistakes.leave}>
          {(own) => <input {...own} type="date" value={booking.leave} onChange={(event) => onChange({ leave: event.target.value })} />}
        </Field>
        <Field name="back" label="Back on (optional)" mistake={mistakes.back}>
          {(own) => <input {...own} type="date" min={booking.leave} value={booking.back} onChange={(event) => onChange({ back: event.target.value })} />}
        </Field>
      </div>
      <Field name="travellers" label="Travellers" mistake={mistakes.travellers}>
        {(own) => (
          <input {...own} type="number" min="1" max="8" value={booking.travellers} onChange={(event) => onChange({ travellers: Number(event.target.value) })} />
        )}
      </Field>
    </>
  );
}
