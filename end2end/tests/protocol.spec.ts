// Point 4: the same with a real protocol, against an independent server that cuts its stream small.
import { ScriptedModel } from "../lib/model.ts";
import { COUNTER, COUNTER_REPLY, GREEN_COUNTER, GREEN_REPLY } from "../lib/replies.ts";
import { expect, test } from "../lib/test.ts";

for (const chunkSize of [1, 2, 3, 5, 7]) {
  test(`an OpenAI-compatible endpoint answers in pieces of ${chunkSize}`, async ({ page, workspace, start }) => {
    const model = await ScriptedModel.start();
    model.on(/green/, GREEN_REPLY, { chunkSize }).on(/counter/, COUNTER_REPLY, { chunkSize });
    const easel = await start({ env: model.environment });
    await workspace.create("Please make a counter", easel.url);
    await workspace.done(1);
    expect((await workspace.files())["src/App.tsx"]).toBe(COUNTER);
    const button = workspace.preview.getByRole("button", { name: /Count/ });
    await button.click();
    await button.click();
    await expect(button).toHaveText("Count 2");

    await workspace.ask("Now make the button green");
    await workspace.done(2);
    expect((await workspace.files())["src/App.tsx"]).toBe(GREEN_COUNTER);
    await expect(button).toHaveCSS("background-color", "rgb(0, 128, 0)");
    await expect(button, "the state was lost").toHaveText("Count 2");

    const asked = model.requests.filter((request) => request.path?.includes("chat/completions"));
    expect(asked.length).toBe(2);
    expect(asked.every((request) => (request.body as { stream?: boolean }).stream)).toBe(true);
    await expect(page.getByRole("combobox", { name: "Model" }).first()).toContainText("gpt-test");
    await model.stop();
  });
}
