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
    Plan { anchor: plan.anchor.clone(), steps, ..*plan }
}

fn texts(plan: &Plan) -> impl Iterator<Item = &str> {
    plan.steps.iter().map(|step| match step {
        Step::Keep(text) | Step::Remove(text) | Step::Add(text) => text.as_str(),
    })
}

/// A reply escaped as HTML has entities and not one bare bracket. With a bare one the entities are the code's.
fn entities(plan: &Plan) -> Option<Plan> {
    let escaped = texts(plan).any(has_entity);
    let bare = texts(plan).any(|text| text.contains(['<', '>']));
    (escaped && !bare).then(|| decoded(plan))
}

fn has_entity(text: &str) -> bool {
    ENTITIES.iter().any(|(entity, _)| text.contains(entity))
}

fn decoded(plan: &Plan) -> Plan {
    map(plan, |text| ENTITIES.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign)))
}

/// The ampersand last, or `&amp;lt;` would become a bracket.
const ENTITIES: [(&str, &str); 5] =
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
/// In these an entity means itself.
const MARKUP: [&str; 9] = ["html", "htm", "xml", "svg", "md", "mdx", "markdown", "vue", "svelte"];
/// In JSX an entity may be text; these are code.
const CODE: [&str; 10] = [
    "=&gt;",
    "&lt;/",
    "/&gt;",
    "&amp;&amp;",
    "=&quot;",
    "(&quot;",
    "&quot;)",
    "&quot;,",
    "&quot;;",
    "=&#39;",
];

/// All hunks of a file with their entities decoded, if the whole reply was escaped. A hunk whose old lines hold no
/// sign that is escaped says nothing by itself: its new lines would go into the file as they are.
pub(crate) fn unescaped(plans: &[Plan], path: &str, file: &str) -> Option<Vec<Plan>> {
    let all = || plans.iter().flat_map(texts);
    // Whoever escapes, escapes each of these signs.
    if !all().any(has_entity) || all().any(|text| text.contains(['<', '>']) || has_bare_ampersand(text)) {
        return None;
    }
    let has = |sign: &str| all().any(|text| text.contains(sign));
    if (has("&quot;") || has("&#39;")) && has("\"") || has("&#39;") && has("'") {
        return None;
    }
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let quoted = || plans.iter().flat_map(Plan::before).filter(|text| has_entity(text)).take(MOST_QUOTED);
    let proven = quoted().any(|text| {
        let decoded =
            ENTITIES.iter().fold(text.trim().to_owned(), |text, (entity, sign)| text.replace(entity, sign));
        !file.contains(text.trim()) && file.contains(&decoded)
    });
    let code = || match ending.as_str() {
        ending if MARKUP.contains(&ending) => false,
        "tsx" | "jsx" => all().any(|text| CODE.iter().any(|sign| text.contains(sign))),
        _ => true,
    };
    let likely = quoted().next().is_none() && !has_entity(file) && code();
    (proven || likely).then(|| {
        plans.iter().map(|plan| Plan { is_repaired: texts(plan).any(has_entity), ..decoded(plan) }).collect()
    })
}

/// Looking for a few of them is enough.
const MOST_QUOTED: usize = 8;

fn has_bare_ampersand(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#');
        !end.is_some_and(|end| end > 1 && rest[end..].starts_with(';'))
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
        Plan { anchor: plan.anchor.clone(), steps, ..*plan }
    })
}
