//! A short name for a project, taken from its first prompt.

const LONGEST: usize = 40;
const FALLBACK: &str = "New project";

/// `"A to-do list called Groceries"` is `Groceries`; `"build me a pricing table with three plans"` is
/// `Pricing table`.
pub(crate) fn title(prompt: &str) -> String {
    let line = prompt.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let name = given_name(line).unwrap_or_else(|| subject(line));
    let name = name
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !")]}!?%+".contains(c));
    let name = shorten(name);
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => FALLBACK.to_owned(),
    }
}

/// What stands after "called", "named" or "titled": up to the closing quote, or as far as a name goes.
fn given_name(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().position(|word| {
        ["called", "named", "titled", "entitled"]
            .contains(&word.trim_matches([',', ':']).to_lowercase().as_str())
    })?;
    let rest = words.get(at + 1..)?;
    let first = rest.first()?;
    let text = rest.join(" ");
    for (open, close) in
        [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('„', '“'), ('«', '»'), ('`', '`')]
    {
        if let Some(inner) = text.strip_prefix(open) {
            return inner.split(close).next().filter(|name| !name.trim().is_empty()).map(str::to_owned);
        }
    }
    let mut name = vec![*first];
    // A further word belongs to the name while it is capitalised like the first and no mark ends it.
    let capitals = first.starts_with(char::is_uppercase);
    for word in rest.iter().skip(1) {
        let ended = name.last().is_some_and(|last| last.ends_with([',', '.', ';', ':', '!', '?']));
        if ended || !capitals || !word.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '&') {
            break;
        }
        name.push(word);
    }
    Some(name.join(" ").trim_end_matches([',', '.', ';', ':']).to_owned())
}

/// The thing asked for, without the asking before it and the details after it.
fn subject(line: &str) -> String {
    const ASKING: &[&str] = &[
        "a",
        "an",
        "the",
        "me",
        "us",
        "my",
        "please",
        "build",
        "create",
        "make",
        "design",
        "write",
        "generate",
        "add",
        "give",
        "show",
        "implement",
        "develop",
        "code",
        "i",
        "we",
        "want",
        "need",
        "would",
        "like",
        "to",
        "can",
        "could",
        "you",
        "simple",
        "small",
        "nice",
        "beautiful",
        "modern",
        "new",
        "some",
        "have",
    ];
    const DETAILS: &[&str] = &[
        "with",
        "that",
        "which",
        "using",
        "where",
        "for",
        "in",
        "showing",
        "containing",
        "including",
        "who",
        "so",
        "from",
        "and",
        "having",
        "whose",
    ];
    let mut name: Vec<&str> = Vec::new();
    for word in line.split_whitespace() {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if name.is_empty() && (plain.is_empty() || ASKING.contains(&plain.as_str())) {
            continue;
        }
        if !name.is_empty() && DETAILS.contains(&plain.as_str()) {
            break;
        }
        name.push(word);
        if word.ends_with([',', '.', ';', ':', '!', '?']) {
            break;
        }
    }
    if name.is_empty() { line.to_owned() } else { name.join(" ") }
}

/// At most `LONGEST` characters, cut between words where there is one to cut at.
fn shorten(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let cut: String = name.chars().take(LONGEST).collect();
    match cut.rsplit_once(char::is_whitespace) {
        Some((whole, _)) => whole.trim_end_matches([',', '.', ';', ':']).to_owned(),
        None => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn names_come_from_the_prompt() {
        for (prompt, name) in [
            ("A to-do list called Groceries", "Groceries"),
            ("A to-do list called Groceries with a blue header", "Groceries"),
            ("Make a kanban board named \"Sprint 12\", dark", "Sprint 12"),
            ("a shop titled Green Tea & Co. please", "Green Tea & Co"),
            ("a list called things to do", "Things"),
            ("build me a pricing table with three plans", "Pricing table"),
            ("Please create a counter.", "Counter"),
            ("A login form, dark mode", "Login form"),
            ("I want to make a memory game that has 16 cards", "Memory game"),
            ("\n\n  quiz about rivers  ", "Quiz about rivers"),
            ("", "New project"),
            ("called", "Called"),
            ("???", "New project"),
            ("make a", "Make a"),
            ("日本語のカウンター", "日本語のカウンター"),
        ] {
            assert_eq!(title(prompt), name, "{prompt}");
        }
        let long = title(&"very ".repeat(50));
        assert!(long.chars().count() <= 40, "{long}");
        assert!(title(&"x".repeat(5000)).chars().count() <= 40);
    }
}
