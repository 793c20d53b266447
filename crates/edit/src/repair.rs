//! Mistakes that run through a whole hunk, undone for the whole hunk or not at all.

use crate::hunk::{Plan, Step};

/// The plan as it may have been meant, one reading a time.
pub(crate) fn readings(plan: &Plan) -> Vec<Plan> {
    [entities(plan), line_numbers(plan), missing_marker(plan)].into_iter().flatten().collect()
}

fn map(plan: &Plan, change: impl Fn(&str) -> String) -> Plan {
    let steps = plan
        .steps
        .iter()
        .map(|step| match step {
            Step::Keep(text) => Step::Keep(change(text)),
            Step::Remove(text) => Step::Remove(change(text)),
            Step::Add(text) => Step::Add(change(text)),
        })
        .collect();
    Plan { anchor: plan.anchor.clone(), steps }
}

fn texts(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.steps.iter().map(|step| match step {
        Step::Keep(text) | Step::Remove(text) | Step::Add(text) => text.as_str(),
    })
}

/// A reply escaped as HTML has entities and not one bare bracket. With a bare one the entities are the code's.
fn entities(plan: &Plan) -> Option<Plan> {
    let escaped =
        texts(plan).any(|text| ["&lt;", "&gt;", "&amp;", "&quot;", "&#39;"].iter().any(|e| text.contains(e)));
    let bare = texts(plan).any(|text| text.contains(['<', '>']));
    (escaped && !bare).then(|| {
        map(plan, |text| {
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
        })
    })
}

/// Copied from a listing: every line begins with its number.
fn line_numbers(plan: &Plan) -> Option<Plan> {
    let strip = |text: &str| -> Option<String> {
        let rest = text.trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let rest = rest[digits..].trim_start_matches(' ');
        let rest = rest.strip_prefix(['|', ':', '\u{2502}', '\t'])?;
        (digits > 0).then(|| rest.strip_prefix(' ').unwrap_or(rest).to_owned())
    };
    let all = texts(plan).filter(|text| !text.trim().is_empty()).all(|text| strip(text).is_some());
    (all && texts(plan).next().is_some()).then(|| map(plan, |text| strip(text).unwrap_or_default()))
}

/// The blank that marks context was left out: the first blank of the indentation was taken for it.
fn missing_marker(plan: &Plan) -> Option<Plan> {
    let context =
        plan.steps.iter().any(|step| matches!(step, Step::Keep(text) if text.starts_with([' ', '\t'])));
    context.then(|| {
        let steps = plan
            .steps
            .iter()
            .map(|step| match step {
                Step::Keep(text) if text.starts_with([' ', '\t']) => Step::Keep(format!(" {text}")),
                other => other.clone(),
            })
            .collect();
        Plan { anchor: plan.anchor.clone(), steps }
    })
}
