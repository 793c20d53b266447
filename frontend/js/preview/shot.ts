// A picture of what the frame shows: its document, drawn as an SVG image onto a canvas.

const SVG = "http://www.w3.org/2000/svg";

/** PNG bytes in the size of the viewport, at the screen's density up to twice. */
export async function shoot(): Promise<ArrayBuffer> {
  const [width, height] = [innerWidth, innerHeight];
  const markup = new XMLSerializer().serializeToString(copyDocument());
  const svg = `<svg xmlns="${SVG}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
    + `<foreignObject x="0" y="0" width="100%" height="100%">${markup}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const scale = Math.min(devicePixelRatio || 1, 2);
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("The browser gives no canvas.");
  context.scale(scale, scale);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob === null) throw new Error("The browser gives no picture.");
  return blob.arrayBuffer();
}

function copyDocument(): HTMLElement {
  const copy = document.documentElement.cloneNode(true) as HTMLElement;
  copyState(document.documentElement, copy);
  for (const node of copy.querySelectorAll("script, link, noscript, iframe")) node.remove();
  // Inside an image the root is the SVG element, and there is nothing to scroll.
  for (const style of copy.querySelectorAll("style")) style.textContent = (style.textContent ?? "").replaceAll(":root", "html");
  const body = copy.querySelector("body");
  // A transform would become what fixed elements are placed by: only where there is something to shift.
  if (body !== null && (scrollX > 0 || scrollY > 0)) {
    body.style.transform = `translate(${-scrollX}px, ${-scrollY}px)`;
    body.style.transformOrigin = "0 0";
  }
  copy.style.height = "100%";
  copy.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
  return copy;
}

/** What is no attribute: values of fields, pictures on canvases, blobs that an image may not load. */
function copyState(from: Element, to: Element) {
  const originals = from.querySelectorAll("input, textarea, select, canvas, img");
  const copies = to.querySelectorAll("input, textarea, select, canvas, img");
  originals.forEach((original, at) => {
    const copy = copies[at];
    if (copy === undefined) return;
    if (original instanceof HTMLInputElement) {
      copy.setAttribute("value", original.value);
      copy.toggleAttribute("checked", original.checked);
    } else if (original instanceof HTMLTextAreaElement) {
      copy.textContent = original.value;
    } else if (original instanceof HTMLSelectElement) {
      [...copy.querySelectorAll("option")].forEach((option, i) => option.toggleAttribute("selected", i === original.selectedIndex));
    } else if (original instanceof HTMLCanvasElement) {
      copy.replaceWith(picture(() => original.toDataURL(), original));
    } else if (original instanceof HTMLImageElement && original.currentSrc.startsWith("blob:")) {
      copy.replaceWith(picture(() => redraw(original), original));
    }
  });
}

function picture(data: () => string, original: HTMLElement): HTMLImageElement {
  const image = document.createElement("img");
  image.style.cssText = original.style.cssText;
  image.className = original.className;
  image.width = original.clientWidth;
  image.height = original.clientHeight;
  try {
    image.src = data();
  } catch {
    // A canvas with foreign pictures gives nothing out; its place stays.
  }
  return image;
}

function redraw(image: HTMLImageElement): string {
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext("2d")?.drawImage(image, 0, 0);
  return canvas.toDataURL();
}
