// The editor's knowledge of code, formatting, replacing in a project, and the tabs of open files.
import type { Page } from "@playwright/test";

import { compilerOptions } from "../../frontend/js/editor/language/options.ts";
import { findIn, Pattern, type Query } from "../../frontend/js/search/find.ts";
import { Project } from "../lib/project.ts";
import { expect, test } from "../lib/test.ts";
import { hydrated, type Workspace } from "../lib/workspace.ts";

const CARD = `export interface CardProps {
  title: string;
  subtitle?: string;
}

/** One thing in the list. */
export function Card({ title, subtitle }: CardProps) {
  return (
    <article>
      <h2>{title}</h2>
      {subtitle}
    </article>
  );
}
`;
const APP = `import { Card } from "@/parts/Card";

export default function App() {
  return (
    <main>
      <Card
        title="One"
      />
    </main>
  );
}
`;
const FILES = {
  "package.json": "{}\n",
  "src/App.tsx": APP,
  "src/parts/Card.tsx": CARD,
  "src/words.ts": 'export const words = ["title", "Title", "titles"];\n',
};

async function open(page: Page, workspace: Workspace, url: string): Promise<void> {
  const project = await Project.create(page.request, url, FILES);
  await page.goto(project.path);
  await hydrated(page);
  await workspace.editorReady();
}

const tabs = (page: Page) => page.getByRole("tablist", { name: "Open files" });
const names = (page: Page) => tabs(page).getByRole("tab").allInnerTexts();

test("types of all files are known: mistakes, completions, definitions", async ({ page, workspace, easel }) => {
  // The compiler and a few megabytes of types are read for the first time.
  test.setTimeout(120_000);
  await open(page, workspace, easel.url);
  await workspace.typeOver(APP.replace('"One"', "{1}"));
  await page.getByRole("button", { name: /^Problems/ }).click();
  const problems = page.getByRole("list", { name: "Problems" });
  await expect(problems).toContainText("Type 'number' is not assignable to type 'string'.", { timeout: 60_000 });
  await expect(problems).toContainText("src/App.tsx:7:");
  await workspace.typeOver(APP);
  await expect(problems.getByRole("listitem")).toHaveCount(0);

  // A prop that another file declares.
  await workspace.editor.locator(".view-line", { hasText: 'title="One"' }).click();
  await page.keyboard.press("End");
  await page.keyboard.type(" subt");
  await expect(page.locator(".suggest-widget.visible .monaco-list-row.focused")).toContainText("subtitle");
  await page.keyboard.press("Enter");
  await expect.poll(() => workspace.visibleCode()).toContain('title="One" subtitle');

  await workspace.editor.locator(".view-line", { hasText: "<Card" }).getByText("Card", { exact: true }).click();
  await page.keyboard.press("F12");
  await expect(tabs(page).getByRole("tab", { name: "Card.tsx" })).toHaveAttribute("aria-selected", "true");
  await expect.poll(() => workspace.visibleCode()).toContain("export function Card");
});

test("a file is formatted as one step, and a mistake in it is named", async ({ page, workspace, easel }) => {
  await open(page, workspace, easel.url);
  const rough = APP.replace(/\n {4,}/g, "\n").replaceAll('"', "'");
  await workspace.typeOver(rough);
  await page.getByRole("button", { name: "Format", exact: true }).click();
  const formatted = APP.replace(/<Card\s+title="One"\s+\/>/, '<Card title="One" />');
  await expect.poll(async () => (await workspace.files())["src/App.tsx"], { timeout: 15_000 }).toBe(formatted);
  await workspace.editor.getByRole("textbox", { name: "Code editor" }).focus();
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(async () => (await workspace.files())["src/App.tsx"]).toBe(rough);

  await workspace.typeOver(APP.replace("</main>", "</mai"));
  await page.keyboard.press("Shift+Alt+F");
  await expect(page.getByText(/^src\/App\.tsx has a syntax error at line \d+/)).toBeVisible();
});

test("text is replaced in all files at once, and taken back", async ({ page, workspace, easel }) => {
  await open(page, workspace, easel.url);
  await page.keyboard.press("ControlOrMeta+Shift+F");
  const field = page.getByRole("textbox", { name: "Search in the project" });
  await expect(field).toBeFocused();
  await field.fill("title");
  const results = page.getByRole("list", { name: "Search results" });
  await expect(page.getByText("10 matches in 3 files")).toBeVisible();
  await page.getByRole("button", { name: "Match case" }).click();
  await page.getByRole("button", { name: "Whole word" }).click();
  await expect(page.getByText("5 matches in 3 files")).toBeVisible();
  await page.getByRole("button", { name: "Choose files" }).click();
  await page.getByRole("textbox", { name: "Files to exclude" }).fill("words.ts");
  await expect(page.getByText("4 matches in 2 files")).toBeVisible();

  await page.getByRole("button", { name: "Toggle replace" }).click();
  await page.getByRole("textbox", { name: "Replace with" }).fill("heading");
  await expect(results.locator("ins").first()).toHaveText("heading");
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect(page.getByText("Replaced 4 matches in 2 files.")).toBeVisible();
  const after = await workspace.files();
  expect(after["src/parts/Card.tsx"]).toBe(CARD.replace(/\btitle\b/g, "heading"));
  expect(after["src/App.tsx"]).toBe(APP.replace("title", "heading"));
  expect(after["src/words.ts"]).toBe(FILES["src/words.ts"]);
  await expect.poll(() => workspace.visibleCode()).toContain("heading=");

  await page.locator(".replaced").getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => workspace.files()).toEqual(FILES);
  await expect.poll(() => workspace.visibleCode()).toContain("title=");
});

test("tabs are moved, closed together, and come back after a reload", async ({ page, workspace, easel }) => {
  await open(page, workspace, easel.url);
  await workspace.openFile("Card.tsx");
  await workspace.openFile("words.ts");
  expect(await names(page)).toEqual(["App.tsx", "Card.tsx", "words.ts"]);
  await tabs(page).getByRole("tab", { name: "words.ts" }).dragTo(tabs(page).getByRole("tab", { name: "App.tsx" }), { targetPosition: { x: 4, y: 10 } });
  await expect.poll(() => names(page)).toEqual(["words.ts", "App.tsx", "Card.tsx"]);
  await tabs(page).getByRole("tab", { name: "words.ts" }).focus();
  await page.keyboard.press("Alt+Shift+ArrowRight");
  await expect.poll(() => names(page)).toEqual(["App.tsx", "words.ts", "Card.tsx"]);
  await expect(tabs(page).getByRole("tab", { name: "words.ts" })).toBeFocused();

  await page.reload();
  await hydrated(page);
  await expect.poll(() => names(page)).toEqual(["App.tsx", "words.ts", "Card.tsx"]);
  await expect(tabs(page).getByRole("tab", { name: "words.ts" })).toHaveAttribute("aria-selected", "true");

  await tabs(page).getByRole("tab", { name: "Card.tsx" }).click({ button: "middle" });
  await expect.poll(() => names(page)).toEqual(["App.tsx", "words.ts"]);
  await tabs(page).getByRole("tab", { name: "App.tsx" }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Close others" }).click();
  await expect.poll(() => names(page)).toEqual(["App.tsx"]);
});

test("a search finds what was meant", () => {
  const find = (text: string, query: Partial<Query>) =>
    findIn(text, new Pattern({ text: "", case: false, word: false, regex: false, replacement: null, ...query }), 99);
  expect(find("a\nfoo.bar(x) Foo\n", { text: "foo" }).map(({ line, column }) => [line, column])).toEqual([[2, 1], [2, 12]]);
  expect(find("a-b [c] /d", { text: "a-b [c] /d", replacement: "$1" })).toMatchObject([{ start: 0, end: 10, instead: "$1" }]);
  expect(find("cart carts Cart $cart", { text: "cart", word: true, case: true })).toHaveLength(2);
  expect(find("get(user, id)", { text: "(\\w+), (\\w+)", regex: true, replacement: "$2, $1\\n$12$$$&$9" })[0]?.instead).toBe("id, user\nuser2$user, id$9");
  expect(find("x\ny", { text: "^", regex: true }), "nothing is no match").toEqual([]);
  expect(find("a\\-b", { text: "\\-", regex: true }), "escapes of old").toHaveLength(1);
  expect(() => find("", { text: "(", regex: true })).toThrow(SyntaxError);
});

test("the compiler is set up as the project says and Easel runs it", () => {
  const options = (config?: object) => compilerOptions((path) => (path === "tsconfig.json" ? config : undefined));
  expect(options()).toMatchObject({ strict: true, jsx: 4, moduleResolution: 100, noEmit: true, paths: { "@/*": ["/src/*"] } });
  const own = options({ compilerOptions: { strict: false, noUncheckedIndexedAccess: true, jsx: "preserve", baseUrl: "./src", paths: { "~/*": ["lib/*"] } } });
  expect(own).toMatchObject({ strict: false, noUncheckedIndexedAccess: true, jsx: 4 });
  expect(own["paths"]).toMatchObject({ "@/*": ["/src/*"], "~/*": ["/src/lib/*"], "*": ["/src/*"] });
});
