//! What a prompt says about looks and words.

/// Names of colours, and shades of them that carry white text (contrast 4.5:1 or better).
const COLOURS: [(&str, &str); 17] = [
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
    ("black", "#292524"),
];

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wish {
    pub title: Option<String>,
    /// A colour as CSS writes it.
    pub accent: Option<&'static str>,
    pub accent_name: Option<&'static str>,
    /// Some(false) asks for light.
    pub dark: Option<bool>,
}

impl Wish {
    pub(super) fn read(prompt: &str) -> Self {
        let lower = prompt.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        let colour = words.iter().find_map(|word| COLOURS.iter().find(|(name, _)| name == word));
        let has = |word: &str| words.contains(&word);
        Self {
            title: title(prompt),
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
    for lead in ["called ", "named ", "titled ", "title to ", "heading to ", "rename it to ", "rename to ", "call it "] {
        let Some(at) = lower.find(lead) else { continue };
        let rest = prompt.get(at + lead.len()..)?;
        let ends = [" with ", " in ", " and ", " that ", " using ", ",", ".", ";", "\n", "!"];
        let end = ends.iter().filter_map(|end| rest.to_lowercase().find(end)).min().unwrap_or(rest.len());
        let title = rest.get(..end)?.trim();
        if !title.is_empty() {
            return Some(title.chars().take(60).collect());
        }
    }
    None
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
        assert_eq!(Wish::read("counter titled \u{201c}My Clicks\u{201d}").title.as_deref(), Some("My Clicks"));
        assert_eq!(Wish::read("Change the title to Weekly plan.").title.as_deref(), Some("Weekly plan"));
        assert_eq!(Wish::read("a scored board"), Wish::default());
        assert_eq!(quotes("change \"A\" to \"B\""), ["A", "B"]);
    }
}
