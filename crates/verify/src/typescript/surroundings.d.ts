// What a project may use without declaring it, as bundlers and the usual packages of types have it. Lenient where they
// differ: nothing here may be the reason for an error.
import type { JSX as ReactJSX } from "react";

declare global {
  interface ImportMetaEnv {
    // eslint-disable-next-line
    [name: string]: any;
  }
  interface ImportMeta {
    readonly env: ImportMetaEnv;
    readonly url: string;
    readonly hot?: any;
    glob(pattern: string | string[], options?: object): Record<string, any>;
  }
  namespace JSX {
    type Element = ReactJSX.Element;
    type ElementType = ReactJSX.ElementType;
    interface ElementClass extends ReactJSX.ElementClass {}
    interface ElementAttributesProperty extends ReactJSX.ElementAttributesProperty {}
    interface ElementChildrenAttribute extends ReactJSX.ElementChildrenAttribute {}
    interface IntrinsicAttributes extends ReactJSX.IntrinsicAttributes {}
    interface IntrinsicElements extends ReactJSX.IntrinsicElements {}
  }
  namespace NodeJS {
    type Timeout = ReturnType<typeof setTimeout>;
    type Timer = Timeout;
    type Immediate = number;
    interface ProcessEnv {
      [name: string]: string | undefined;
    }
  }
  var process: { env: NodeJS.ProcessEnv };
}
