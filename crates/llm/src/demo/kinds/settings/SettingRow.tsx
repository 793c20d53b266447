import type { Field } from "./fields";

interface SettingRowProps {
  field: Field;
  value: string;
  error: string;
  onChange: (value: string) => void;
}

export function SettingRow({ field, value, error, onChange }: SettingRowProps) {
  const told = [field.hint ? `${field.id}-hint` : "", error ? `${field.id}-error` : ""].join(" ").trim();
  const shared = { id: field.id, "aria-describedby": told || undefined };

  function control() {
    if (field.type === "switch") {
      return <input {...shared} type="checkbox" role="switch" checked={value === "on"} onChange={(event) => onChange(event.target.checked ? "on" : "")} />;
    }
    if (field.type === "choice") {
      return (
        <select {...shared} value={value} onChange={(event) => onChange(event.target.value)}>
          {field.options?.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    }
    if (field.type === "range") {
      return (
        <div className="slider">
          <input {...shared} type="range" min="0" max="100" value={value} onChange={(event) => onChange(event.target.value)} />
          <span className="muted">{value}</span>
        </div>
      );
    }
    return <input {...shared} type={field.type} value={value} aria-invalid={error !== ""} onChange={(event) => onChange(event.target.value)} />;
  }

  return (
    <div className={`row ${field.type}`}>
      <div>
        <label htmlFor={field.id}>{field.label}</label>
        {field.hint && <p className="muted" id={`${field.id}-hint`}>{field.hint}</p>}
        {error && <p className="error" id={`${field.id}-error`}>{error}</p>}
      </div>
      {control()}
    </div>
  );
}
