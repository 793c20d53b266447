// Pictures of the real thing. Without a folder: the few that the documents show, into docs/screenshots. With
// one: every state at three widths in both themes, to be looked at.
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { chromium } from "@playwright/test";

import { launchOptions } from "./lib/chromium.mjs";
import { Easel } from "./lib/easel.mjs";

const folder = process.argv[2] ? resolve(process.argv[2]) : join(import.meta.dirname, "../docs/screenshots");
const all = Boolean(process.argv[2]);
const sizes = all ? [[1440, 900], [1024, 768], [390, 844]] : [[1440, 900]];
const PROMPT = "A pricing table with three plans";

const easel = await Easel.start({ env: { EASEL_DEMO_RATE: "1500" } });
const browser = await chromium.launch(launchOptions);
mkdirSync(folder, { recursive: true });
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of sizes) await tour(colorScheme, width, height);
  }
} finally {
  await browser.close();
  await easel.discard();
}

async function tour(colorScheme, width, height) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height }, reducedMotion: "reduce" });
  const page = await context.newPage();
  const phone = width < 800;
  const shoot = async (name) => {
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
  };
  const ready = () => page.waitForFunction(() => document.documentElement.dataset.ready === "true");
  const column = (name) => page.getByRole("navigation", { name: "Columns" }).getByRole("button", { name }).click();

  await page.goto(easel.url);
  await ready();
  await shoot("landing");
  await page.getByRole("textbox", { name: "Prompt" }).fill(PROMPT);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/p\//);
  if (phone) {
    await page.getByRole("article", { name: "Turn 1" }).waitFor();
    if (all) await shoot("streaming");
  } else {
    await page.locator(".monaco-editor .view-line").nth(8).waitFor();
    if (all) await shoot("streaming");
  }
  await page.locator(".figures").waitFor({ timeout: 30_000 });
  await page.frameLocator('iframe[title="Preview"]').locator("#root > *").first().waitFor({ state: "attached" });
  // The glow of changed lines is over.
  await page.waitForTimeout(2500);
  await shoot("workspace");
  if (!all) return context.close();

  if (phone) {
    for (const name of ["Files", "Code", "Preview"]) {
      await column(name);
      await shoot(`phone-${name.toLowerCase()}`);
    }
    await column("Chat");
  } else {
    for (const name of ["Files", "Search", "History"]) {
      await page.getByRole("tab", { name, exact: true }).click();
      await shoot(`panel-${name.toLowerCase()}`);
    }
    await page.getByRole("tab", { name: "Chat", exact: true }).click();
    for (const name of ["Code", "Preview", "Split"]) {
      await page.getByRole("tablist", { name: "View" }).getByRole("tab", { name, exact: true }).click();
      await shoot(`view-${name.toLowerCase()}`);
    }
    await page.getByRole("button", { name: /^Console/ }).click();
    await shoot("drawer");
    await page.getByRole("button", { name: /^Console/ }).click();
    await page.getByRole("button", { name: "View changes" }).first().click();
    await page.locator(".monaco-diff-editor").waitFor();
    await shoot("changes");
  }
  await page.getByRole("button", { name: "Share" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const link = await page.getByRole("textbox", { name: "Link" }).inputValue();
  await shoot("share");
  await page.keyboard.press("Escape");
  await page.getByRole("textbox", { name: "Prompt" }).fill("Tell me a story about the sea");
  await page.keyboard.press("Enter");
  await page.locator(".figures").nth(1).waitFor({ timeout: 30_000 });
  await shoot("cannot");
  for (const [name, url] of Object.entries({ projects: "/projects", new: "/new", settings: "/settings", shared: link, missing: "/nothing" })) {
    await page.goto(new URL(url, easel.url).href);
    await ready();
    await page.waitForTimeout(name === "shared" ? 1500 : 200);
    await shoot(name);
  }
  await context.close();
}
