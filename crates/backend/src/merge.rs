//! Three-way merge of texts.

/// `ours` and `theirs` both come from `base`; none where they changed the same lines.
pub(crate) fn merge(base: &str, ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs || theirs == base {
        return Some(ours.to_owned());
    }
    if ours == base {
        return Some(theirs.to_owned());
    }
    diffy::merge(base, ours, theirs).ok()
}

#[cfg(test)]
mod tests {
    use super::merge;

    const BASE: &str = "one\ntwo\nthree\nfour\nfive\n";

    #[test]
    fn changes_in_different_places_are_joined() {
        let ours = BASE.replace("one", "ONE");
        let theirs = BASE.replace("five", "FIVE");
        assert_eq!(merge(BASE, &ours, &theirs).unwrap(), "ONE\ntwo\nthree\nfour\nFIVE\n");
        assert_eq!(merge(BASE, &ours, BASE).unwrap(), ours);
        assert_eq!(merge(BASE, BASE, &theirs).unwrap(), theirs);
        assert_eq!(merge(BASE, &ours, &ours).unwrap(), ours);
    }

    #[test]
    fn changes_of_the_same_line_conflict() {
        assert_eq!(merge(BASE, &BASE.replace("two", "2"), &BASE.replace("two", "II")), None);
        assert_eq!(merge("", "a\n", "b\n"), None);
    }
}
