// Colours as a person sees them: counted among the pixels of a screenshot, whatever style sheet they come from.

/** Degrees of hue that people call by these names. */
const HUES = {
  red: [345, 15], orange: [12, 42], yellow: [34, 66], green: [85, 165], teal: [162, 195], blue: [198, 250],
  purple: [248, 300], pink: [300, 350],
};
/** Part of a picture that a colour has to cover: a button on a page does. */
const SHARE = 0.001;

/** Whether the picture shows the colour. */
export async function has(lens, png, name) {
  const { hues } = await look(lens, png);
  return hues.reduce((sum, part, hue) => sum + (fits(hue, name) ? part : 0), 0) >= SHARE;
}

/** Whether the ground of the picture, its most frequent colour, has a breath of this colour. */
export async function isTinted(lens, png, name) {
  const { ground } = await look(lens, png);
  return ground.spread >= 6 && fits(ground.hue, name);
}

function fits(hue, name) {
  const range = HUES[name];
  if (!range) throw new Error(`${name} is no colour that is known: ${Object.keys(HUES).join(", ")}`);
  const [from, to] = range;
  return from <= to ? hue >= from && hue <= to : hue >= from || hue <= to;
}

/** Whether the ground of the picture is dark, or light. Photographs on it say nothing. */
export async function isShade(lens, png, shade) {
  if (!["dark", "light"].includes(shade)) throw new Error("a shade is dark or light");
  const { ground } = await look(lens, png);
  return shade === "dark" ? ground.light < 0.3 : ground.light > 0.7;
}

/** By degree of hue the part of the pixels that are clearly coloured, and the ground: the most frequent colour. */
function look(lens, png) {
  return lens.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const hues = Array(360).fill(0);
    const colours = new Map();
    let ground = { times: 0 };
    for (let i = 0; i < data.length; i += 4) {
      const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
      const high = Math.max(r, g, b);
      const spread = high - Math.min(r, g, b);
      const sector = high === r ? ((g - b) / spread + 6) % 6 : high === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
      const hue = spread ? Math.round(sector * 60) % 360 : 0;
      const colour = (r << 16) | (g << 8) | b;
      const times = (colours.get(colour) ?? 0) + 1;
      colours.set(colour, times);
      if (times > ground.times) ground = { times, hue, spread, light: (high + high - spread) / 510 };
      if (spread >= 48) hues[hue] += 1;
    }
    const count = data.length / 4;
    return { hues: hues.map((part) => part / count), ground };
  }, png.toString("base64"));
}
