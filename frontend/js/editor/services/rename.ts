// F2: a new name for a symbol, everywhere at once. The app stores it as one version.
import type { monaco } from "../monaco";
import type { Client } from "./client";
import { type Host, LANGUAGES, rangeOf } from "./host";

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

export async function rename(host: Host, client: Client): Promise<void> {
  const { editor } = host;
  const [model, position] = [editor.getModel(), editor.getPosition()];
  const path = model ? host.pathOf(model) : undefined;
  if (!model || !position || path === undefined || host.readOnly) return;
  if (!LANGUAGES.includes(model.getLanguageId())) {
    host.tell("notice", "Symbols can be renamed in TypeScript and JavaScript only.");
    return;
  }
  const version = model.getVersionId();
  const about = await client.ask("renameable", path, model.getOffsetAt(position));
  if (!about || "refused" in about) {
    host.tell("notice", `This cannot be renamed. Put the cursor on a name of your own code. ${about?.refused ?? ""}`.trim());
    return;
  }
  if (model.isDisposed() || editor.getModel() !== model) return;
  const wanted = await new Box(host, rangeOf(host, model, about.span), about.name).answer;
  editor.focus();
  if (wanted === undefined || wanted === about.name) return;
  if (!NAME.test(wanted)) {
    host.tell("notice", `“${wanted}” is not a name that code can use: letters, digits, $ and _, and no digit first.`);
    return;
  }
  if (model.isDisposed() || model.getVersionId() !== version) {
    host.tell("notice", `${path} changed meanwhile. Rename it once more.`);
    return;
  }
  const files = await client.ask("rename", path, model.getOffsetAt(position), wanted);
  if (files && files.length > 0) host.tell("edits", { title: `Renamed ${about.name} to ${wanted}`, files });
}

/** A field over the name. Enter takes it, Escape and a click elsewhere do not. */
class Box implements monaco.editor.IContentWidget {
  readonly allowEditorOverflow = true;
  readonly answer: Promise<string | undefined>;
  private readonly preference: typeof monaco.editor.ContentWidgetPositionPreference;
  private readonly node = document.createElement("div");

  constructor(host: Host, private readonly range: monaco.IRange, name: string) {
    const { editor } = host;
    this.preference = host.monaco.editor.ContentWidgetPositionPreference;
    const field = document.createElement("input");
    field.value = name;
    field.spellcheck = false;
    field.setAttribute("aria-label", "New name");
    field.size = Math.max(name.length + 4, 16);
    const hint = Object.assign(document.createElement("small"), { textContent: "Enter to rename, Escape to leave" });
    this.node.className = "easel-rename";
    this.node.append(field, hint);
    this.answer = new Promise((done) => {
      let over = false;
      const end = (answer: string | undefined) => {
        if (over) return;
        over = true;
        scrolled.dispose();
        editor.removeContentWidget(this);
        done(answer);
      };
      const scrolled = editor.onDidChangeModel(() => end(undefined));
      field.addEventListener("blur", () => end(undefined));
      // Keys are the field's own, not the editor's.
      field.addEventListener("keydown", (event) => {
        event.stopPropagation();
        if (event.key !== "Enter" && event.key !== "Escape") return;
        event.preventDefault();
        end(event.key === "Enter" ? field.value.trim() : undefined);
      });
    });
    editor.addContentWidget(this);
    editor.revealRange(range);
    requestAnimationFrame(() => {
      field.focus();
      field.select();
    });
  }

  getId(): string {
    return "easel.rename";
  }

  getDomNode(): HTMLElement {
    return this.node;
  }

  getPosition(): monaco.editor.IContentWidgetPosition {
    const position = { lineNumber: this.range.startLineNumber, column: this.range.startColumn };
    return { position, preference: [this.preference.BELOW, this.preference.ABOVE] };
  }
}
