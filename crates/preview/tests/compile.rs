//! What one file becomes.

use preview::{CompileOptions, DepKind, compile, original_position};

fn code(path: &str, source: &str) -> String {
    let compiled = compile(path, source, &CompileOptions { plain: true, ..CompileOptions::default() });
    assert_eq!(compiled.diagnostics, [], "{source}");
    compiled.code
}

#[test]
fn shows() {
    println!("{}", code("src/App.tsx", r#"
import React, { useState, type FC } from 'react';
import * as all from './all';
import def, { x as y, "odd-name" as odd } from './x';
import './side.css';
import type { T } from './types';
export * from './star';
export * as ns from './ns';
export { a as b, default as c } from './re';
export { y as yy, useState };
export const [one, { two, ...three }] = [1, { two: 2 }] as any;
export let live = 1; export function bump() { live++; return y(live, { y, def, odd }); }
export enum Color { Red, Green = 5 }
interface Props { n: number }
const App: FC<Props> = ({ n }) => { const [s, set] = useState<number>(n!); return <div className="a" onClick={() => set(s + 1)}><def.X/><y/>{s}<>{all.q}{React.version}</></div>; };
export default function () { const y = 1; return <App n={y}/>; }
const lazy = React.lazy(() => import('./lazy'));
import.meta.env.DEV && y`tpl`;
y?.(1); y?.z; new y(); class Z extends y { [y] = y; }
"#));
}
