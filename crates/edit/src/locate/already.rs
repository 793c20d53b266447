//! Stage 5. The lines after the change are there, those before it are not.

use super::keys::{Level, spots};
use super::{Outcome, Place, telling};
use crate::hunk::{Plan, Step};

pub(crate) fn find(plan: &Plan, place: Place) -> Outcome {
    let after = plan.after();
    for level in [Level::Trailing, Level::Folded] {
        match spots(&level.keys(&after), &level.file(place.lines))[..] {
            [] => {}
            _ if !proves(plan) => return Outcome::Doubtful,
            [at] => return Outcome::Already(at, after.len()),
            ref many => return Outcome::Ambiguous(many.len()),
        }
    }
    Outcome::Missing
}

/// Whether finding the result says that the change was made. A removal is proven only by the lines on both
/// sides of it standing next to each other: else a line that was merely quoted wrongly would count as gone.
fn proves(plan: &Plan) -> bool {
    let adds = plan.added().next().is_some();
    let enclosed =
        matches!((plan.steps.first(), plan.steps.last()), (Some(Step::Keep(_)), Some(Step::Keep(_))));
    (adds || enclosed) && telling(plan.after(), 3)
}
