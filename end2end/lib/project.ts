// Projects made by the server's own functions: tests of the preview bring their files along.
import { type APIRequestContext, expect } from "@playwright/test";

import { call } from "./workspace.ts";

export class Project {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly origin: string,
    readonly id: string,
  ) {}

  /** A project that holds these files and nothing else. */
  static async create(request: APIRequestContext, origin: string, files: Record<string, string>): Promise<Project> {
    const { project } = await call<{ project: string }>(request, origin, "create_project", { prompt: "A counter" });
    const made = new Project(request, origin, project);
    while (!(await made.view()).history.some(({ event }) => event.type === "run_finished")) {
      await new Promise((done) => setTimeout(done, 50));
    }
    for (const { path } of (await made.view()).files) if (!(path in files)) await made.remove(path);
    await made.write(files);
    return made;
  }

  private view() {
    type View = { files: { path: string }[]; history: { event: { type: string } }[] };
    return call<View>(this.request, this.origin, "open_workspace", { project: this.id });
  }

  async write(files: Record<string, string>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      const response = await this.request.post(`${this.origin}/api/fn/save_file`, { data: { project: this.id, path, content } });
      expect(response.status(), `save_file: ${await response.text()}`).toBe(200);
    }
  }

  async remove(path: string): Promise<void> {
    await call(this.request, this.origin, "delete_file", { project: this.id, path });
  }

  get path(): string {
    return `/p/${this.id}`;
  }
}
