//! The names in a wish: what is renamed to what, and what something new is to be called.

use super::Clause;
use crate::demo::wish::{end_of_name, subject};
use crate::demo::words::{capitalized, is_word, number, words};

impl Clause {
    /// X and Y of "rename X to Y", without the words around X that say what it is.
    pub(super) fn pair(&self) -> Option<(String, String)> {
        let verbs = ["rename ", "change ", "replace ", "turn "];
        let (at, verb) = verbs.iter().filter_map(|verb| Some((self.lower.find(verb)?, verb))).min()?;
        let rest = self.text.get(at + verb.len()..)?;
        let (from, to) =
            [" to ", " with ", " into ", " by "].iter().find_map(|joint| rest.split_once(joint))?;
        let around = [
            "the",
            "a",
            "an",
            "my",
            "text",
            "label",
            "button",
            "column",
            "plan",
            "card",
            "task",
            "item",
            "field",
            "component",
            "word",
            "words",
            "question",
            "option",
            "section",
            "name",
            "of",
            "note",
            "picture",
            "page",
            "message",
            "menu",
        ];
        let mut words: Vec<&str> = from.split_whitespace().collect();
        while words.len() > 1
            && words.first().is_some_and(|word| around.contains(&word.to_lowercase().as_str()))
        {
            words.remove(0);
        }
        while words.len() > 1
            && words.last().is_some_and(|word| around.contains(&word.to_lowercase().as_str()))
        {
            words.pop();
        }
        let bare = |text: &str| text.trim_matches(['"', '\u{201c}', '\u{201d}', ' ']).to_owned();
        let (from, to) = (bare(&words.join(" ")), bare(to.trim_end_matches(['.', '!'])));
        // These are looks, and no words on the page.
        let looks = [
            "color",
            "colour",
            "accent",
            "theme",
            "background",
            "font",
            "size",
            "title",
            "heading",
            "it",
            "everything",
            "colors",
            "colours",
            "typeface",
            "corners",
            "headline",
            "page",
            "app",
        ];
        let last = from.rsplit(' ').next().unwrap_or_default().to_lowercase();
        (!from.is_empty() && !to.is_empty() && !looks.contains(&last.as_str())).then_some((from, to))
    }

    /// "Add a Phone field": the words between the article and the noun.
    pub(super) fn before_noun(&self, nouns: &[&str]) -> Option<String> {
        let all: Vec<&str> = self.text.split_whitespace().collect();
        let plain = |word: &str| words(word).join(" ");
        let noun = all.iter().rposition(|word| nouns.iter().any(|noun| is_word(&plain(word), noun)))?;
        let stops = [
            "a",
            "an",
            "the",
            "add",
            "another",
            "new",
            "more",
            "one",
            "insert",
            "include",
            "create",
            "extra",
            "additional",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "last",
            "final",
            "own",
            "custom",
            "please",
            "put",
            "my",
            "of",
            "some",
            "two",
            "three",
            "with",
            "toggle",
            "switch",
            "text",
            "pricing",
            "me",
            "give",
            "to",
            "in",
            "for",
            "form",
            "input",
            "required",
        ];
        let mut name: Vec<&str> = Vec::new();
        for word in all[..noun].iter().rev() {
            let plain = plain(word);
            if stops.contains(&plain.as_str()) || number(&plain).is_some() {
                break;
            }
            name.insert(0, word);
        }
        (!name.is_empty()).then(|| capitalized(&name.join(" ")))
    }

    /// What a new item is to be called.
    pub(super) fn new_name(&self, nouns: &[&str]) -> Option<String> {
        if let Some(title) = &self.wish.title {
            return Some(title.clone());
        }
        if let Some(name) = self.before_noun(nouns) {
            return Some(name);
        }
        // "Add the column Shipped", "add a question: Why?".
        let noun = nouns.iter().filter_map(|noun| Some(self.lower.find(noun)? + noun.len())).max()?;
        let rest = self.text.get(noun..)?.trim_start_matches(|c: char| c.is_lowercase());
        if let Some(rest) = rest.strip_prefix(": ") {
            return Some(rest.trim().trim_end_matches('.').chars().take(80).collect());
        }
        let rest = rest.trim_start();
        let rest = ["by ", "from "].iter().find_map(|lead| rest.strip_prefix(lead)).unwrap_or(rest);
        if rest.chars().next().is_some_and(char::is_uppercase) {
            return Some(rest[..end_of_name(rest)].trim().to_owned());
        }
        // "Add a task to buy milk", "add task buy milk": what follows is the name, unless it says where to.
        let where_to = [
            "to the", "to my", "to it", "in ", "on ", "at ", "with ", "for ", "that ", "which ", "and ",
            "please", "button", "here",
        ];
        if !rest.is_empty() && !where_to.iter().any(|start| rest.starts_with(start)) {
            let name = rest.strip_prefix("to ").unwrap_or(rest);
            return Some(name[..end_of_name(name)].trim().to_owned()).filter(|name| !name.is_empty());
        }
        subject(rest)
    }
}
