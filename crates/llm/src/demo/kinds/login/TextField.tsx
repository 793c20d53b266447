import { useState } from "react";
import type { Field } from "./fields";

interface TextFieldProps {
  field: Field;
  value: string;
  error: string;
  onChange: (value: string) => void;
}

export function TextField({ field, value, error, onChange }: TextFieldProps) {
  const [shown, setShown] = useState(false);
  const secret = field.type === "password";

  return (
    <div className="field">
      <label htmlFor={field.id}>{field.label}</label>
      <div className="control">
        <input
          id={field.id}
          name={field.id}
          type={secret && shown ? "text" : field.type}
          autoComplete={field.autoComplete}
          value={value}
          aria-invalid={error !== ""}
          aria-describedby={error ? `${field.id}-error` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {secret && (
          <button type="button" className="quiet" aria-pressed={shown} aria-label={`Show ${field.label.toLowerCase()}`} onClick={() => setShown(!shown)}>
            {shown ? "Hide" : "Show"}
          </button>
        )}
      </div>
      {error && <p className="error" id={`${field.id}-error`}>{error}</p>}
    </div>
  );
}
