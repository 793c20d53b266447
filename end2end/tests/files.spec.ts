// The explorer: by keyboard, by menu, by dragging; uploads, and what files look like.
import { Buffer } from "node:buffer";

import { expect, type Page } from "@playwright/test";

import { Project } from "../lib/project.ts";
import { test } from "../lib/test.ts";
import { hydrated } from "../lib/workspace.ts";

/** Two red pixels, side by side. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAEElEQVR4nGP4z8DAxMDAAAAHCQEClNBcDwAAAABJRU5ErkJggg==", "base64");
const FILES = {
  "package.json": "{}\n",
  "README.md": "# Title\n\nSome **bold** words.\n",
  "src/App.tsx": 'import { Row } from "./Row";\nexport default function App() { return <main><Row /></main>; }\n',
  "src/Row.tsx": 'import { word } from "@/words";\nimport "./row.css";\nexport const Row = () => <p>{word}</p>;\n',
  "src/row.css": "p { color: red }\n",
  "src/words.ts": 'export const word = "Hello";\n',
};

const tree = (page: Page) => page.getByRole("tree", { name: "Files" });
const row = (page: Page, name: string) => tree(page).getByRole("treeitem", { name, exact: true });
const toast = (page: Page, text: string | RegExp) => page.locator(".toasts").getByText(text);

async function open(page: Page, project: Project): Promise<void> {
  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("tab", { name: "Files" }).click();
  await expect(row(page, "App.tsx")).toBeVisible();
}

test("files are renamed and deleted by keyboard, imports follow, and all of it is taken back", async ({ page, context, request, baseURL, workspace }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await open(page, project);
  const second = await context.newPage();
  await open(second, project);
  await expect(workspace.preview.getByText("Hello")).toBeVisible();

  // It begins at the open file.
  await tree(page).focus();
  await expect(tree(page)).toHaveAttribute("aria-activedescendant", await row(page, "App.tsx").getAttribute("id") as string);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("F2");
  const name = page.getByRole("textbox", { name: "New name" });
  await expect(name).toHaveValue("Row.tsx");
  await name.fill("App.tsx");
  await expect(page.getByRole("alert").filter({ hasText: "src/App.tsx exists already" })).toBeVisible();
  await name.fill("ui/Line.tsx");
  await name.press("Enter");
  await expect(toast(page, "Moved Row.tsx to src/ui. Imports updated in 2 files.")).toBeVisible();
  await expect(row(second, "Line.tsx"), "the other tab did not follow").toBeVisible();
  const moved = await workspace.files();
  expect(moved["src/App.tsx"]).toContain('from "./ui/Line"');
  expect(moved["src/ui/Line.tsx"]).toBe('import { word } from "@/words";\nimport "../row.css";\nexport const Row = () => <p>{word}</p>;\n');
  await expect(workspace.preview.getByText("Hello")).toBeVisible();

  await page.locator(".toasts").getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Row.tsx")).toBeVisible();
  await expect.poll(() => workspace.files()).toEqual(FILES);

  // A whole folder.
  await tree(page).focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Delete");
  await expect(row(page, "App.tsx")).toHaveCount(0);
  await expect(toast(page, "Deleted src with 4 files.")).toBeVisible();
  await tree(page).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(row(page, "App.tsx")).toBeVisible();
  await expect(row(second, "App.tsx")).toBeVisible();
  await expect.poll(() => workspace.files()).toEqual(FILES);
});

test("the menu copies and makes folders, and files are dragged into them", async ({ page, request, baseURL, workspace }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await open(page, project);
  await row(page, "Row.tsx").click({ button: "right" });
  const menu = page.getByRole("menu", { name: "Actions for Row.tsx" });
  await expect(menu.getByRole("menuitem", { name: "New file" })).toBeFocused();
  await menu.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(row(page, "Row copy.tsx")).toBeVisible();
  await row(page, "words.ts").hover();
  await row(page, "words.ts").getByRole("button", { name: "More for words.ts" }).click();
  await expect(page.getByRole("menu", { name: "Actions for words.ts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(tree(page)).toBeFocused();

  await row(page, "src").click({ button: "right" });
  await page.getByRole("menuitem", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "Path of the new folder" }).fill("lib");
  await page.keyboard.press("Enter");
  await expect(row(page, "lib")).toBeVisible();
  await row(page, "words.ts").dragTo(row(page, "lib"));
  await expect(toast(page, "Moved words.ts to src/lib. Imports updated in 2 files.")).toBeVisible();
  const files = await workspace.files();
  expect(files["src/lib/words.ts"]).toBe(FILES["src/words.ts"]);
  expect(files["src/Row.tsx"]).toContain('"@/lib/words"');
  expect(files["src/Row copy.tsx"]).toContain('"@/lib/words"');

  // Cut and paste, by keyboard, onto a folder.
  await row(page, "README.md").click();
  await page.keyboard.press("ControlOrMeta+x");
  await row(page, "lib").click();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(toast(page, "Moved README.md to src/lib.")).toBeVisible();
  await expect.poll(async () => (await workspace.files())["src/lib/README.md"]).toBe(FILES["README.md"]);
});

test("pictures are uploaded by picker and by drop, shown, and used by the app; pages are rendered", async ({ page, request, baseURL, workspace }) => {
  const project = await Project.create(request, baseURL!, FILES);
  await open(page, project);
  await row(page, "src").click({ button: "right" });
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("menuitem", { name: "Upload files" }).click();
  await (await choosing).setFiles([
    { name: "pixel.png", mimeType: "image/png", buffer: PNG },
    { name: "tool.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") },
  ]);
  await expect(toast(page, "Uploaded pixel.png to src.")).toBeVisible();
  await expect(toast(page, /One file was not uploaded. src\/tool.exe is of a type/)).toBeVisible();
  await expect(row(page, "pixel.png")).toHaveAttribute("aria-selected", "true");
  await expect(workspace.editor.getByRole("img", { name: "pixel.png" })).toBeVisible();
  await expect(workspace.editor.getByText("2 × 1 pixels · 73 bytes · PNG")).toBeVisible();

  await tree(page).evaluate((node, base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "dropped.png", { type: "image/png" }));
    node.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
  }, PNG.toString("base64"));
  await expect(row(page, "dropped.png")).toBeVisible();
  await project.write({ "src/Row.tsx": 'import pixel from "./pixel.png";\nexport const Row = () => <img alt="Pixel" src={pixel} />;\n' });
  const picture = workspace.preview.getByRole("img", { name: "Pixel" });
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(2);

  await row(page, "README.md").click();
  await page.getByRole("button", { name: "Rendered" }).click();
  await expect(workspace.editor.getByRole("heading", { name: "Title" })).toBeVisible();
  await expect(workspace.editor.locator("strong")).toHaveText("bold");
  await page.getByRole("button", { name: "Rendered" }).click();
  await expect.poll(() => workspace.visibleCode()).toContain("# Title");
});

test("of many files only those in sight are built, and any is found", async ({ page, request, baseURL }) => {
  const project = await Project.create(request, baseURL!, FILES);
  const operations = Array.from({ length: 190 }, (_, n) => ({ kind: "create", path: `src/many/Part${String(n).padStart(3, "0")}.tsx`, content: "" }));
  const made = await request.post(`${baseURL}/api/fn/change_files`, { data: { project: project.id, operations, tab: null } });
  expect(made.status(), await made.text()).toBe(200);
  await page.goto(project.path);
  await hydrated(page);
  await page.getByRole("tab", { name: "Files" }).click();
  await expect(row(page, "Part000.tsx")).toBeVisible();
  expect(await tree(page).getByRole("treeitem").count()).toBeLessThan(90);
  await tree(page).focus();
  await page.keyboard.press("End");
  await expect(row(page, "README.md")).toBeInViewport();
  await expect(row(page, "Part189.tsx")).toHaveAttribute("aria-posinset", "190");
  await expect(row(page, "Part000.tsx")).toHaveCount(0);

  const filter = page.getByRole("searchbox", { name: "Filter files" });
  await filter.fill("part077");
  await expect(tree(page).getByRole("treeitem")).toHaveCount(3);
  await filter.press("Enter");
  await expect(page.getByRole("tablist", { name: "Open files" }).getByRole("tab", { name: "Part077.tsx" })).toHaveAttribute("aria-selected", "true");
  await filter.press("Escape");
  await expect(row(page, "Part003.tsx")).toBeVisible();
});
