//! The suite for a page: names of the checks, and a way to run each.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Way, for_each_check, hostile, limits, measure, properties, race, scenarios};

macro_rules! list {
    ($($module:ident :: $name:ident,)*) => {
        const CHECKS: &[(&str, fn())] = &[$((stringify!($name), $module::$name),)*];
    };
}

for_each_check!(list);

#[wasm_bindgen]
pub fn checks() -> Vec<String> {
    CHECKS.iter().map(|(name, _)| (*name).to_owned()).collect()
}

/// Throws when the check does not hold.
#[wasm_bindgen]
pub fn check(name: &str) {
    console_error_panic_hook::set_once();
    let (_, run) = CHECKS.iter().find(|(known, _)| *known == name).unwrap();
    run();
}

/// One line for each way to garble a hunk: its name, pairs, right, wrong, wrong and sure.
#[wasm_bindgen]
pub fn yardstick(seed: &str, pairs: usize) -> Vec<String> {
    let line = |way| {
        let tally = measure(seed, way, pairs);
        format!("{way:?} {} {} {} {}", tally.pairs, tally.right, tally.wrong, tally.wrong_and_sure)
    };
    Way::ALL.into_iter().map(line).collect()
}

/// JSON, see [`race::run`].
#[wasm_bindgen]
pub fn bench() -> String {
    race::run().to_string()
}
