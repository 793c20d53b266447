// The document of a published app: stand-ins for what an opaque origin lacks, then the app.
//
// The app shares this realm and is not trusted: nothing here is secret, and the page around it only hears of
// addresses and of what the app stores.

import { connect } from "./bridge";
import { closeDoors } from "./doors";
import type { Notice } from "./messages";
import { createPublicFiles } from "./public";
import { installRoute } from "./route";
import { installStorage } from "./storage";

interface Site {
  script: string;
  /** Paths into `public/`, with where those files are. */
  public: Record<string, string>;
}

const site = JSON.parse(document.getElementById("easel-site")?.textContent ?? "{}") as Site;
const files = createPublicFiles();
files.set(Object.entries(site.public));

closeDoors();
const notice = (notice: Notice) => bridge.send({ type: "notice", notice });
const restore = installStorage((stored) => notice({ type: "stored", stored }));

const fetchFrom = window.fetch.bind(window);
window.fetch = (input, init) => {
  const address = files.find(input instanceof Request ? input.url : String(input));
  return address === undefined ? fetchFrom(input, init) : fetchFrom(address, init);
};
// The bundled JSX functions ask it; see crates/bundle/src/sources.rs.
Object.assign(globalThis, { __easelPublic: files.find });

let started = false;
function start() {
  if (started) return;
  started = true;
  import(site.script).catch((error: unknown) => {
    console.error(error);
    document.getElementById("easel-fault")?.removeAttribute("hidden");
  });
}

const bridge = connect(
  () => {},
  (stored) => {
    restore(stored);
    start();
  },
);
installRoute((path) => notice({ type: "route", path }));
// Opened by itself there is nobody to hand over what was stored.
if (window.parent === window) start();
