import type { ReactNode } from "react";

interface FieldProps {
  name: string;
  label: string;
  mistake?: string;
  children: (own: { id: string; "aria-invalid": boolean; "aria-describedby"?: string }) => ReactNode;
}

/** Label, input and message belong together. */
export function Field({ name, label, mistake, children }: FieldProps) {
  const message = `${name}-message`;
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {children({ id: name, "aria-invalid": Boolean(mistake), "aria-describedby": mistake ? message : undefined })}
      {mistake && <p id={message} className="mistake">{mistake}</p>}
    </div>
  );
}
