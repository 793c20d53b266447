//! One of several places, if something says which.

use contract::Confidence;

use super::Place;

pub(crate) enum Choice {
    One(usize, Confidence),
    Many(usize),
    None,
}

/// `spots` in order. The anchor narrows them first (stage 0); then a place that is the only one after the
/// earlier hunks, then the only one at all. Of several after an earlier hunk the next is taken, for hunks
/// come in the order of the file, and shown for review.
pub(crate) fn choose(spots: &[usize], anchor: Option<&str>, place: Place) -> Choice {
    let anchored = anchor.map(|anchor| near_anchor(spots, anchor, place)).unwrap_or_default();
    if let [(at, only)] = anchored[..] {
        return Choice::One(at, if only { Confidence::High } else { Confidence::Low });
    }
    let narrowed: Vec<usize> = anchored.into_iter().map(|(at, _)| at).collect();
    let spots = if narrowed.is_empty() { spots } else { &narrowed[..] };
    let ahead = &spots[spots.partition_point(|at| *at < place.cursor)..];
    match (ahead, spots) {
        ([at], _) | ([], [at]) => Choice::One(*at, Confidence::High),
        ([], []) => Choice::None,
        ([at, ..], _) if place.cursor > 0 => Choice::One(*at, Confidence::Low),
        _ => Choice::Many(spots.len()),
    }
}

/// The first place after each line that holds the anchor, up to the next such line; and whether it is the only
/// one there.
fn near_anchor(spots: &[usize], anchor: &str, place: Place) -> Vec<(usize, bool)> {
    let anchors: Vec<usize> =
        (0..place.lines.len()).filter(|i| place.lines[*i].text.contains(anchor)).collect();
    let mut near = Vec::new();
    for (i, from) in anchors.iter().enumerate() {
        let to = anchors.get(i + 1).copied().unwrap_or(usize::MAX);
        let inside = &spots[spots.partition_point(|at| at < from)..spots.partition_point(|at| *at < to)];
        if let Some(first) = inside.first() {
            near.push((*first, inside.len() == 1));
        }
    }
    near
}
