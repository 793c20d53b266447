//! What the file says where a hunk probably meant to go.

use std::collections::HashMap;

use contract::NearLine;

use crate::hunk::Plan;
use crate::text::Line;

/// Beyond these a file is searched no further: the hint is not worth the time.
const MAX_LINES: usize = 20_000;
const MAX_CHARS: usize = 200;
const SHOWN: usize = 7;

/// Up to seven lines: around where most of the hunk's lines stand, else around the line most like its most
/// telling one.
pub(crate) fn nearest(lines: &[Line], plan: &Plan) -> Vec<NearLine> {
    let before = plan.before();
    let Some(at) = by_votes(lines, &before).or_else(|| by_likeness(lines, &before)) else {
        return Vec::new();
    };
    let from = at.saturating_sub(1);
    let shown = (before.len() + 2).clamp(3, SHOWN);
    lines
        .iter()
        .enumerate()
        .skip(from)
        .take(shown)
        .map(|(i, line)| NearLine {
            line: u32::try_from(i + 1).unwrap_or(u32::MAX),
            text: line.text.chars().take(MAX_CHARS).collect(),
        })
        .collect()
}

/// Each telling line of the hunk votes for where the hunk would begin.
fn by_votes(lines: &[Line], before: &[&str]) -> Option<usize> {
    let mut places: HashMap<&str, Option<usize>> = HashMap::new();
    for (i, line) in lines.iter().take(MAX_LINES).enumerate().filter(|(_, line)| line.text.trim().len() >= 4)
    {
        places.entry(line.text.trim()).and_modify(|place| *place = None).or_insert(Some(i));
    }
    let mut votes: HashMap<usize, usize> = HashMap::new();
    for (i, text) in before.iter().enumerate() {
        if let Some(Some(place)) = places.get(text.trim()) {
            *votes.entry(place.saturating_sub(i)).or_default() += 1;
        }
    }
    votes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(start, _)| start)
}

fn by_likeness(lines: &[Line], before: &[&str]) -> Option<usize> {
    let wanted =
        before.iter().map(|text| text.trim()).max_by_key(|text| text.len()).filter(|text| text.len() > 2)?;
    let wanted: String = wanted.chars().take(MAX_CHARS).collect();
    let mark = crate::locate::marks(&wanted);
    let shared = |line: &Line| (crate::locate::marks(line.text.trim()) & mark).count_ones();
    let mut likely: Vec<(u32, usize)> = lines
        .iter()
        .take(MAX_LINES)
        .enumerate()
        .map(|(i, line)| (shared(line), i))
        .filter(|(n, _)| *n > 1)
        .collect();
    likely.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    likely
        .into_iter()
        .take(16)
        .map(|(_, i)| {
            let text: String = lines[i].text.trim().chars().take(MAX_CHARS).collect();
            (i, strsim::normalized_levenshtein(&wanted, &text))
        })
        .filter(|(_, score)| *score > 0.3)
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
        .map(|(i, _)| i)
}
