// The workspace as tests see it: by roles and names.
import { type APIRequestContext, expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** A page is alive when the browser half has taken over what the server rendered. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
}

export class Workspace {
  readonly prompt: Locator;
  readonly editor: Locator;
  readonly stop: Locator;
  readonly saved: Locator;

  constructor(readonly page: Page) {
    this.prompt = page.getByRole("textbox", { name: "Prompt" });
    this.editor = page.getByRole("region", { name: "Editor" });
    this.stop = page.getByRole("button", { name: "Stop", exact: true });
    this.saved = page.getByRole("status").filter({ hasText: /^(Saved|Saving…|Kept here|Not saved)$/ });
  }

  get preview(): FrameLocator {
    return this.page.frameLocator('iframe[title="Preview"]');
  }

  /** From the prompt box of `/` into a new project. */
  async create(prompt: string, url = "/"): Promise<void> {
    await this.page.goto(url);
    await hydrated(this.page);
    await this.ask(prompt);
    await this.page.waitForURL(/\/p\/[^/]+$/);
  }

  async ask(prompt: string): Promise<void> {
    await this.prompt.fill(prompt);
    await this.prompt.press("Enter");
  }

  get project(): string {
    const id = /\/p\/([^/?#]+)/.exec(this.page.url())?.[1];
    if (!id) throw new Error(`${this.page.url()} is not a workspace.`);
    return id;
  }

  turn(n: number): Locator {
    return this.page.getByRole("article", { name: `Turn ${n}`, exact: true });
  }

  /** Waits until a turn has ended, well or not. */
  async ended(n: number, timeout = 25_000): Promise<Locator> {
    const turn = this.turn(n);
    await expect(turn).toBeVisible({ timeout });
    await expect(turn.locator(".figures"), `turn ${n} has not ended`).toBeVisible({ timeout });
    await expect(this.stop).toHaveCount(0);
    return turn;
  }

  /** Waits until a turn has ended well. */
  async done(n: number, timeout?: number): Promise<void> {
    const turn = await this.ended(n, timeout);
    await expect(turn.getByRole("button", { name: "Undo this turn" })).toBeVisible();
    await expect(turn.locator(".outcome")).toHaveCount(0);
  }

  /** The sentence with which a turn ended. */
  async outcome(n: number, timeout?: number): Promise<string> {
    const turn = await this.ended(n, timeout);
    return (await turn.locator(".outcome").innerText()).trim();
  }

  /** Lines of code in view, as a person reads them. */
  async visibleCode(): Promise<string> {
    return this.editor.evaluate((editor) => {
      const lines = [...editor.querySelectorAll<HTMLElement>(".monaco-editor .view-line")];
      lines.sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top));
      const text = lines.map((line) => line.textContent ?? "").join("\n");
      return (text || (editor.querySelector("pre")?.textContent ?? "")).replaceAll("\u00a0", " ");
    });
  }

  async editorReady(): Promise<void> {
    await expect(this.editor.locator(".monaco-editor .view-line").first()).toBeVisible();
  }

  async openFile(name: string): Promise<void> {
    await this.page.getByRole("tab", { name: "Files" }).click();
    await this.page.getByRole("tree", { name: "Files" }).getByRole("treeitem", { name }).click();
    await expect(this.page.getByRole("tablist", { name: "Open files" }).getByRole("tab", { name })).toHaveAttribute("aria-selected", "true");
    await this.page.getByRole("tab", { name: "Chat" }).click();
  }

  /** Replaces all text of the open file, by hand. */
  async typeOver(text: string): Promise<void> {
    await this.editorReady();
    await this.editor.locator(".monaco-editor .view-lines").first().click();
    await this.page.keyboard.press("ControlOrMeta+a");
    // Pasted, because typed lines are indented and closed by the editor. A real event, with the text it carries.
    await this.editor.getByRole("textbox", { name: "Code editor" }).evaluate((box, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  files(): Promise<Record<string, string>> {
    return storedFiles(this.page.request, new URL(this.page.url()).origin, this.project);
  }
}

/** A project's files as the server has them. */
export async function storedFiles(request: APIRequestContext, origin: string, project: string): Promise<Record<string, string>> {
  const answer = await call<{ files: { path: string; content: string }[] }>(request, origin, "open_workspace", { project });
  return Object.fromEntries(answer.files.map((file) => [file.path, file.content]));
}

/** Calls a server function with a form, as the browser does. */
export async function call<T>(request: APIRequestContext, origin: string, name: string, form: Record<string, string>): Promise<T> {
  const response = await request.post(`${origin}/api/fn/${name}`, { form, headers: { accept: "application/json" } });
  expect(response.status(), `${name}: ${await response.text()}`).toBe(200);
  return await response.json() as T;
}
