// The services of the editor, fetched when they are needed: they are no part of what a page starts with.
import { asset, findAsset } from "./monaco";
import type { Services } from "./services";
import type { Host } from "./services/host";

export class LazyServices {
  private loading: Promise<Services> | undefined;
  /** None until they are there. */
  now: Services | undefined;
  private failures = 0;
  private disposed = false;

  constructor(private readonly host: Host) {}

  async load(): Promise<Services | undefined> {
    if (this.disposed || !findAsset("editor-services.js")) return undefined;
    try {
      return await (this.loading ??= this.start());
    } catch {
      this.loading = undefined;
      this.failures++;
      return undefined;
    }
  }

  dispose(): void {
    this.disposed = true;
    this.now?.dispose();
    this.now = undefined;
  }

  private async start(): Promise<Services> {
    const address = asset("editor-services.js");
    // Some browsers never ask again for a module that failed: only another address helps.
    const module = await import(this.failures === 0 ? address : `${address}?again=${this.failures}`) as typeof import("./services");
    if (this.disposed) throw new Error("The editor was left.");
    return (this.now = module.start(this.host));
  }
}
