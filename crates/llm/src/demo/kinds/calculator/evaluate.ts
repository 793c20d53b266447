/** Values and signs of "2 + 3 × -4" in turn. A minus that follows a sign, or nothing, belongs to the number. */
function tokens(text: string): string[] {
  const found = text.match(/\d+\.?\d*|\.\d+|[-+×÷%()√^]/g) ?? [];
  if (found.join("") !== text.replace(/\s/g, "")) throw new Error("That is no number");
  return found;
}

/** What an expression comes to, with × and ÷ before + and −. Throws a sentence about what is wrong. */
export function evaluate(text: string): number {
  const list = tokens(text.replaceAll("−", "-"));
  let at = 0;

  function value(): number {
    const token = list[at++];
    if (token === "-") return -value();
    if (token === "√") {
      const root = Math.sqrt(value());
      if (Number.isNaN(root)) throw new Error("No root of a negative number");
      return root;
    }
    let result: number;
    if (token === "(") {
      result = sum();
      if (list[at++] !== ")") throw new Error("A bracket is missing");
    } else {
      result = Number(token);
      if (token === undefined || Number.isNaN(result)) throw new Error("Something is missing");
    }
    while (list[at] === "%") {
      at += 1;
      result /= 100;
    }
    if (list[at] === "^") {
      at += 1;
      result = result ** value();
    }
    return result;
  }

  function product(): number {
    let result = value();
    while (list[at] === "×" || list[at] === "÷") {
      const sign = list[at++];
      const next = value();
      if (sign === "÷" && next === 0) throw new Error("Cannot divide by zero");
      result = sign === "×" ? result * next : result / next;
    }
    return result;
  }

  function sum(): number {
    let result = product();
    while (list[at] === "+" || list[at] === "-") {
      const sign = list[at++];
      const next = product();
      result = sign === "+" ? result + next : result - next;
    }
    return result;
  }

  const result = sum();
  if (at < list.length) throw new Error("Something is missing");
  if (!Number.isFinite(result)) throw new Error("That is too large");
  return result;
}

/** Twelve digits are honest; the rest is noise of binary fractions. */
export function show(value: number): string {
  return String(Number(value.toPrecision(12))).replace("-", "−");
}
