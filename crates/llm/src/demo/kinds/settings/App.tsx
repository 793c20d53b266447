import { useState, type FormEvent } from "react";
import { SettingRow } from "./SettingRow";
import { fields, problem } from "./fields";
import { useSettings } from "./useSettings";
import "./index.css";
import "./App.css";

const sections = [...new Set(fields.map((field) => field.section))];

export default function App() {
  const settings = useSettings(fields);
  const [said, setSaid] = useState("");
  const wrong = fields.some((field) => problem(field, settings.value(field)));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (wrong) setSaid("Something above needs another look.");
    else setSaid(settings.save() ? "Saved." : "Kept until this page is closed: the browser does not store it.");
  }

  return (
    <main className="page">
      <form className="settings" onSubmit={submit} noValidate>
        <h1>__TITLE__</h1>
        {sections.map((section) => (
          <fieldset key={section} className="card">
            <legend>{section}</legend>
            {fields.filter((field) => field.section === section).map((field) => (
              <SettingRow
                key={field.id}
                field={field}
                value={settings.value(field)}
                error={problem(field, settings.value(field))}
                onChange={(value) => {
                  settings.set(field, value);
                  setSaid("");
                }}
              />
            ))}
          </fieldset>
        ))}
        <footer>
          <p className="muted" role="status">{said || (settings.changed ? "Not saved yet." : "")}</p>
          <button type="button" className="quiet" onClick={settings.reset}>Reset to defaults</button>
          <button type="button" disabled={!settings.changed} onClick={settings.discard}>Discard</button>
          <button type="submit" className="primary" disabled={!settings.changed}>Save</button>
        </footer>
      </form>
    </main>
  );
}
