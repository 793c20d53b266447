// Runs the scripts that define modules (see crates/preview/src/engine.rs) at once.
//
// A blob would be fetched like any address, which takes longer than all the rest of an update. The response's nonce
// allows scripts in the document instead. What is needed for that is taken before the project's code can change it.

import type { Link } from "./registry";

export type Define = (id: string, links: Link[], factory: never) => void;

const NAME = "__easelDefine";

export function createExecute() {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  const create = document.createElement.bind(document);
  const { appendChild, removeChild } = Node.prototype;
  const { apply } = Reflect;
  const { defineProperty } = Object;

  return async (script: string, define: Define) => {
    let ran = false;
    const take = (body: (define: Define) => void) => {
      ran = true;
      body(define);
    };
    defineProperty(globalThis, NAME, { configurable: true, value: take });
    try {
      const element = create("script");
      element.nonce = nonce;
      element.text = script;
      apply(appendChild, document.documentElement, [element]);
      apply(removeChild, document.documentElement, [element]);
      // A script that cannot be read says so to the window only; as a module it says so here.
      if (!ran) await importBlob(script);
    } finally {
      delete (globalThis as Record<string, unknown>)[NAME];
    }
  };
}

async function importBlob(script: string) {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  try {
    await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}
