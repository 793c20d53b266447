// A file of an earlier version, over the editor while it is shown. The editor under it keeps its text, cursor and
// undo steps.
import { monaco } from "./monaco";
import { code } from "./options";

let counter = 0;

export class Past {
  private readonly editor: monaco.editor.IStandaloneCodeEditor;
  private readonly node = document.createElement("div");
  private model: monaco.editor.ITextModel | undefined;

  constructor(host: HTMLElement) {
    this.node.className = "easel-past";
    host.append(this.node);
    this.editor = monaco.editor.create(this.node, {
      ...code,
      ariaLabel: "Code of an earlier version",
      readOnly: true,
      readOnlyMessage: { value: "This is an earlier version. Restore it to edit it." },
      quickSuggestions: false,
    });
  }

  show(path: string, text: string): void {
    counter += 1;
    const uri = monaco.Uri.from({ scheme: "past", path: `/${counter}/${path}` });
    const before = this.model;
    this.model = monaco.editor.createModel(text, undefined, uri);
    this.model.updateOptions({ bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
    this.editor.setModel(this.model);
    before?.dispose();
  }

  layout(): void {
    this.editor.layout();
  }

  dispose(): void {
    this.editor.dispose();
    this.model?.dispose();
    this.node.remove();
  }
}
