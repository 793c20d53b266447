//! The yardstick of the design, held for a seed that never changes and for one that always does.

#![allow(clippy::print_stdout, reason = "the figures are the result")]

use edit_suite::{Way, measure};

/// Enough that chance does not decide about one in a hundred.
const PAIRS: usize = 1_000;

/// Right at least, wrong at most, and whether a wrong one may look sure; in percent.
fn goal(way: Way) -> (f64, f64) {
    match way {
        Way::Clean
        | Way::TrailingBlanks
        | Way::Outdented
        | Way::OtherIndent
        | Way::Tabs
        | Way::Crlf
        | Way::Escaped
        | Way::Numbered => (99.0, 1.0),
        Way::NoMarker => (97.0, 1.0),
        Way::Altered => (90.0, 100.0),
        Way::Dropped => (88.0, 100.0),
        Way::PlusForgotten => (0.0, 100.0),
    }
}

/// `tolerance`: wrong ones that look sure, where the design wants none.
fn hold(seed: &str, tolerance: usize) {
    println!("seed {seed}");
    let mut missed = Vec::new();
    for way in Way::ALL {
        let tally = measure(seed, way, PAIRS);
        let line = format!(
            "{:<16} {:>4} pairs  right {:>5.1} %  wrong {:>4.1} %  wrong and sure {}",
            format!("{way:?}"),
            tally.pairs,
            tally.right_percent(),
            tally.wrong_percent(),
            tally.wrong_and_sure
        );
        println!("{line}");
        let (right, wrong) = goal(way);
        let sure = matches!(way, Way::Altered | Way::Dropped | Way::PlusForgotten)
            && tally.wrong_and_sure > tolerance;
        if tally.pairs < PAIRS || tally.right_percent() < right || tally.wrong_percent() > wrong || sure {
            missed.push(format!("{line}\n{}", tally.examples.join("\n")));
        }
    }
    assert!(missed.is_empty(), "seed {seed}\n{}", missed.join("\n\n"));
}

#[test]
fn the_yardstick_is_held() {
    hold("easel", 0);
}

#[test]
fn the_yardstick_is_held_for_any_seed() {
    // An hour has one seed: whoever sees it fail can run it again. Two in a thousand are none in a hundred.
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |now| now.as_secs() / 3600);
    hold(&std::env::var("EASEL_SEED").unwrap_or_else(|_| format!("{now}")), 2);
}
