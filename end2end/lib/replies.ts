// What the scripted model answers: replies in the wire grammar, written as a model would.

export const COUNTER = `import { useState } from "react";

export default function App() {
  const [count, setCount] = useState(0);
  return (
    <main style={{ padding: 24 }}>
      <h1>Counter</h1>
      <button style={{ background: "rgb(200, 0, 0)", color: "white" }} onClick={() => setCount(count + 1)}>
        Count {count}
      </button>
    </main>
  );
}
`;

export const GREEN_COUNTER = COUNTER.replace("rgb(200, 0, 0)", "rgb(0, 128, 0)");

/** A reply that writes one whole file. */
export function whole(path: string, content: string, op = "create"): string {
  return `I will write ${path}.

<plan>
- ${path}: Write the component
</plan>

<file path="${path}" op="${op}">
<content>
${content}</content>
<why>It was asked for.</why>
</file>

It is ready.
`;
}

export const COUNTER_REPLY = whole("src/App.tsx", COUNTER);

/** The same counter in another colour, as a diff. */
export const GREEN_REPLY = `<plan>
- src/App.tsx: Make the button green
</plan>
<file path="src/App.tsx">
<diff>
@@ export default function App() {
       <h1>Counter</h1>
-      <button style={{ background: "rgb(200, 0, 0)", color: "white" }} onClick={() => setCount(count + 1)}>
+      <button style={{ background: "rgb(0, 128, 0)", color: "white" }} onClick={() => setCount(count + 1)}>
         Count {count}
       </button>
</diff>
<why>Green, as asked.</why>
</file>
The button is green now.
`;
