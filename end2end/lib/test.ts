// The test function of this suite: a server per worker, and a guard over every page.
import { type BrowserContext, expect, test as base } from "@playwright/test";

import { Easel, type StartOptions } from "./easel.mjs";
import { Guard } from "./guard.ts";
import { Workspace } from "./workspace.ts";

interface Tools {
  guard: Guard;
  /** Starts one more server, for tests that need their own settings or kill it. */
  start: (options?: StartOptions) => Promise<Easel>;
  /** A browser of someone else: no cookies, no storage. */
  visitor: () => Promise<BrowserContext>;
  workspace: Workspace;
}

export const test = base.extend<Tools, { easel: Easel }>({
  easel: [
    async ({}, use) => {
      // Fast enough that nobody waits, slow enough that a reply comes in many pieces.
      const easel = await Easel.start({ env: { EASEL_DEMO_RATE: "10000" } });
      await use(easel);
      const { code } = await easel.stop();
      expect(easel.errors, "the server panicked").not.toContain("panicked");
      expect(code, "the server did not stop by itself").toBe(0);
      await easel.discard();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ easel }, use) => use(easel.url),
  guard: [
    async ({ context }, use) => {
      const guard = new Guard();
      guard.watch(context);
      await use(guard);
      expect(guard.unexpected, "the browser complained").toEqual([]);
    },
    { auto: true },
  ],
  start: async ({ context }, use, info) => {
    const started: Easel[] = [];
    await use(async (options) => {
      const easel = await Easel.start(options);
      started.push(easel);
      return easel;
    });
    // A page that is still open asks a server that stops, and is told so.
    if (info.status === info.expectedStatus) for (const page of context.pages()) await page.close();
    for (const easel of started) {
      expect(easel.errors, "the server panicked").not.toContain("panicked");
      await easel.discard();
    }
  },
  visitor: async ({ browser, guard }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      guard.watch(context);
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.close();
  },
  workspace: async ({ page }, use) => use(new Workspace(page)),
});

export { expect };
