// Pictures that go along with a prompt: attached, removed, sent, kept, and refused.
import { Buffer } from "node:buffer";

import type { Locator, Page } from "@playwright/test";

import { ScriptedModel } from "../lib/model.ts";
import { COUNTER_REPLY, GREEN_COUNTER, whole } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

/** One red pixel. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";
const GIF = "R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==";

const png = (name = "sketch.png") => ({ name, mimeType: "image/png", buffer: Buffer.from(PNG, "base64") });
const attached = (page: Page) => page.getByRole("list", { name: "Attached images" }).getByRole("listitem");
const chooser = (page: Page) => page.locator(".composer input[type=file]");

/** Sends a real event with a file in it, as the browser does for a paste or a drop. */
async function give(target: Locator, kind: "paste" | "drop", name: string, base64: string, type: string): Promise<void> {
  await target.evaluate((node, file) => {
    const bytes = Uint8Array.from(atob(file.base64), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], file.name, { type: file.type }));
    const how = { bubbles: true, cancelable: true };
    node.dispatchEvent(file.kind === "paste"
      ? new ClipboardEvent("paste", { ...how, clipboardData: data })
      : new DragEvent("drop", { ...how, dataTransfer: data }));
  }, { kind, name, base64, type });
}

/** Every picture has been loaded, not only put into the page. */
async function shown(pictures: Locator, count: number): Promise<void> {
  await expect(pictures).toHaveCount(count);
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect(picture).toHaveJSProperty("complete", true);
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
}

test("images are chosen, pasted, dropped, removed, sent and kept", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/green/, whole("src/App.tsx", GREEN_COUNTER, "write")).on(/Question/, "An answer.").on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: model.environment });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();

  const chosen = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach image" }).click();
  await (await chosen).setFiles([png()]);
  await give(workspace.prompt, "paste", "pasted.gif", GIF, "image/gif");
  await give(page.locator(".composer"), "drop", "dropped.png", PNG, "image/png");
  await expect(attached(page)).toHaveCount(3);
  await shown(attached(page).getByRole("img"), 3);
  await page.getByRole("button", { name: "Remove dropped.png" }).click();
  await expect(attached(page)).toHaveCount(2);

  // Like the words, they outlive a reload before they are sent.
  await page.reload();
  await hydrated(page);
  await expect(attached(page)).toHaveCount(2);
  await workspace.prompt.fill("Make it green, like this");
  await page.getByRole("button", { name: /tokens/ }).click();
  await expect(page.getByRole("region", { name: "Context" })).toContainText(/Images, estimated\s*2,000/);
  await workspace.prompt.press("Enter");
  await expect(attached(page)).toHaveCount(0);
  await workspace.done(2);

  const body = JSON.stringify(model.requests.at(-1)?.body);
  expect(body).toContain(`data:image/png;base64,${PNG}`);
  expect(body).toContain(`data:image/gif;base64,${GIF}`);

  const images = workspace.turn(2).getByRole("list", { name: "Images" });
  await shown(images.getByRole("img"), 2);
  await page.reload();
  await hydrated(page);
  await shown(images.getByRole("img"), 2);
  await expect(workspace.turn(1).getByRole("list", { name: "Images" })).toHaveCount(0);

  // A later turn only hears of them.
  await workspace.ask("Question");
  await workspace.ended(3);
  const later = JSON.stringify(model.requests.at(-1)?.body);
  expect(later).toContain("(2 images)");
  expect(later).not.toContain("base64");
  await model.stop();
});

test("what is no image, too large or too many gets a sentence", async ({ page, workspace, guard }) => {
  guard.allow(/422 \(Unprocessable Entity\).*images/);
  await workspace.create("A counter");
  await workspace.done(1);
  await workspace.editorReady();
  await chooser(page).setInputFiles({ name: "notes.png", mimeType: "image/png", buffer: Buffer.from("Only words.") });
  await expect(page.getByText("notes.png was not attached. This file is not an image that models read.")).toBeVisible();
  await expect(attached(page)).toHaveCount(0);
  await chooser(page).setInputFiles({ name: "huge.png", mimeType: "image/png", buffer: Buffer.alloc(5 * 1024 * 1024 + 1) });
  await expect(page.getByText("huge.png is too large")).toBeVisible();
  await chooser(page).setInputFiles(["a", "b", "c", "d", "e"].map((name) => png(`${name}.png`)));
  await expect(attached(page)).toHaveCount(4);
  await expect(page.getByText("A prompt takes at most 4 images.")).toBeVisible();
  await page.getByRole("button", { name: "Remove a.png" }).click();
  await expect(workspace.prompt).toBeFocused();
  await expect(attached(page)).toHaveCount(3);
});

test("a model that does not see is told so, and so is the person, before and after", async ({ page, workspace, start }) => {
  const model = await ScriptedModel.start();
  model.on(/green/, whole("src/App.tsx", GREEN_COUNTER, "write")).on(/counter/, COUNTER_REPLY);
  const easel = await start({ env: { ...model.environment, OPENAI_MODEL: "gpt-3.5-turbo" } });
  await workspace.create("A counter", easel.url);
  await workspace.done(1);
  await workspace.editorReady();
  await chooser(page).setInputFiles(png());
  await expect(page.getByText("gpt-3.5-turbo cannot see images; it will be told that there was 1 image.")).toBeVisible();
  await expect(attached(page).getByRole("img")).toHaveCount(1);
  await workspace.ask("Make it green");
  await workspace.done(2);
  await expect(workspace.turn(2)).toContainText("gpt-3.5-turbo cannot see images. It was told that there was 1 image.");
  const body = JSON.stringify(model.requests.at(-1)?.body);
  expect(body).not.toContain("base64");
  expect(body).toContain("The person attached 1 image.");
  await model.stop();
});

test("a retry keeps the images, and the demo model says that it cannot see", async ({ page, workspace }) => {
  await workspace.create("A counter");
  await workspace.done(1);
  await workspace.editorReady();
  await chooser(page).setInputFiles(png());
  await expect(attached(page).getByRole("img")).toHaveCount(1);
  await workspace.ask("Make it green [[mistake:no-file]]");
  await workspace.ended(2);
  await expect(workspace.turn(2)).toContainText("I cannot see pictures");
  await workspace.turn(2).getByRole("button", { name: "Retry" }).click();
  await workspace.ended(3);
  await shown(workspace.turn(3).getByRole("list", { name: "Images" }).getByRole("img"), 1);
});
