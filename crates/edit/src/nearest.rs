//! What the file says where a hunk probably meant to go.

use contract::NearLine;

use crate::hunk::Plan;
use crate::text::Line;

/// Beyond these a file is searched no further: the hint is not worth the time.
const MAX_LINES: usize = 5_000;
const MAX_CHARS: usize = 200;

/// Up to three lines around the one most like the hunk's most telling line.
pub(crate) fn nearest(lines: &[Line], plan: &Plan) -> Vec<NearLine> {
    let Some(wanted) = plan.before().into_iter().map(str::trim).max_by_key(|text| text.len()) else {
        return Vec::new();
    };
    let wanted: String = wanted.chars().take(MAX_CHARS).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let score = |line: &Line| {
        let text = line.text.trim();
        if text.is_empty() || text.len() > wanted.len() * 4 + 40 {
            return 0.0;
        }
        strsim::normalized_levenshtein(&wanted, &text.chars().take(MAX_CHARS).collect::<String>())
    };
    let best = lines
        .iter()
        .take(MAX_LINES)
        .enumerate()
        .map(|(i, line)| (i, score(line)))
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    match best {
        Some((at, score)) if score > 0.3 => {
            let from = at.saturating_sub(1);
            lines
                .iter()
                .enumerate()
                .skip(from)
                .take(3)
                .map(|(i, line)| NearLine {
                    line: u32::try_from(i + 1).unwrap_or(u32::MAX),
                    text: line.text.chars().take(MAX_CHARS).collect(),
                })
                .collect()
        }
        _ => Vec::new(),
    }
}
