//! Follow-ups: what a prompt asks of the files as they are, one clause after the other.

mod items;
mod names;
mod numbers;

pub(super) use numbers::set_numbers;

use super::component;
use super::draft::{Draft, Outcome};
use super::kind::Kind;
use super::looks::{self, STYLE};
use super::page;
use super::part::Part;
use super::text;
use super::wish::{Wish, quotes, subject, without_quotes};
use super::words::{capitalized, find, first_of, has, words};

const APP: &str = "src/App.tsx";

/// What a prompt came to.
#[derive(Default)]
pub(super) struct Changed {
    /// Clauses that asked for what is so already.
    pub already: bool,
    /// Sentences about what was understood and could not be done.
    pub missing: Vec<String>,
    /// Clauses that were not understood.
    pub unknown: Vec<String>,
}

/// Verbs that begin a wish for a change.
const VERBS: [&str; 40] = [
    "add", "change", "make", "remove", "delete", "rename", "call", "set", "use", "switch", "turn", "put",
    "give", "insert", "drop", "include", "replace", "start", "count", "show", "hide", "increase", "decrease",
    "move", "fix", "let", "get", "color", "colour", "paint", "style", "enable", "take", "disable", "say",
    "update", "title", "name", "mark", "extend",
];

pub(super) fn is_verb(word: &str) -> bool {
    VERBS.contains(&word)
}

pub(super) fn change(draft: &mut Draft, kind: Option<Kind>, prompt: &str) -> Changed {
    let mut changed = Changed::default();
    let mut verb = String::new();
    for text in clauses(prompt) {
        let mut clause = Clause::read(&text);
        // "Add a filter and a progress bar": the second wish has the first one's verb.
        match clause.words.iter().find(|word| is_verb(word)) {
            Some(first) => verb = first.clone(),
            None if !verb.is_empty() => clause.words.insert(0, verb.clone()),
            None => {}
        }
        match clause.carry_out(draft, kind) {
            Outcome::Done => {}
            Outcome::Already => changed.already = true,
            Outcome::Missing(why) => changed.missing.push(why),
            Outcome::Unknown => changed.unknown.push(text),
        }
    }
    changed
}

/// The wishes of a prompt: it is divided where a verb begins the next one, and never within quotes.
fn clauses(prompt: &str) -> Vec<String> {
    let joints =
        [", and then ", " and then ", ", then ", " then ", ", and ", " and ", ", ", "; ", ". ", "! ", "\n"];
    let mut found = vec![String::new()];
    let mut quoted = false;
    let mut rest = prompt.trim();
    while let Some(c) = rest.chars().next() {
        quoted = match c {
            '"' => !quoted,
            '\u{201c}' => true,
            '\u{201d}' => false,
            _ => quoted,
        };
        let joint = joints.iter().find(|joint| {
            let next = rest.strip_prefix(**joint).unwrap_or_default();
            let next = next.strip_prefix("please ").or(next.strip_prefix("also ")).unwrap_or(next);
            // Two parts after one verb are two wishes; two names are a list.
            let article =
                joint.contains("and") && ["a ", "an ", "the "].iter().any(|word| next.starts_with(word));
            words(next.split_whitespace().next().unwrap_or_default())
                .first()
                .is_some_and(|word| is_verb(word))
                || article
        });
        match joint {
            Some(joint) if !quoted => {
                found.push(String::new());
                rest = &rest[joint.len()..];
            }
            _ => {
                if let Some(last) = found.last_mut() {
                    last.push(c);
                }
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    found.retain(|clause| !clause.trim().is_empty());
    found
}

/// One wish: its text, its words and what it says of looks.
struct Clause {
    text: String,
    lower: String,
    words: Vec<String>,
    wish: Wish,
}

impl Clause {
    fn read(text: &str) -> Self {
        Self {
            text: text.trim().to_owned(),
            lower: text.to_lowercase(),
            words: words(&without_quotes(text)),
            wish: Wish::read(text),
        }
    }

    fn has(&self, any: &[&str]) -> bool {
        has(&self.words, any)
    }

    /// The first of what this clause may mean that the project has a place for.
    fn carry_out(&self, draft: &mut Draft, kind: Option<Kind>) -> Outcome {
        let verb = self.words.iter().find(|word| is_verb(word)).map_or("", String::as_str);
        let removes = ["remove", "delete", "drop", "hide", "get", "take", "disable"].contains(&verb)
            && (!["get", "take"].contains(&verb) || self.has(&["rid", "out", "away"]))
            || verb.is_empty() && self.has(&["without", "no"]);
        let adds = !removes
            && self.has(&[
                "add", "insert", "include", "put", "give", "enable", "extend", "want", "need", "show",
            ]);
        let mut missing = Outcome::Unknown;
        let tries: [&dyn Fn(&mut Draft) -> Outcome; 10] = [
            &|draft| self.say_instead(draft, kind, true),
            &|draft| self.retitle(draft),
            &|draft| self.renumber(draft, kind),
            &|draft| if adds || removes { self.pages(draft, removes) } else { Outcome::Unknown },
            &|draft| if adds { self.footer(draft) } else { Outcome::Unknown },
            &|draft| if removes { self.remove(draft, kind) } else { Outcome::Unknown },
            &|draft| if adds { self.add(draft, kind) } else { Outcome::Unknown },
            &|draft| self.say_instead(draft, kind, false),
            // "Add a red button" asks for a button, and not for a colour.
            &|draft| {
                let of_looks = [
                    "dark",
                    "light",
                    "mode",
                    "theme",
                    "accent",
                    "color",
                    "colour",
                    "corners",
                    "font",
                    "background",
                ];
                if adds && !self.has(&of_looks) { Outcome::Unknown } else { self.restyle(draft, removes) }
            },
            &|draft| if removes { Outcome::Unknown } else { self.part(draft, kind, adds) },
        ];
        for attempt in tries {
            match attempt(draft) {
                Outcome::Unknown => {}
                // Perhaps a later meaning fits better; but what is not there to be removed is not coloured instead.
                Outcome::Missing(why) if removes => return Outcome::Missing(why),
                Outcome::Missing(why) => {
                    if let Outcome::Unknown = missing {
                        missing = Outcome::Missing(why);
                    }
                }
                done => return done,
            }
        }
        missing
    }

    /// "Change the title to X".
    fn retitle(&self, draft: &mut Draft) -> Outcome {
        let renames = self.has(&["title", "heading", "headline"])
            || self.has(&["rename", "call", "name"]) && has(&self.words, &["it", "app", "page", "this"])
            || find(&self.words, "rename to").is_some();
        let Some(title) = self.wish.title.as_ref().filter(|_| renames && !self.has(&["add"])) else {
            return Outcome::Unknown;
        };
        let Some(page) = draft.read(APP) else { return Outcome::Missing(format!("There is no {APP}")) };
        match text::with_title(page, title) {
            None => Outcome::Missing(format!("I did not find a heading of plain text in {APP}")),
            Some(after) if after == page => Outcome::Already,
            Some(after) => {
                draft.write(APP, after);
                let what = format!("Change the title to \u{201c}{title}\u{201d}");
                draft.note(APP, what, "The heading names the page.");
                Outcome::Done
            }
        }
    }

    /// Colours, theme, size, corners and type.
    fn restyle(&self, draft: &mut Draft, removes: bool) -> Outcome {
        let mut wish = self.wish.clone();
        if removes {
            // Without dark mode it is light; what else could be taken away has no opposite.
            wish = Wish { dark: wish.dark.map(|dark| !dark), ..Wish::default() };
        }
        let settings = looks::settings(&wish);
        if settings.is_empty() {
            return Outcome::Unknown;
        }
        let Some(style) = draft.read(STYLE) else {
            return Outcome::Missing(format!("There is no {STYLE}, where I keep colours and sizes"));
        };
        let mut after = style.to_owned();
        let mut done = Vec::new();
        for (name, value, what) in settings {
            match looks::with_property(&after, name, &value) {
                None => return Outcome::Missing(format!("I did not find the line of {name} in {STYLE}")),
                Some(text) if text == after => {}
                Some(text) => {
                    after = text;
                    done.push(what);
                }
            }
        }
        if done.is_empty() {
            return Outcome::Already;
        }
        draft.write(STYLE, after);
        let what = super::reply::one_sentence(&done, " and ");
        draft.note(STYLE, what, "Every part takes its looks from these lines.");
        Outcome::Done
    }

    /// A line of text below everything, on pages that have none.
    fn footer(&self, draft: &mut Draft) -> Outcome {
        if !self.has(&["footer"]) {
            return Outcome::Unknown;
        }
        let end = "    </main>\n  );\n}\n";
        let Some(page) = draft.read(APP) else { return Outcome::Unknown };
        if page.contains("<footer") {
            return Outcome::Already;
        }
        let said = self
            .lower
            .find("saying ")
            .and_then(|at| self.text.get(at + "saying ".len()..))
            .map(str::to_owned);
        let said = self.wish.title.clone().or(said).unwrap_or_else(|| "Made with Easel".to_owned());
        let line = format!("      <footer className=\"muted\">{}</footer>\n{end}", text::escape(said.trim()));
        if page.matches(end).count() != 1 {
            return Outcome::Missing(format!("I did not find the one end of the page in {APP}"));
        }
        let after = page.replacen(end, &line, 1);
        draft.write(APP, after);
        draft.note(APP, "Add a footer", "It closes the page.");
        Outcome::Done
    }

    fn pages(&self, draft: &mut Draft, removes: bool) -> Outcome {
        let page = find(&self.words, "page").or_else(|| find(&self.words, "screen"));
        let about_rows = self.has(&["rows", "size", "landing"]);
        if page.is_none() || about_rows {
            return Outcome::Unknown;
        }
        if removes {
            return page::named(draft, &self.text)
                .map_or(Outcome::Unknown, |title| page::remove(draft, &title));
        }
        let title = self
            .wish
            .title
            .clone()
            .or_else(|| self.before_noun(&["page", "screen"]))
            .or_else(|| subject(&self.text));
        page::add(draft, title.as_deref().unwrap_or("More"))
    }

    /// The part of the kind that this clause names with the longest phrase.
    fn named_part(&self, kind: Option<Kind>) -> Option<&'static Part> {
        let parts = kind?.parts().iter();
        let found =
            parts.filter_map(|part| first_of(&self.words, part.words).map(|(at, end)| (end - at, part)));
        found.max_by_key(|(length, _)| *length).map(|(_, part)| part)
    }

    /// A clause that begins with a part, or asks for one without a verb that is known: "clear completed", "it should
    /// stop at zero".
    fn part(&self, draft: &mut Draft, kind: Option<Kind>, adds: bool) -> Outcome {
        let Some(part) = self.named_part(kind) else { return Outcome::Unknown };
        let begins = first_of(&self.words, part.words).is_some_and(|(at, _)| at == 0);
        let wished = self.has(&["should", "must", "let", "keep"]) && !self.has(&["not", "no", "without"]);
        if begins || adds || wished { part.put(draft, true) } else { Outcome::Unknown }
    }

    /// "Change X to Y": a component, an item, or a text on the page. With `quoted`, only what stands in quotes.
    fn say_instead(&self, draft: &mut Draft, kind: Option<Kind>, quoted: bool) -> Outcome {
        let quotes = quotes(&self.text);
        let (from, to) = match (quotes.as_slice(), quoted) {
            ([from, to, ..], true) => (from.clone(), to.clone()),
            (_, true) => return Outcome::Unknown,
            (_, false) => match self.pair() {
                Some(pair) => pair,
                None => return Outcome::Unknown,
            },
        };
        if let Some(name) = component::named(draft, &from).filter(|name| {
            self.has(&["component"])
                || *name == from
                || self.words.first().is_some_and(|first| first == "rename")
        }) && kind.is_none_or(|kind| !items::is_item(draft, kind, &from))
        {
            return component::rename(draft, &name, &to);
        }
        if let Some(kind) = kind
            && let Outcome::Done = items::rename(self, draft, kind, &from, &to)
        {
            return Outcome::Done;
        }
        let mut paths = draft.paths();
        paths.retain(|path| path.starts_with("src/") && (path.ends_with(".tsx") || path.ends_with(".ts")));
        // The page itself first.
        paths.sort_by_key(|path| (path != APP, path.clone()));
        for from in [from.clone(), capitalized(&from)] {
            for path in &paths {
                let Some(after) = draft.read(path).and_then(|text| text::with_text(text, &from, &to)) else {
                    continue;
                };
                draft.write(path, after);
                let what = format!("Say \u{201c}{to}\u{201d} instead of \u{201c}{from}\u{201d}");
                draft.note(path, what, "Only the words change.");
                return Outcome::Done;
            }
        }
        Outcome::Missing(format!("I did not find \u{201c}{from}\u{201d} among the texts of the page"))
    }
}
