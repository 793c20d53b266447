import type { Settings } from "./Scene";
import { shapeNames } from "./shapes";

interface ControlsProps {
  settings: Settings;
  onChange: (change: Partial<Settings>) => void;
}

export function Controls({ settings, onChange }: ControlsProps) {
  return (
    <form className="controls" aria-label="Scene" onSubmit={(event) => event.preventDefault()}>
      <div className="shapes" role="group" aria-label="Shape">
        {shapeNames.map((shape) => (
          <button key={shape} type="button" aria-pressed={shape === settings.shape} onClick={() => onChange({ shape })}>{shape}</button>
        ))}
      </div>
      <label>
        Colour
        <input type="color" value={settings.color} onChange={(event) => onChange({ color: event.target.value })} />
      </label>
      <label>
        Speed
        <input type="range" min="0" max="3" step="0.1" value={settings.speed} onChange={(event) => onChange({ speed: Number(event.target.value) })} />
      </label>
      <label>
        <input type="checkbox" checked={settings.wireframe} onChange={(event) => onChange({ wireframe: event.target.checked })} />
        Wireframe
      </label>
    </form>
  );
}
