//! The suite on this machine; `end2end/tests/engine.spec.ts` runs the same in the browser.

use edit_suite::{for_each_check, hostile, limits, properties, scenarios};

macro_rules! tests {
    ($($module:ident :: $name:ident,)*) => {
        $(
            #[test]
            fn $name() {
                $module::$name();
            }
        )*
    };
}

for_each_check!(tests);
