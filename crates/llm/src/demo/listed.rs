//! Items that a prompt names: "with milk, bread and eggs", "with the columns Backlog, Doing and Done".

use super::wish::Wish;
use super::words::{is_word, words};

/// The names that stand by one of `nouns`, or, where `free`, after "with" or "for" alone. One name is no list.
pub(super) fn listed(prompt: &str, nouns: &[&str], free: bool) -> Vec<String> {
    after_noun(prompt, nouns)
        .or_else(|| before_noun(prompt, nouns))
        .or_else(|| if free { after_lead(prompt) } else { None })
        .unwrap_or_default()
}

/// Places where a word begins.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && !before.is_alphanumeric();
        before = c;
        starts.then_some(at)
    })
}

fn word_at(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())]
}

fn is_noun(word: &str, nouns: &[&str]) -> bool {
    nouns.iter().any(|noun| !noun.contains(' ') && is_word(&word.to_lowercase(), noun))
}

/// "columns: A, B and C", "columns called A and B", "columns A, B".
fn after_noun(prompt: &str, nouns: &[&str]) -> Option<Vec<String>> {
    starts(prompt).find_map(|at| {
        let word = word_at(prompt, at);
        if !is_noun(word, nouns) {
            return None;
        }
        let rest = &prompt[at + word.len()..];
        if rest.starts_with(',') {
            return None;
        }
        let rest = rest.trim_start_matches([':', ' ']);
        // "Four features and a FAQ" goes on with something else.
        if ["and ", "or ", "& "].iter().any(|joint| rest.starts_with(joint)) {
            return None;
        }
        let leads = ["called ", "named ", "for ", "like ", "such as ", "are ", "of "];
        let rest = leads.iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
        split(rest)
    })
}

/// "with Backlog, Doing and Done columns".
fn before_noun(prompt: &str, nouns: &[&str]) -> Option<Vec<String>> {
    let end = starts(prompt).find(|at| is_noun(word_at(prompt, *at), nouns))?;
    let lower = prompt[..end].to_lowercase();
    let at = ["with ", "add ", "has ", "of "]
        .iter()
        .filter_map(|lead| Some(lower.rfind(lead)? + lead.len()))
        .max()?;
    let names = prompt.get(at..end)?.trim_start_matches("the ").trim();
    split(names)
}

/// "with milk, bread and eggs", or ": milk, bread".
fn after_lead(prompt: &str) -> Option<Vec<String>> {
    let lower = prompt.to_lowercase();
    ["with ", "for ", ": ", "add ", "containing "].iter().find_map(|lead| {
        let at = lower.find(lead)? + lead.len();
        split(prompt.get(at..)?)
    })
}

/// Two or more short names, divided by commas or "and".
fn split(text: &str) -> Option<Vec<String>> {
    let ends = [
        ". ", "; ", "\n", " in the ", " that ", " where ", " with ", " using ", " to the ", " as ",
        " called ", " in ",
    ];
    let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    let text = text[..end].trim_end_matches(['.', '!', '?', ',', ' ']);
    // "For moving house, dark theme" ends with how it looks.
    let mut text = text;
    while let Some((names, _)) = text.rsplit_once(", ").filter(|(_, last)| is_look(last)) {
        text = names;
    }
    let text = text.replace(", and ", ",").replace(" and ", ",").replace(" & ", ",");
    let unquoted = |part: &str| part.trim().trim_matches(['"', '\u{201c}', '\u{201d}']).trim().to_owned();
    let names: Vec<String> = text.split(',').map(unquoted).collect();
    let starts_otherwise = [
        "a", "an", "the", "that", "which", "where", "to", "i", "one", "two", "three", "four", "five", "six",
        "add", "make", "change", "my", "me", "each", "some", "can", "is", "are", "it", "please",
    ];
    let is_name = |name: &String| {
        let words = words(name);
        (1..=5).contains(&words.len())
            && name.chars().count() <= 48
            && !words.first().is_some_and(|first| starts_otherwise.contains(&first.as_str()))
    };
    (names.len() > 1 && names.iter().all(is_name)).then_some(names)
}

/// "dark theme", "green": no name where it comes last.
fn is_look(name: &str) -> bool {
    let words = words(name);
    let themed = words.last().is_some_and(|last| ["theme", "mode", "dark", "light"].contains(&last.as_str()));
    let wish = Wish::read(name);
    themed && words.len() < 3 || words.len() == 1 && wish.colour.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_features() {
        let columns = |prompt: &str| listed(prompt, &["column"], false).join("|");
        assert_eq!(columns("A board with columns Backlog, Doing and Done"), "Backlog|Doing|Done");
        assert_eq!(columns("A board with the columns: Idea, In progress, Live."), "Idea|In progress|Live");
        assert_eq!(columns("A board with Red, Amber and Green columns in blue"), "Red|Amber|Green");
        assert_eq!(columns("A board with three columns where I can add cards and move them along"), "");
        let tasks = |prompt: &str| listed(prompt, &["task", "item"], true).join("|");
        assert_eq!(tasks("A shopping list with milk, bread and eggs"), "milk|bread|eggs");
        assert_eq!(tasks("A shopping list for oat milk & rye bread"), "oat milk|rye bread");
        assert_eq!(tasks("A list called Groceries with milk, bread and eggs, in green"), "milk|bread|eggs");
        assert_eq!(tasks("A checklist for moving house, dark theme"), "");
        assert_eq!(tasks("A shopping list with apples, pears, dark mode"), "apples|pears");
        assert_eq!(tasks("A list with four items and a FAQ, navy"), "");
        assert_eq!(tasks("A to-do list with a filter and a counter"), "");
        assert_eq!(tasks("A to-do list for my garden in green"), "");
        let plans = "A pricing table with three plans, a monthly and yearly switch, and the middle plan marked as popular";
        assert_eq!(listed(plans, &["plan"], false), [""; 0]);
    }
}
