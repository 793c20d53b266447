//! Replacing places of a text that are known exactly.

use contract::Splice;

/// The text with all splices applied; none if they are out of order, overlap, or do not fall on characters of it.
pub fn apply_splices(text: &str, splices: &[Splice]) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end, splice) in places(splices) {
        out.push_str(text.get(done..start)?);
        text.get(start..end)?;
        out.push_str(&splice.insert);
        done = end;
    }
    out.push_str(text.get(done..)?);
    Some(out)
}

/// The splices that make `text` again of what `splices` made of it.
pub fn inverse_splices(text: &str, splices: &[Splice]) -> Option<Vec<Splice>> {
    let (mut inserted, mut removed) = (0_usize, 0_usize);
    let inverse = places(splices).map(|(start, end, splice)| {
        let back = Splice {
            at: u32::try_from((start + inserted).checked_sub(removed)?).ok()?,
            remove: u32::try_from(splice.insert.len()).ok()?,
            insert: text.get(start..end)?.to_owned(),
        };
        inserted += splice.insert.len();
        removed += end - start;
        Some(back)
    });
    inverse.collect()
}

fn places(splices: &[Splice]) -> impl Iterator<Item = (usize, usize, &Splice)> {
    splices.iter().map(|splice| {
        let start = splice.at as usize;
        (start, start.saturating_add(splice.remove as usize), splice)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(at: u32, remove: u32, insert: &str) -> Splice {
        Splice { at, remove, insert: insert.to_owned() }
    }

    #[test]
    fn splices_change_a_text_and_their_inverse_takes_them_back() {
        let text = "let café = tea + café;\n";
        let at = |n: usize| u32::try_from(text.match_indices("café").nth(n).unwrap().0).unwrap();
        let splices = [splice(0, 3, "const"), splice(at(0), 5, "shop"), splice(at(1), 5, "")];
        let after = apply_splices(text, &splices).unwrap();
        assert_eq!(after, "const shop = tea + ;\n");
        let back = inverse_splices(text, &splices).unwrap();
        assert_eq!(apply_splices(&after, &back).unwrap(), text);
        assert_eq!(apply_splices(text, &[]).unwrap(), text);
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for splices in [
            vec![splice(4, 0, "x"), splice(2, 0, "y")],
            vec![splice(0, 3, ""), splice(2, 2, "")],
            vec![splice(3, 1, "e")],
            vec![splice(9, 1, "")],
            vec![splice(u32::MAX, u32::MAX, "")],
        ] {
            assert_eq!(apply_splices("café", &splices), None, "{splices:?}");
        }
    }
}
