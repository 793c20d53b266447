// What the editor knows about code: loaded when somebody is about to need it, a moment after the editor.
import type { monaco } from "../monaco";
import { Checker } from "./checker";
import { Client } from "./client";
import { Formatter } from "./format";
import type { Host } from "./host";
import { Navigation } from "./navigation";
import { type Note, Notes } from "./notes";
import { registerProviders } from "./providers";
import { rename } from "./rename";

export class Services {
  private readonly client: Client;
  private readonly checker: Checker;
  private readonly navigation: Navigation;
  private readonly formatter: Formatter;
  private readonly notes: Notes;
  private readonly registered: monaco.IDisposable[];

  constructor(private readonly host: Host) {
    this.client = new Client(() => host.startWorker("typescript"), host.asset("types.json"));
    for (const [path, text] of host.files()) this.client.write(path, text);
    this.checker = new Checker(host, this.client);
    this.navigation = new Navigation(host, this.client);
    this.formatter = new Formatter(host);
    this.notes = new Notes(host);
    this.registered = registerProviders(host, this.client);
    this.checker.soon(false);
  }

  /** A file's text as it stands; null when it is gone. `edited` if a person typed it. */
  write(path: string, text: string | null, edited: boolean): void {
    this.client.write(path, text);
    if (text === null) this.checker.forget(path);
    else if (!edited) this.notes.show();
    this.checker.soon(edited);
  }

  /** Another file is in front. */
  shown(path: string): void {
    this.checker.mark(path);
    this.notes.show();
    this.checker.soon(false);
  }

  setNotes(notes: Note[]): void {
    this.notes.set(notes);
  }

  async run(action: string): Promise<void> {
    const position = this.host.editor.getPosition();
    switch (action) {
      case "format": return this.formatter.format();
      case "definition": return this.navigation.goTo(position);
      case "references": return this.navigation.showReferences(position);
      case "rename": return rename(this.host, this.client);
    }
  }

  dispose(): void {
    for (const registration of this.registered) registration.dispose();
    this.checker.dispose();
    this.navigation.dispose();
    this.formatter.dispose();
    this.client.dispose();
  }
}

export const start = (host: Host): Services => new Services(host);
