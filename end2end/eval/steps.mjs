// What an entry may do and expect in the preview: a table of kinds, and the one place that carries them out.
import { has, isShade, isTinted } from "./picture.mjs";

const LIMIT_MS = 6_000;

/** By kind: the keys it takes, those it needs, and whether it is about an element with role and name. */
export const KINDS = {
  see: { takes: [], element: true },
  gone: { takes: [], element: true },
  click: { takes: ["times"], element: true },
  fill: { takes: ["with"], needs: ["with"], element: true },
  select: { takes: ["option"], needs: ["option"], element: true },
  count: { takes: ["is", "least", "most"], element: true },
  value: { takes: ["is"], needs: ["is"], element: true },
  checked: { takes: ["is"], needs: ["is"], element: true },
  disabled: { takes: [], element: true },
  style: { takes: ["property", "matches", "as", "above", "below"], needs: ["property"], element: true },
  hue: { takes: ["of", "name", "nth", "in"] },
  noHue: { takes: ["of", "name", "nth", "in"] },
  shade: { takes: [] },
  tint: { takes: [] },
  press: { takes: ["times"] },
  text: { takes: [] },
  noText: { takes: [] },
  order: { takes: [] },
  either: { takes: [] },
  changes: { takes: [] },
};

/** `/…/flags` is a regular expression; any other text is found anywhere, whatever its case. */
export function pattern(text) {
  const expression = /^\/(.+)\/([a-z]*)$/s.exec(text);
  return expression ? new RegExp(expression[1], expression[2]) : new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "i");
}

/** Carries out the steps of one turn in order; throws at the first that does not hold. */
export async function carryOut(steps, scene) {
  for (const step of steps) {
    try {
      await one(step, scene);
    } catch (error) {
      const why = String(error.message ?? error).split("\n")[0];
      throw new Error(`${JSON.stringify(step)}: ${why}`, { cause: error });
    }
  }
}

async function one(step, scene) {
  const { page, frame, marks, limit = LIMIT_MS } = scene;
  const until = (what, check) => poll(check, limit, what);
  const found = (roles) => place(frame, roles, step);
  const text = () => frame.locator("body").innerText();
  const action = { timeout: limit };

  if ("either" in step) {
    const reasons = [];
    for (const steps of step.either) {
      try {
        // Those that follow have had their time with the first.
        return await carryOut(steps, { ...scene, limit: reasons.length ? 1_000 : limit });
      } catch (error) {
        reasons.push(error.message);
      }
    }
    throw new Error(`none of these: ${reasons.join(" | ")}`);
  }
  if ("changes" in step) {
    const before = await frame.locator("body").ariaSnapshot();
    await carryOut(step.changes, scene);
    return until("nothing changed", async () => await frame.locator("body").ariaSnapshot() !== before);
  }
  if ("see" in step) return until("it is not there", async () => await found(step.see).count() > 0);
  if ("gone" in step) return until("it is still there", async () => await found(step.gone).count() === 0);
  if ("click" in step) {
    for (let i = 0; i < (step.times ?? 1); i++) await chosen(found(step.click), step).click(action);
    return;
  }
  if ("fill" in step) return chosen(found(step.fill), step).fill(step.with, action);
  if ("select" in step) return chosen(found(step.select), step).selectOption({ label: step.option }, action);
  if ("press" in step) {
    for (let i = 0; i < (step.times ?? 1); i++) await page.keyboard.press(step.press);
    return;
  }
  if ("count" in step) {
    const { is, least = is ?? 0, most = is ?? Infinity } = step;
    let count = 0;
    return until(() => `there are ${count}`, async () => {
      count = await found(step.count).count();
      return count >= least && count <= most;
    });
  }
  if ("value" in step) {
    return until("it has another value", async () => pattern(step.is).test(await chosen(found(step.value), step).inputValue(action)));
  }
  if ("checked" in step) {
    return until("it is the other way round", async () => await chosen(found(step.checked), step).isChecked(action) === step.is);
  }
  if ("disabled" in step) return until("it can be used", async () => chosen(found(step.disabled), step).isDisabled(action));
  if ("text" in step) return until("it is not to be read", async () => pattern(step.text).test(await text()));
  if ("noText" in step) return until("it is to be read", async () => !pattern(step.noText).test(await text()));
  if ("order" in step) return until("they are not there in this order", async () => inOrder(step.order, await text()));
  if ("style" in step) {
    let value = "";
    return until(() => `it is ${value}`, async () => {
      value = await chosen(found(step.style), step).evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), step.property, action);
      const number = parseFloat(value);
      if (step.as) marks.set(step.as, number);
      return (!step.matches || pattern(step.matches).test(value))
        && (!step.above || number > marks.get(step.above))
        && (!step.below || number < marks.get(step.below));
    });
  }
  const shot = () => {
    const seen = step.of ? chosen(found(step.of), step) : page.locator('iframe[title="Preview"]');
    return seen.screenshot({ animations: "disabled", caret: "hide", timeout: limit });
  };
  if ("hue" in step) return until("it is not in this colour", async () => has(scene.lens, await shot(), step.hue));
  if ("noHue" in step) return until("it is in this colour", async () => !await has(scene.lens, await shot(), step.noHue));
  if ("shade" in step) return until("it is not so", async () => isShade(scene.lens, await shot(), step.shade));
  if ("tint" in step) return until("its ground is not in this colour", async () => isTinted(scene.lens, await shot(), step.tint));
  throw new Error("no such kind of step");
}

/** What has no role of its own: a field is whatever takes input under a label, a drawing whatever is drawn. */
const UNROLED = {
  field: (scope, name) => scope.getByLabel(name).and(scope.locator("input, textarea, select")),
  drawing: (scope) => scope.locator("svg, canvas, img, picture > *, [role=img]:not(svg, img)"),
};

/** Visible elements of any of these roles, with the name that the step gives. */
function place(frame, roles, { name = "", in: outer }) {
  const scope = outer ? chosen(place(frame, outer.role, { name: outer.name }), outer) : frame;
  const byRole = (role) => (name ? scope.getByRole(role, { name: pattern(name) }) : scope.getByRole(role));
  const [first, ...rest] = [roles].flat().map((role) => UNROLED[role]?.(scope, pattern(name)) ?? byRole(role));
  return rest.reduce((all, other) => all.or(other), first).filter({ visible: true });
}

const chosen = (found, { nth = 0 }) => (nth < 0 ? found.last() : found.nth(nth));

function inOrder(wanted, text) {
  let from = 0;
  return wanted.every((part) => {
    const match = pattern(part).exec(text.slice(from));
    if (match) from += match.index + match[0].length;
    return match !== null;
  });
}

async function poll(check, limit, what) {
  const end = performance.now() + limit;
  for (let pause = 20; ; pause = Math.min(pause * 2, 250)) {
    if (await check()) return;
    if (performance.now() > end) throw new Error(typeof what === "function" ? what() : what);
    await new Promise((done) => setTimeout(done, pause));
  }
}
