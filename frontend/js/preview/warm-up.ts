// The browser compiles the engine's functions when they first run: let that be before they are waited for.

import { PreviewEngine } from "easel-preview-wasm";

export function warmUp() {
  const scratch = new PreviewEngine();
  scratch.write("src/App.tsx", WARM_UP);
  scratch.build().free();
  scratch.free();
}

const WARM_UP = `import { useState, type FC } from "react"; import * as all from "lib"; import def from "lib";
interface Props { a?: string; items: { id: number }[] } enum E { A, B = "b" }
const App: FC<Props> = ({ a = "x", items, ...rest }) => { const [n, set] = useState<number>(0);
  const list = items.filter((item) => item.id > n).map((item, i) => <li key={i} {...rest}>{item.id}</li>);
  if (!a) { for (const x of items) { all.run(x as never); } } try { set((m) => m + 1); } catch (e) { throw e; }
  return <><ul className={\`l-\${n}\`} onClick={async () => { await import("lib"); set(n ? 1 : 2); }}>{list}</ul></>; };
export class K extends def<string> { private x = 1; get y() { return this.x; } } export { E }; export default App;`;
