import { useState, type FormEvent } from "react";
import { TextField } from "./TextField";
import { Welcome } from "./Welcome";
import { fields, problem } from "./fields";
import "./index.css";
import "./App.css";

const action = "Sign in";

export default function App() {
  const [values, setValues] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState(false);
  const [welcome, setWelcome] = useState("");
  const errors = fields.map((field) => (checked ? problem(field, values[field.id] ?? "") : ""));

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    const wrong = fields.find((field) => problem(field, values[field.id] ?? ""));
    if (wrong) document.getElementById(wrong.id)?.focus();
    else setWelcome(values[fields[0].id] ?? "");
  }

  function leave() {
    setWelcome("");
    setValues({});
    setChecked(false);
  }

  if (welcome) return <Welcome name={welcome} onLeave={leave} />;

  return (
    <main className="page">
      <form className="card login" onSubmit={submit} noValidate>
        <h1>__TITLE__</h1>
        {fields.map((field, i) => (
          <TextField
            key={field.id}
            field={field}
            value={values[field.id] ?? ""}
            error={errors[i]}
            onChange={(value) => setValues({ ...values, [field.id]: value })}
          />
        ))}
        <button className="primary" type="submit">{action}</button>
      </form>
    </main>
  );
}
