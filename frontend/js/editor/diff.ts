// The diff of one file, over the editor while it is shown.
import { monaco } from "./monaco";
import { shared } from "./options";

const SIDE_BY_SIDE = 820;
let counter = 0;

export class Diff {
  private readonly editor: monaco.editor.IStandaloneDiffEditor;
  private readonly models: monaco.editor.ITextModel[];
  private readonly view: monaco.editor.IDiffEditorViewModel;
  private readonly node = document.createElement("div");

  constructor(host: HTMLElement, path: string, before: string, after: string) {
    this.node.className = "easel-diff";
    host.append(this.node);
    this.editor = monaco.editor.createDiffEditor(this.node, {
      ...shared,
      readOnly: true,
      originalEditable: false,
      renderSideBySide: host.clientWidth >= SIDE_BY_SIDE,
      useInlineViewWhenSpaceIsLimited: true,
      renderSideBySideInlineBreakpoint: SIDE_BY_SIDE,
      hideUnchangedRegions: { enabled: true, contextLineCount: 3, minimumLineCount: 3 },
      renderOverviewRuler: false,
      originalAriaLabel: "Before",
      modifiedAriaLabel: "After",
    });
    counter += 1;
    const model = (text: string, side: string) =>
      monaco.editor.createModel(text, undefined, monaco.Uri.from({ scheme: "diff", path: `/${counter}/${side}/${path}` }));
    const [original, modified] = [model(before, "before"), model(after, "after")];
    this.models = [original, modified];
    this.view = this.editor.createViewModel({ original, modified });
    this.editor.setModel(this.view);
  }

  layout(): void {
    this.editor.layout();
  }

  dispose(): void {
    this.editor.setModel(null);
    // Ends a comparison under way, which would find its texts gone and throw. The editor lets go of a view that it
    // made itself only when the page ends.
    this.view.dispose();
    this.editor.dispose();
    for (const model of this.models) model.dispose();
    this.node.remove();
  }
}
