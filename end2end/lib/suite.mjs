// The suite of the edit engine as a page: nothing but its module, served from the build folder.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../target/web/suite");
const origin = "https://suite.test";
const types = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };

/** Opens the suite; afterwards `window.suite` holds what it exports. */
export async function openSuite(page) {
  await page.route(`${origin}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || "index.html";
    const ending = name.split(".").pop();
    if (name === "index.html") return route.fulfill({ contentType: types.html, body: "<!doctype html><title>Suite</title><link rel=icon href=data:,>" });
    return route.fulfill({ contentType: types[ending], body: readFileSync(join(folder, name)) });
  });
  await page.goto(`${origin}/`);
  await page.evaluate(async () => {
    const suite = await import("/suite.js");
    await suite.default({ module_or_path: "/suite_bg.wasm" });
    globalThis.suite = suite;
  });
}
