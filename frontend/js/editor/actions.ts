// Keys and the context menu of the editor.
import { monaco } from "./monaco";

const { KeyCode: key, KeyMod: mod } = monaco;

/** `run` carries one of them out; see `EditorHandle.run`. Editing ones are left out where nothing may be edited. */
export function addActions(editor: monaco.editor.IStandaloneCodeEditor, readOnly: boolean, run: (action: string) => void): void {
  const add = (action: string, label: string, keys: number, group: string, order: number) =>
    editor.addAction({
      id: `easel.${action}`, label, keybindings: [keys], contextMenuGroupId: group, contextMenuOrder: order,
      run: () => run(action),
    });
  add("definition", "Go to definition", key.F12, "navigation", 1);
  add("references", "Find all references", mod.Shift | key.F12, "navigation", 2);
  if (readOnly) return;
  add("rename", "Rename symbol", key.F2, "1_modification", 1);
  add("format", "Format document", mod.Shift | mod.Alt | key.KeyF, "1_modification", 2);
}

/** Monaco takes Ctrl+K as the first key of its chords; in Easel it opens the palette everywhere. */
export function leavePaletteKey(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.stopPropagation();
  if (event.defaultPrevented) return;
  event.preventDefault();
  const { key, code: physical, ctrlKey, metaKey } = event;
  (event.currentTarget as HTMLElement).parentElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, code: physical, ctrlKey, metaKey, bubbles: true, cancelable: true }),
  );
}
