//! What a prompt says about looks and words.

/// Names of colours, and shades of them that carry white text (contrast 4.5:1 or better).
const COLOURS: [(&str, &str); 24] = [
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
    // These are dark enough for white text and light enough for a dark page.
    ("gray", "#6b7280"),
    ("grey", "#6b7280"),
    ("black", "#52525b"),
];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub title: Option<String>,
    /// A colour as CSS writes it.
    pub accent: Option<&'static str>,
    pub accent_name: Option<&'static str>,
    /// Some(false) asks for light.
    pub dark: Option<bool>,
    /// "5 columns", "three plans": a number before a noun.
    pub count: Option<usize>,
}

impl Wish {
    pub(super) fn read(prompt: &str) -> Self {
        let lower = prompt.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        let colour = words.iter().find_map(|word| COLOURS.iter().find(|(name, _)| name == word));
        let has = |word: &str| words.contains(&word);
        Self {
            title: title(prompt).or_else(|| subject(prompt)),
            count: words.windows(2).find_map(|pair| number(pair[0], pair[1])),
            accent: colour.map(|(_, shade)| *shade),
            accent_name: colour.map(|(name, _)| *name),
            dark: match (has("dark"), has("light")) {
                (true, _) => Some(true),
                (false, true) => Some(false),
                (false, false) => None,
            },
        }
    }
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
        "title to ",
        "heading to ",
        "rename it to ",
        "rename to ",
        "call it ",
    ] {
        let Some(at) = lower.find(lead) else { continue };
        let rest = prompt.get(at + lead.len()..)?;
        let ends =
            [" with ", " for $", " at $", " in ", " and ", " that ", " using ", ",", ".", ";", "\n", "!"];
        let end = ends.iter().filter_map(|end| rest.to_lowercase().find(end)).min().unwrap_or(rest.len());
        let title = rest.get(..end)?.trim();
        if !title.is_empty() {
            return Some(title.chars().take(60).collect());
        }
    }
    None
}

/// `for my garden` makes `Garden`.
fn subject(prompt: &str) -> Option<String> {
    let mut words =
        prompt.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("for")).skip(1).peekable();
    let articles = ["a", "an", "the", "my", "our", "your", "some"];
    while words.next_if(|word| articles.contains(&word.to_lowercase().as_str())).is_some() {}
    let stops = ["with", "in", "and", "that", "using", "where", "which", "to", "on", "at", "of"];
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
    // "for me" and markers of tests name no subject.
    if title.is_empty() || ["me", "us", "it"].contains(&title.as_str()) || title.contains("[[") {
        return None;
    }
    let first = title.chars().next()?;
    Some(first.to_uppercase().chain(title.chars().skip(1)).take(60).collect())
}

/// From 2 to 8, before one of the things that can be counted.
fn number(word: &str, noun: &str) -> Option<usize> {
    const NAMES: [&str; 7] = ["two", "three", "four", "five", "six", "seven", "eight"];
    let known = ["columns", "lists", "stages", "plans", "tiers", "options", "pairs"].contains(&noun);
    let number =
        NAMES.iter().position(|name| *name == word).map(|at| at + 2).or_else(|| word.parse().ok())?;
    (known && (2..=8).contains(&number)).then_some(number)
}

/// Texts in quotes, in order.
pub(super) fn quotes(prompt: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = prompt;
    while let Some(start) = rest.find(['"', '\u{201c}']) {
        let open = rest[start..].chars().next().map_or(1, char::len_utf8);
        let inner = &rest[start + open..];
        let Some(end) = inner.find(['"', '\u{201d}']) else { break };
        let close = inner[end..].chars().next().map_or(1, char::len_utf8);
        if !inner[..end].trim().is_empty() {
            found.push(inner[..end].trim().chars().take(60).collect());
        }
        rest = &inner[end + close..];
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
        assert_eq!((wish.accent_name, wish.dark), (Some("green"), Some(true)));
        assert_eq!(
            Wish::read("counter titled \u{201c}My Clicks\u{201d}").title.as_deref(),
            Some("My Clicks")
        );
        assert_eq!(Wish::read("Change the title to Weekly plan.").title.as_deref(), Some("Weekly plan"));
        assert_eq!(Wish::read("a scored board"), Wish::default());
        assert_eq!(Wish::read("A to-do list for my garden in green").title.as_deref(), Some("Garden"));
        assert_eq!(Wish::read("A timer for me").title, None);
        assert_eq!(Wish::read("A kanban board with five columns").count, Some(5));
        assert_eq!(Wish::read("A board with 400 columns").count, None);
        assert_eq!(quotes("change \"A\" to \"B\""), ["A", "B"]);
    }
}
