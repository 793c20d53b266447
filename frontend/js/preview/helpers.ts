// What the compiler's output calls: TypeScript's own functions for decorators, under the name the compiler gives them.

type Decorator = (target: unknown, key?: PropertyKey, descriptor?: unknown) => unknown;

/** As `tslib`'s `__decorate`: the last decorator runs first, and each may replace what it decorates. */
function decorate(decorators: Decorator[], target: unknown, key?: PropertyKey, descriptor?: PropertyDescriptor | null) {
  const ofClass = key === undefined;
  const own = () => Object.getOwnPropertyDescriptor(target as object, key!);
  let result: unknown = ofClass ? target : descriptor === null ? own() : descriptor;
  for (const apply of [...decorators].reverse()) {
    const replaced = ofClass ? apply(result) : apply(target, key, result);
    if (replaced !== undefined) result = replaced;
  }
  if (!ofClass && result !== undefined) Object.defineProperty(target as object, key!, result as PropertyDescriptor);
  return result;
}

function decorateParam(index: number, apply: (target: unknown, key: PropertyKey | undefined, index: number) => void): Decorator {
  return (target, key) => apply(target, key, index);
}

export function installHelpers() {
  Object.defineProperty(window, "babelHelpers", { value: Object.freeze({ decorate, decorateParam }) });
}
