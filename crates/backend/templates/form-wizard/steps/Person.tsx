import { Field } from "../Field";
import type { StepProps } from "../fields";

export function Person({ booking, mistakes, onChange }: StepProps) {
  return (
    <>
      <Field name="name" label="Name" mistake={mistakes.name}>
        {(own) => <input {...own} autoComplete="name" value={booking.name} onChange={(event) => onChange({ name: event.target.value })} />}
      </Field>
      <Field name="email" label="Email" mistake={mistakes.email}>
        {(own) => (
          <input {...own} type="email" autoComplete="email" placeholder="ada@example.com" value={booking.email} onChange={(event) => onChange({ email: event.target.value })} />
        )}
      </Field>
    </>
  );
}
