//! For people who work on the engine.
//!
//! `race` prints figures as JSON (`cargo xtask bench edit`); `reports` writes `report.json` of each scenario, after a
//! change that was meant; `show WAY` prints what goes wrong with hunks garbled in this way (`Tabs`, `Dropped`, …).

use edit_suite::{Way, measure, race, scenarios};

const SEEDS: usize = 10;
const PAIRS: usize = 300;

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "that is what it is for")]
fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["race"] => println!("{}", race::run()),
        ["reports"] => scenarios::reports().iter().for_each(|(name, report)| write(name, report)),
        ["show", wanted] => {
            for way in Way::ALL.into_iter().filter(|way| format!("{way:?}") == wanted) {
                for seed in 0..SEEDS {
                    measure(&seed.to_string(), way, PAIRS)
                        .examples
                        .iter()
                        .for_each(|text| println!("{text}"));
                }
            }
        }
        _ => {
            eprintln!("usage: edit_tool race | reports | show WAY");
            return 2.into();
        }
    }
    0.into()
}

#[allow(clippy::unwrap_used, reason = "nobody is there to be told")]
fn write(name: &str, report: &serde_json::Value) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/scenarios");
    let text = format!("{}\n", serde_json::to_string_pretty(report).unwrap());
    std::fs::write(root.join(name).join("report.json"), text).unwrap();
}
