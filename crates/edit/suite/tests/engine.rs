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

/// `cargo test -p edit_suite --test engine write_reports -- --ignored`: after a change that was meant. The expected
/// files are never written.
#[test]
#[ignore = "writes report.json of each scenario"]
#[allow(clippy::unwrap_used, reason = "a tool for people")]
fn write_reports() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/scenarios");
    for (name, report) in scenarios::reports() {
        let text = format!("{}\n", serde_json::to_string_pretty(&report).unwrap());
        std::fs::write(root.join(name).join("report.json"), text).unwrap();
    }
}
