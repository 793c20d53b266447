//! Whether a text is what somebody means who typed a few letters of it, and how well it fits.

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    /// Higher fits better. Only to be compared for the same query.
    pub score: i32,
    /// Which characters of the text were meant, in order.
    pub hits: Vec<u32>,
}

const LETTER: i32 = 2;
const SAME_CASE: i32 = 1;
const NEXT_TO_EACH_OTHER: i32 = 6;
const START_OF_WORD: i32 = 8;
const HUMP: i32 = 6;
/// A file is known by its name, less by its folders.
const IN_NAME: i32 = 2;
const SKIPPED: i32 = 1;
/// Longer ones are no names.
const LONGEST: usize = 300;

/// Every word of the query has to be in the text, its letters in order.
pub fn fuzzy(query: &str, text: &str) -> Option<Match> {
    let chars: Vec<char> = text.chars().take(LONGEST).collect();
    let mut all = Match::default();
    for word in query.split_whitespace() {
        let word: Vec<char> = word.chars().take(LONGEST).collect();
        let found = find_word(&word, &chars)?;
        all.score += found.score;
        all.hits.extend(found.hits);
    }
    all.hits.sort_unstable();
    all.hits.dedup();
    // Of two that fit alike the shorter one is nearer.
    all.score -= i32::try_from(chars.len() / 4).unwrap_or(0);
    Some(all)
}

/// The best way to lay the word over the text: each cell says how well the word up to a letter fits when that letter
/// is this character.
fn find_word(word: &[char], text: &[char]) -> Option<Match> {
    let name_from = text.iter().rposition(|c| *c == '/').map_or(0, |at| at + 1);
    // Per letter and character: the score, and where the letter before it was.
    let mut rows: Vec<Vec<Option<(i32, usize)>>> = Vec::with_capacity(word.len());
    for (i, letter) in word.iter().enumerate() {
        let mut row = vec![None; text.len()];
        // Of the letter before: the best so far, less what was skipped since.
        let mut best: Option<(i32, usize)> = None;
        for (j, c) in text.iter().enumerate() {
            if same(*letter, *c) {
                let own = worth(*letter, text, j, name_from);
                let before = match i.checked_sub(1).and_then(|i| rows.get(i)) {
                    None => Some((0, j)),
                    Some(above) => {
                        let adjacent = j
                            .checked_sub(1)
                            .and_then(|k| above.get(k).copied().flatten().map(|(score, _)| (score, k)))
                            .map(|(score, k)| (score + NEXT_TO_EACH_OTHER, k));
                        [adjacent, best].into_iter().flatten().max_by_key(|(score, _)| *score)
                    }
                };
                if let (Some((score, from)), Some(cell)) = (before, row.get_mut(j)) {
                    *cell = Some((score + own, from));
                }
            }
            let above =
                i.checked_sub(1).and_then(|i| rows.get(i)).and_then(|row| row.get(j)).copied().flatten();
            let skipped = best.map(|(score, k)| (score - SKIPPED, k));
            best = [skipped, above.map(|(score, _)| (score, j))]
                .into_iter()
                .flatten()
                .max_by_key(|(score, _)| *score);
        }
        rows.push(row);
    }
    let last = rows.last()?;
    let scored = last.iter().enumerate().filter_map(|(j, cell)| cell.map(|(score, _)| (score, j)));
    // Of equals the first.
    let (score, mut at) = scored.rev().max_by_key(|(score, _)| *score)?;
    // Letters that lie about by chance are no match.
    if score <= 0 {
        return None;
    }
    let mut hits = Vec::with_capacity(word.len());
    for row in rows.iter().rev() {
        hits.push(u32::try_from(at).unwrap_or(u32::MAX));
        let (_, from) = row.get(at).copied().flatten()?;
        at = from;
    }
    hits.reverse();
    Some(Match { score, hits })
}

fn same(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// What it is worth that a letter is found here.
fn worth(letter: char, text: &[char], j: usize, name_from: usize) -> i32 {
    let here = text.get(j).copied().unwrap_or_default();
    let before = j.checked_sub(1).and_then(|k| text.get(k)).copied();
    let place = match before {
        None => START_OF_WORD,
        Some(c) if !c.is_alphanumeric() => START_OF_WORD,
        Some(c) if c.is_lowercase() && here.is_uppercase() => HUMP,
        Some(_) => 0,
    };
    let case = if letter == here { SAME_CASE } else { 0 };
    let name = if j >= name_from { IN_NAME } else { 0 };
    LETTER + place + case + name
}

/// The text in pieces, each with whether it was meant.
pub fn pieces(text: &str, hits: &[u32]) -> Vec<(bool, String)> {
    let mut out: Vec<(bool, String)> = Vec::new();
    for (at, c) in (0u32..).zip(text.chars()) {
        let hit = hits.binary_search(&at).is_ok();
        match out.last_mut() {
            Some((known, piece)) if *known == hit => piece.push(c),
            Some(_) | None => out.push((hit, c.to_string())),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<'a>(query: &str, texts: &[&'a str]) -> Vec<&'a str> {
        let mut found: Vec<_> =
            texts.iter().filter_map(|text| Some((fuzzy(query, text)?.score, *text))).collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn names_come_before_folders() {
        let files = ["src/app/index.ts", "src/parts/Wrapper.tsx", "src/App.tsx", "package.json"];
        assert_eq!(best("app", &files)[0], "src/App.tsx");
        assert_eq!(best("zzz", &files), [""; 0]);
        assert_eq!(best("pj", &files), ["package.json"]);
    }

    #[test]
    fn starts_of_words_count_more_than_letters_by_chance() {
        let commands = ["Show or hide the drawer", "Colours: dark", "Download as zip", "Show code"];
        assert_eq!(best("dark", &commands), ["Colours: dark"]);
        assert_eq!(best("sc", &commands)[0], "Show code");
        assert_eq!(best("drawer show", &commands), ["Show or hide the drawer"]);
    }

    #[test]
    fn humps_are_starts_of_words() {
        assert_eq!(best("fb", &["src/fabric.ts", "src/FooBar.tsx"])[0], "src/FooBar.tsx");
    }

    #[test]
    fn hits_are_the_letters_that_were_meant() {
        let found = fuzzy("tsh", "Theme: show").map(|found| found.hits);
        assert_eq!(found, Some(vec![0, 7, 8]));
        assert_eq!(
            pieces("Theme: show", &[0, 7, 8]),
            [(true, "T"), (false, "heme: "), (true, "sh"), (false, "ow")]
                .map(|(hit, text)| (hit, text.to_owned()))
        );
        assert_eq!(fuzzy("", "anything").map(|found| found.hits), Some(Vec::new()));
        assert_eq!(fuzzy("ü", "Über").map(|found| found.hits), Some(vec![0]));
    }
}
