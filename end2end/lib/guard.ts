// Fails a test on anything a browser complains about, unless the test said beforehand that it provokes it.
import type { BrowserContext } from "@playwright/test";

export class Guard {
  private readonly complaints: string[] = [];
  private readonly allowed: RegExp[] = [];

  watch(context: BrowserContext): void {
    context.on("weberror", (error) => this.complaints.push(`page error: ${error.error().stack || error.error()}`));
    context.on("console", (message) => {
      if (message.type() !== "error") return;
      this.complaints.push(`console error: ${message.text()} (${message.location().url})`);
    });
  }

  /** This test provokes complaints of this kind. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** What was not allowed. */
  get unexpected(): string[] {
    return this.complaints.filter((complaint) => !this.allowed.some((pattern) => pattern.test(complaint)));
  }
}
