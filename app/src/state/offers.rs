//! Follow-ups that a model offers at the end of its words, a line each: `Next: Add a dark theme`.

const MARK: &str = "Next: ";
const MOST: usize = 3;
const LONGEST: usize = 120;

/// What was said without the offers. A line that is just being written counts as soon as it can be one, so that none
/// shows up for a moment.
pub fn spoken(prose: &str) -> String {
    if !prose.contains("Next") && !ends_in_beginning(prose) {
        return prose.to_owned();
    }
    prose.split_inclusive('\n').filter(|line| !is_offer(line) && !begins_offer(line)).collect()
}

/// The offers, in order.
pub fn offers(prose: &str) -> Vec<String> {
    let lines = prose.lines().filter(|line| is_offer(line));
    let texts = lines.map(|line| bare(line).trim_start_matches(MARK.trim_end()).trim().to_owned());
    texts.filter(|text| !text.is_empty() && text.chars().count() <= LONGEST).take(MOST).collect()
}

/// Without what makes it a list item.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(['-', '*', ' '])
}

fn is_offer(line: &str) -> bool {
    // The blank at the end of one that says nothing is gone by now.
    bare(line).starts_with(MARK) || bare(line) == MARK.trim_end() && line.ends_with('\n')
}

/// The last line, which is not at its end yet.
fn begins_offer(line: &str) -> bool {
    let text = bare(line);
    !line.ends_with('\n') && text.len() > 2 && MARK.starts_with(text)
}

fn ends_in_beginning(prose: &str) -> bool {
    prose.rsplit('\n').next().is_some_and(begins_offer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offers_are_lines_of_their_own_and_no_part_of_what_is_said() {
        let prose =
            "It is ready. Next: is a word here.\n\nNext: Add a dark theme\n- Next: Show the total\nNext: \n";
        assert_eq!(offers(prose), ["Add a dark theme", "Show the total"]);
        assert_eq!(spoken(prose), "It is ready. Next: is a word here.\n\n");
        assert_eq!(spoken("Next steps are yours.\n"), "Next steps are yours.\n");
        assert_eq!(offers(&"Next: more\n".repeat(9)).len(), 3);
        assert!(offers(&format!("Next: {}", "x".repeat(200))).is_empty());
    }

    #[test]
    fn a_line_that_is_being_written_is_held_back() {
        for part in ["Done.\nNex", "Done.\nNext:", "Done.\nNext: Ad"] {
            assert_eq!(spoken(part), "Done.\n", "{part}");
        }
        assert_eq!(spoken("Done.\nNe"), "Done.\nNe");
        assert_eq!(spoken("Done.\nNextly"), "Done.\nNextly");
    }
}
