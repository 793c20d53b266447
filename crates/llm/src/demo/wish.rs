//! What a prompt says about looks and words.

use super::words::{capitalized, find, has, is_word, number, words};

/// Names of colours, and shades of them that carry white text (contrast 4.5:1 or better).
const COLOURS: [(&str, &str); 32] = [
    ("red", "#dc2626"),
    ("crimson", "#be123c"),
    ("orange", "#c2410c"),
    ("amber", "#b45309"),
    ("yellow", "#a16207"),
    ("green", "#15803d"),
    ("lime", "#4d7c0f"),
    ("emerald", "#047857"),
    ("teal", "#0f766e"),
    ("cyan", "#0e7490"),
    ("blue", "#2563eb"),
    ("indigo", "#4f46e5"),
    ("purple", "#7c3aed"),
    ("violet", "#6d28d9"),
    ("magenta", "#a21caf"),
    ("pink", "#be185d"),
    ("rose", "#be123c"),
    ("gold", "#a16207"),
    ("turquoise", "#0f766e"),
    ("navy", "#1e40af"),
    ("brown", "#92400e"),
    ("maroon", "#9f1239"),
    ("coral", "#c2410c"),
    ("olive", "#4d7c0f"),
    ("mint", "#047857"),
    ("sky", "#0369a1"),
    ("fuchsia", "#a21caf"),
    ("lavender", "#7c3aed"),
    ("burgundy", "#881337"),
    // These are dark enough for white text and light enough for a dark page.
    ("gray", "#6b7280"),
    ("grey", "#6b7280"),
    ("black", "#52525b"),
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Colour {
    /// As the prompt says it.
    pub name: String,
    /// As CSS writes it.
    pub value: String,
}

impl Colour {
    /// White or near-black, whichever is easier to read on it.
    pub(super) fn text(&self) -> &'static str {
        let part = |at: usize| {
            let value = self.value.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
            let value = f64::from(value.unwrap_or(0)) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let light = 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
        if 1.05 / (light + 0.05) >= 4.5 { "#ffffff" } else { "#1c1917" }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub title: Option<String>,
    pub colour: Option<Colour>,
    /// The colour is for the page behind everything.
    pub of_background: bool,
    /// The colour is for the heading.
    pub of_title: bool,
    /// Some(false) asks for light.
    pub dark: Option<bool>,
    /// Above zero is bigger or rounder.
    pub size: Option<i8>,
    pub round: Option<i8>,
    pub font: Option<&'static str>,
}

impl Wish {
    pub(super) fn read(prompt: &str) -> Self {
        // What is quoted is a text to show and says nothing about looks.
        let words = words(&without_quotes(prompt));
        let any = |words_of: &[&str]| has(&words, words_of);
        let colour = colour(prompt, &words);
        let is_theme = |theme: &str| {
            let modes =
                [format!("{theme}mode"), if theme == "dark" { "night mode" } else { "day mode" }.to_owned()];
            words.iter().enumerate().any(|(at, word)| {
                let next = words.get(at + 1).map_or("", String::as_str);
                word == theme && !COLOURS.iter().any(|(name, _)| *name == next)
            }) || modes.iter().any(|mode| find(&words, mode).is_some())
        };
        Self {
            title: title(prompt),
            of_background: any(&["background", "backdrop", "bg"]),
            of_title: any(&["title", "heading", "headline"]),
            // A dark blue is a colour, and no dark theme.
            dark: match (is_theme("dark"), is_theme("light")) {
                (true, _) => Some(true),
                (false, true) => Some(false),
                (false, false) => None,
            },
            // A large table has many rows; large text is large.
            size: match (any(&["bigger", "larger"]), any(&["smaller"])) {
                (true, _) => Some(1),
                (false, true) => Some(-1),
                (false, false) if any(&["text", "font", "letters", "everything", "buttons"]) => {
                    let large = any(&["big", "large", "huge"]).then_some(1);
                    large.or(any(&["small", "tiny"]).then_some(-1))
                }
                (false, false) => None,
            },
            round: match (
                any(&["rounder", "rounded", "round", "softer"]),
                any(&["square", "squared", "sharp", "sharper", "angular"]),
            ) {
                (true, _) if !any(&["type", "font"]) => Some(1),
                (false, true) if !any(&["root"]) => Some(-1),
                _ => None,
            },
            font: match () {
                () if any(&["serif", "georgia"]) && !any(&["sans"]) => Some("serif"),
                () if any(&["monospace", "monospaced", "mono", "typewriter"]) => Some("mono"),
                () if any(&["rounded", "round"]) && any(&["font", "type"]) => Some("round"),
                () if any(&["sans"]) => Some("sans"),
                () => None,
            },
            colour,
        }
    }
}

fn colour(prompt: &str, words: &[String]) -> Option<Colour> {
    let hex = without_quotes(prompt).split_whitespace().find_map(|word| {
        let digits = word.trim_end_matches([',', '.', ';', '!']).strip_prefix('#')?;
        let six = match digits.len() {
            3 => digits.to_lowercase().chars().flat_map(|c| [c, c]).collect(),
            _ => digits.to_lowercase(),
        };
        (six.len() == 6 && six.chars().all(|c| c.is_ascii_hexdigit())).then(|| format!("#{six}"))
    });
    if let Some(value) = hex {
        return Some(Colour { name: value.clone(), value });
    }
    let place = |word: &String| COLOURS.iter().find(|(name, _)| name == word);
    let (at, (name, value)) = words.iter().enumerate().find_map(|(at, word)| Some((at, place(word)?)))?;
    let shade = at.checked_sub(1).map_or("", |before| words[before].as_str());
    match shade {
        "light" | "pale" => Some(Colour { name: format!("{shade} {name}"), value: mixed(value, 255, 45) }),
        "dark" | "deep" => Some(Colour { name: format!("{shade} {name}"), value: mixed(value, 0, 30) }),
        _ => Some(Colour { name: (*name).to_owned(), value: (*value).to_owned() }),
    }
}

/// A colour with some percent of white (255) or black (0) in it.
fn mixed(value: &str, with: u32, percent: u32) -> String {
    let part = |at: usize| {
        let own = value.get(at..at + 2).and_then(|hex| u32::from_str_radix(hex, 16).ok()).unwrap_or(0);
        (own * (100 - percent) + with * percent) / 100
    };
    format!("#{:02x}{:02x}{:02x}", part(1), part(3), part(5))
}

/// `called X`, `titled X`, `title to X`, or text in quotes.
fn title(prompt: &str) -> Option<String> {
    if let Some(quoted) = quotes(prompt).pop() {
        return Some(quoted);
    }
    let lower = prompt.to_lowercase();
    // Upper and lower case of some letters differ in length: positions would not fit.
    if lower.len() != prompt.len() {
        return None;
    }
    for lead in [
        "called ",
        "named ",
        "titled ",
        "entitled ",
        "title to ",
        "heading to ",
        "headline to ",
        "name to ",
        "with the title ",
        "with title ",
        "rename it to ",
        "rename it ",
        "rename to ",
        "rename the app to ",
        "rename the page to ",
        "call it ",
        "call the app ",
        "call the page ",
        "title: ",
    ] {
        let Some(at) = lower.find(lead) else { continue };
        let rest = prompt.get(at + lead.len()..)?;
        let title = rest.get(..end_of_name(rest))?.trim();
        if !title.is_empty() {
            return Some(title.chars().take(60).collect());
        }
    }
    None
}

/// Where a name ends: at punctuation, or at a word that goes on in lower case. "Salt and Pepper" is one.
pub(super) fn end_of_name(rest: &str) -> usize {
    let words =
        [" with ", " for $", " at $", " in ", " and ", " that ", " using ", " where ", " to the ", " which "];
    let goes_on = |at: usize, word: &str| {
        let next = rest[at + word.len()..].chars().next();
        next.is_some_and(|next| !next.is_uppercase()) || word.ends_with('$')
    };
    let words = words
        .iter()
        .filter_map(|word| rest.match_indices(word).map(|(at, _)| at).find(|at| goes_on(*at, word)));
    let marks = [",", ".", ";", "\n", "!", "?"].iter().filter_map(|mark| rest.find(mark));
    words.chain(marks).min().unwrap_or(rest.len())
}

/// `for my garden` makes `Garden`, and so does `about my garden`.
pub(super) fn subject(prompt: &str) -> Option<String> {
    let lead = |word: &&str| !["for", "about"].contains(&word.to_lowercase().as_str());
    let mut words = prompt.split_whitespace().skip_while(lead).skip(1).peekable();
    let articles = ["a", "an", "the", "my", "our", "your", "some"];
    while words.next_if(|word| articles.contains(&word.to_lowercase().as_str())).is_some() {}
    let stops =
        ["with", "in", "and", "that", "using", "where", "which", "to", "on", "at", "of", "called", "named"];
    let mut title: Vec<&str> = Vec::new();
    for word in words.take(4) {
        if stops.contains(&word.to_lowercase().as_str()) {
            break;
        }
        title.push(word.trim_end_matches([',', '.', ';', '!', '?']));
        if word.ends_with([',', '.', ';', '!', '?']) {
            break;
        }
    }
    let title = title.join(" ");
    // "for me", prices and markers of tests name no subject.
    let nobody = ["me", "us", "it", "you", "them", "this", "that", "example"];
    if title.is_empty() || nobody.contains(&title.as_str()) || title.contains("[[") || title.contains('$') {
        return None;
    }
    Some(capitalized(&title).chars().take(60).collect())
}

/// "Five columns", "3 big plans": the number that stands before one of `nouns`.
pub(super) fn count(words: &[String], nouns: &[&str]) -> Option<usize> {
    words.iter().enumerate().find_map(|(at, word)| {
        let noun = |word: &String| nouns.iter().any(|noun| !noun.contains(' ') && is_word(word, noun));
        let near = words.iter().skip(at + 1).take(3).position(noun)?;
        let between = &words[at + 1..at + 1 + near];
        let broken = has(between, &["a", "an", "the", "with", "and", "to", "in", "of"]);
        number(word).filter(|count| (1..=24).contains(count) && !broken)
    })
}

/// `prompt` with texts in single quotes in double ones. An apostrophe is left alone.
pub(super) fn with_double_quotes(prompt: &str) -> String {
    let mut out = String::with_capacity(prompt.len());
    let mut rest = prompt;
    let starts = |before: &str| before.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
    let ends = |after: &str| after.chars().next().is_none_or(|c| !c.is_alphanumeric());
    while let Some(open) = rest.find('\'') {
        let inner = &rest[open + 1..];
        let close = inner.match_indices('\'').map(|(at, _)| at).find(|at| *at > 0 && ends(&inner[at + 1..]));
        match close.filter(|_| starts(&rest[..open]) && !inner.starts_with(' ')) {
            Some(close) => {
                out.push_str(&format!("{}\"{}\"", &rest[..open], &inner[..close]));
                rest = &inner[close + 1..];
            }
            None => {
                out.push_str(&rest[..=open]);
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `prompt` without its title and its quoted texts: those are words to be shown, and name no thing to build.
pub(super) fn without_title(prompt: &str) -> String {
    let rest = title(prompt).map_or(prompt.to_owned(), |title| prompt.replacen(title.as_str(), "", 1));
    let plain = without_quotes(&rest);
    if words(&plain).is_empty() { prompt.to_owned() } else { plain }
}

/// `prompt` with nothing in its quotes.
pub(super) fn without_quotes(prompt: &str) -> String {
    let mut out = prompt.to_owned();
    for (start, end) in spans(prompt).into_iter().rev() {
        out.replace_range(start..end, "");
    }
    out
}

/// Texts in quotes, in order. A quote after a backslash belongs to the text.
pub(super) fn quotes(prompt: &str) -> Vec<String> {
    let inner = spans(prompt).into_iter().map(|(start, end)| prompt[start..end].replace("\\\"", "\""));
    inner.map(|text| text.trim().chars().take(60).collect()).collect()
}

/// The byte ranges within pairs of quotes that have a text in them.
fn spans(prompt: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = prompt[from..].find(['"', '\u{201c}']).map(|at| from + at) {
        let start = open + prompt[open..].chars().next().map_or(1, char::len_utf8);
        let closes = |(at, _): &(usize, &str)| !prompt[..start + at].ends_with('\\');
        let Some((end, mark)) = prompt[start..].match_indices(['"', '\u{201d}']).find(closes) else { break };
        if !prompt[start..start + end].trim().is_empty() {
            found.push((start, start + end));
        }
        from = start + end + mark.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood() {
        let wish = Wish::read("A to-do list called Groceries, in green and dark mode");
        assert_eq!(wish.title.as_deref(), Some("Groceries"));
        assert_eq!((wish.colour.map(|colour| colour.value), wish.dark), (Some("#15803d".into()), Some(true)));
        let title = |prompt: &str| Wish::read(prompt).title.unwrap_or_default();
        assert_eq!(title("counter titled \u{201c}My Clicks\u{201d}"), "My Clicks");
        assert_eq!(title("Change the title to Weekly plan."), "Weekly plan");
        assert_eq!(title("a shop called Salt and Pepper and make it red"), "Salt and Pepper");
        assert_eq!(Wish::read("a scored board"), Wish::default());
        let colour = |prompt: &str| Wish::read(prompt).colour.map(|colour| (colour.name, colour.value));
        assert_eq!(colour("make it light blue"), Some(("light blue".into(), "#87a9f4".into())));
        assert_eq!(
            (Wish::read("make it dark blue").dark, Wish::read("dark, please").dark),
            (None, Some(true))
        );
        assert_eq!(with_double_quotes("change 'a b' to 'c', don't"), "change \"a b\" to \"c\", don't");
        // Words to be shown are no wish for a colour.
        assert_eq!(Wish::read("change the title to \"Red Sea\"").colour, None);
        assert_eq!(subject("A to-do list for my garden in green").as_deref(), Some("Garden"));
        assert_eq!(subject("A timer for me"), None);
        assert_eq!(quotes("change \"A\" to \"B\""), ["A", "B"]);
        assert_eq!(quotes("call it \"say \\\"hi\\\"\""), ["say \"hi\""]);
    }

    #[test]
    fn numbers_belong_to_nouns() {
        let count = |prompt: &str, noun: &str| count(&words(prompt), &[noun]);
        assert_eq!(count("A kanban board with five columns", "column"), Some(5));
        assert_eq!(count("3 nice pricing plans", "plan"), Some(3));
        assert_eq!(count("A board with 400 columns", "column"), None);
        assert_eq!(count("2 boards with columns", "column"), None);
    }

    #[test]
    fn any_colour_keeps_its_text_readable() {
        let text = |value: &str| Colour { name: String::new(), value: value.to_owned() }.text();
        assert_eq!((text("#ffee00"), text("#1e40af")), ("#1c1917", "#ffffff"));
        assert!(COLOURS.iter().all(|(_, value)| text(value) == "#ffffff"));
        assert_eq!(Wish::read("make it #0AF").colour.map(|colour| colour.value).as_deref(), Some("#00aaff"));
    }
}
