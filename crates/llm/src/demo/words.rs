//! Words of a prompt, and phrases found among them: in either number, and with a letter wrong.

/// The words of `text` in lower case. A hyphen divides; an apostrophe does not.
pub(super) fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace(['\'', '\u{2019}'], "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Shorter words are too like others to be guessed.
const GUESSED: usize = 6;
/// Real words that are one letter away from one of ours.
const OTHERS: [&str; 12] = [
    "trivial", "galley", "country", "counted", "counters", "pricking", "prizing", "prices", "tallest",
    "messages", "memoir", "quizzed",
];

/// Whether `word` is `wanted`, its plural, or either with one letter wrong.
pub(super) fn is_word(word: &str, wanted: &str) -> bool {
    let singular = |word: &str| -> String {
        match word {
            _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", &word[..word.len() - 3]),
            _ if word.ends_with("zzes") => word[..word.len() - 3].to_owned(),
            _ if word.ends_with("ches") || word.ends_with("xes") => word[..word.len() - 2].to_owned(),
            _ if word.ends_with('s') && !word.ends_with("ss") => word[..word.len() - 1].to_owned(),
            _ => word.to_owned(),
        }
    };
    if word == wanted || singular(word) == wanted || singular(word) == singular(wanted) {
        return true;
    }
    let long = wanted.len() >= GUESSED && word.chars().next() == wanted.chars().next();
    long && !OTHERS.contains(&word) && (one_apart(word, wanted) || one_apart(&singular(word), wanted))
}

/// One letter more, less, other, or two in the wrong order.
fn one_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let rest = |letters: &[char], skipped: usize| letters.get(skipped..).unwrap_or_default().to_vec();
    let swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && rest(a, 2) == rest(b, 2);
    swapped || rest(a, 1) == rest(b, 1) || rest(a, 1) == b || a == rest(b, 1)
}

/// Where `phrase` first stands among `words`. `#` in it is any number.
pub(super) fn find(words: &[String], phrase: &str) -> Option<usize> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    (0..words.len().checked_sub(wanted.len())? + 1)
        .find(|at| wanted.iter().zip(&words[*at..]).all(|(wanted, word)| fits(word, wanted)))
}

fn fits(word: &str, wanted: &str) -> bool {
    if wanted == "#" { number(word).is_some() } else { is_word(word, wanted) }
}

/// The first and then longest of `phrases` among `words`: where it begins and ends.
pub(super) fn first_of(words: &[String], phrases: &[&str]) -> Option<(usize, usize)> {
    phrases
        .iter()
        .filter_map(|phrase| {
            let at = find(words, phrase)?;
            Some((at, at + phrase.split(' ').count()))
        })
        .min_by_key(|(at, end)| (*at, usize::MAX - end))
}

pub(super) fn has(words: &[String], any: &[&str]) -> bool {
    words.iter().any(|word| any.contains(&word.as_str()))
}

pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A number in digits or as a word, up to twelve.
pub(super) fn number(word: &str) -> Option<usize> {
    const NAMES: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    NAMES.iter().position(|name| *name == word).or_else(|| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_may_be_wrong_but_not_another_word() {
        for (word, wanted) in [
            ("calulator", "calculator"),
            ("calcualtor", "calculator"),
            ("dashbords", "dashboard"),
            ("galleries", "gallery"),
            ("quizzes", "quiz"),
            ("kanbam", "kanban"),
        ] {
            assert!(is_word(word, wanted), "{word}");
        }
        for (word, wanted) in [
            ("encounter", "counter"),
            ("country", "counter"),
            ("trivial", "trivia"),
            ("quit", "quiz"),
            ("votes", "notes"),
            ("washboard", "dashboard"),
        ] {
            assert!(!is_word(word, wanted), "{word}");
        }
        assert_eq!(find(&words("My To-Do lists"), "to do list"), Some(1));
        assert_eq!(find(&words("do"), "to do list"), None);
    }
}
