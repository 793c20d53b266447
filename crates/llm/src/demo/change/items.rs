//! Items of lists: one more, one less, or another name.

use super::Clause;
use crate::demo::draft::{Draft, Outcome};
use crate::demo::kind::Kind;
use crate::demo::list::{List, in_string, name_of, with_name, with_price};
use crate::demo::listed::listed;
use crate::demo::wish::count;
use crate::demo::words::{capitalized, find, first_of, has, is_word, number, words};

/// Things that pages have and lists do not: "add animations" is no task.
const THINGS: [&str; 48] = [
    "animation",
    "sound",
    "music",
    "filter",
    "search",
    "sorting",
    "sort",
    "drag",
    "drop",
    "confetti",
    "login",
    "image",
    "icon",
    "emoji",
    "category",
    "tag",
    "priority",
    "validation",
    "persistence",
    "storage",
    "test",
    "comment",
    "undo",
    "redo",
    "tooltip",
    "routing",
    "navigation",
    "footer",
    "header",
    "sidebar",
    "button",
    "border",
    "shadow",
    "gradient",
    "margin",
    "padding",
    "spacing",
    "color",
    "typescript",
    "tailwind",
    "feature",
    "backend",
    "database",
    "api",
    "menu",
    "link",
    "section",
    "toggle",
];

impl Clause {
    fn has_noun(&self, list: &List) -> bool {
        list.nouns.iter().any(|noun| find(&self.words, noun).is_some())
    }

    /// The list that the clause names by a noun of its items.
    fn list(&self, kind: Kind) -> Option<&'static List> {
        let places = kind.lists().iter().filter_map(|list| {
            let at = list.nouns.iter().filter_map(|noun| find(&self.words, noun)).min()?;
            Some((at, list))
        });
        places.min_by_key(|(at, _)| *at).map(|(_, list)| list)
    }

    pub(super) fn add(&self, draft: &mut Draft, kind: Option<Kind>) -> Outcome {
        let Some(kind) = kind else { return Outcome::Unknown };
        let list = self.list(kind);
        // "Add a testimonial" is one item, "add the testimonials" the part that shows them; "a search for cards" and
        // "give each question a timer" are no cards and questions.
        let noun_at = list.and_then(|list| first_of(&self.words, list.nouns)).map_or(0, |(at, _)| at);
        let one = has(&self.words[noun_at.saturating_sub(2)..noun_at], &["a", "an", "another", "one", "new"]);
        let part = self.named_part(Some(kind)).filter(|part| {
            let long = first_of(&self.words, part.words).is_some_and(|(at, end)| end - at > 1);
            list.is_none() || self.wish.title.is_none() && (long || !one)
        });
        if let Some(part) = part {
            return part.put(draft, true);
        }
        let Some(list) = list else {
            let free = kind.lists().iter().find(|list| list.free);
            return free.map_or(Outcome::Unknown, |list| self.add_unnamed_kind(draft, kind, list));
        };
        let names = match self.wish.title {
            Some(_) => Vec::new(),
            None => listed(&self.text, list.nouns, false),
        };
        let names = if names.is_empty() { self.new_name(list.nouns).into_iter().collect() } else { names };
        let more = count(&self.words, list.nouns).filter(|_| names.is_empty()).unwrap_or(1);
        let done = add_to(draft, kind, list, &names, more, self.price().as_deref(), &self.options());
        if kind == Kind::Settings && self.has(&["switch", "toggle", "checkbox"]) {
            self.make_switches(draft, list, &names);
        }
        done
    }

    /// A switch that was asked for is no field to write in.
    fn make_switches(&self, draft: &mut Draft, list: &List, names: &[String]) {
        let Some(text) = draft.read(list.path) else { return };
        let Some(items) = list.items(text) else { return };
        let is_new = |line: &str| names.contains(&name_of(line));
        let switched = |line: &str| line.replace("type: \"text\"", "type: \"switch\"");
        let items: Vec<String> =
            items.iter().map(|line| if is_new(line) { switched(line) } else { (*line).to_owned() }).collect();
        if let Some(after) = list.with_items(text, &items) {
            draft.write(list.path, after);
        }
    }

    /// "Add milk and eggs", to a list that takes any words.
    fn add_unnamed_kind(&self, draft: &mut Draft, kind: Kind, list: &List) -> Outcome {
        let at = self.lower.find("add ").map(|at| at + "add ".len());
        let Some(rest) = at.and_then(|at| self.text.get(at..)) else { return Outcome::Unknown };
        let mut names = listed(&format!("with {rest}"), &[], true);
        if names.is_empty() {
            let lower = rest.to_lowercase();
            let end = [" to the list", " to my list", " to it", " to the to-do", " as a"]
                .iter()
                .filter_map(|end| lower.find(end))
                .min();
            let name =
                rest[..end.unwrap_or(rest.len())].trim_matches(['.', '!', ' ', '"', '\u{201c}', '\u{201d}']);
            // Without "to the list" only a single plain word is a task, and not a wish that was not understood.
            let plain = words(name).len() == 1 || end.is_some() || self.text.contains(['"', '\u{201c}']);
            if plain && !name.is_empty() && Kind::asked(&words(name)).is_none() {
                names.push(name.to_owned());
            }
        }
        let is_thing =
            |name: &String| words(name).iter().any(|word| THINGS.iter().any(|thing| is_word(word, thing)));
        if names.is_empty() || names.iter().any(is_thing) {
            return Outcome::Unknown;
        }
        add_to(draft, kind, list, &names, 1, None, &[])
    }

    /// "$9" or "9 euros".
    fn price(&self) -> Option<String> {
        let after = self.text.split(['$', '€', '£']).nth(1).map(str::to_owned);
        let before = || {
            let at = self.words.iter().position(|word| {
                ["dollar", "dollars", "euro", "euros", "usd", "eur"].contains(&word.as_str())
            })?;
            at.checked_sub(1).map(|at| self.words[at].clone())
        };
        let digits: String =
            after.or_else(before)?.chars().take_while(char::is_ascii_digit).take(6).collect();
        let digits = digits.trim_start_matches('0').to_owned();
        let said = self.text.contains(['$', '€', '£']) || !digits.is_empty();
        said.then(|| if digits.is_empty() { "0".to_owned() } else { digits })
    }

    /// Options of a new question; the first is the right one.
    fn options(&self) -> Vec<String> {
        listed(&self.text, &["answer", "option", "choice"], false)
    }

    pub(super) fn remove(&self, draft: &mut Draft, kind: Option<Kind>) -> Outcome {
        let Some(kind) = kind else { return Outcome::Unknown };
        let noun = self.list(kind);
        if let Some((list, name)) = named_item(draft, kind, noun, &self.lower)
            && (noun.is_some() || self.named_part(Some(kind)).is_none())
        {
            return remove_from(draft, list, &name);
        }
        if let Some(part) = self.named_part(Some(kind)) {
            return part.put(draft, false);
        }
        let Some(list) = noun else { return Outcome::Unknown };
        let Some(items) = draft.read(list.path).and_then(|text| list.items(text)) else {
            return no_list(list);
        };
        let place = match () {
            () if has(&self.words, &["first"]) => Some(0),
            () if has(&self.words, &["second"]) => Some(1),
            () if has(&self.words, &["third"]) => Some(2),
            // "Remove the Gold plan" where there is none must not take another one.
            () if has(&self.words, &["last", "a", "an", "one"]) => items.len().checked_sub(1),
            () => None,
        };
        match place.and_then(|place| items.get(place)) {
            Some(line) => {
                let name = name_of(line);
                remove_from(draft, list, &name)
            }
            None => Outcome::Missing(format!("I did not find that {} in {}", list.noun(), list.path)),
        }
    }

    /// "Make the Team plan popular", "add the feature Chat to Team".
    pub(super) fn change_plan(&self, draft: &mut Draft, kind: Option<Kind>) -> Outcome {
        let list = kind.filter(|kind| *kind == Kind::Pricing).and_then(|kind| kind.lists().first());
        let Some((kind, list)) = kind.zip(list) else { return Outcome::Unknown };
        let marks =
            self.has(&["popular", "highlight", "highlighted", "recommended", "featured", "recommend"]);
        let feature = self.feature();
        if !marks && feature.is_none() {
            return Outcome::Unknown;
        }
        let Some((_, name)) = named_item(draft, kind, Some(list), &self.lower) else {
            return Outcome::Unknown;
        };
        let Some(text) = draft.read(list.path) else { return Outcome::Unknown };
        let Some(items) = list.items(text) else { return no_list(list) };
        let items: Vec<String> = items
            .into_iter()
            .map(|line| match (&feature, name_of(line) == name) {
                (Some(feature), true) => with_feature(line, feature),
                (Some(_), false) => line.to_owned(),
                (None, is_meant) => {
                    let plain = line.replace(", popular: true", "").replace(", popular: false", "");
                    if is_meant { plain.replacen(" },", ", popular: true },", 1) } else { plain }
                }
            })
            .collect();
        let what = feature
            .map_or_else(|| format!("Mark {name} as popular"), |feature| format!("Add {feature} to {name}"));
        match list.with_items(text, &items) {
            Some(after) if after != text => {
                draft.write(list.path, after);
                draft.note(list.path, what, "Every plan is one line.");
                Outcome::Done
            }
            _ => Outcome::Already,
        }
    }

    /// X of "add the feature X to the Team plan".
    fn feature(&self) -> Option<String> {
        let rest = self.text.get(self.lower.find("add ")? + "add ".len()..)?;
        let (name, _) = rest.rsplit_once(" to ")?;
        let name = name.trim_start_matches("the ").trim_start_matches("feature ").trim();
        let name = name.trim_start_matches("called ").trim_matches(['"', '\u{201c}', '\u{201d}']);
        (!name.is_empty() && !name.contains('$')).then(|| name.to_owned())
    }

    /// "Make Studio $20", "change the price of Team to 50".
    pub(super) fn reprice(&self, draft: &mut Draft, kind: Option<Kind>) -> Outcome {
        let list = kind.filter(|kind| *kind == Kind::Pricing).and_then(|kind| kind.lists().first());
        let Some((kind, list)) = kind.zip(list) else { return Outcome::Unknown };
        let number =
            || self.words.iter().rev().find_map(|word| number(word)).map(|number| number.to_string());
        let says_price = self.text.contains(['$', '€', '£']) || self.has(&["price", "cost", "costs"]);
        let adds = self.has(&["add", "insert", "include"]);
        let Some(price) = self.price().or_else(number).filter(|_| says_price && !adds) else {
            return Outcome::Unknown;
        };
        let Some((_, name)) = named_item(draft, kind, Some(list), &self.lower) else {
            return Outcome::Unknown;
        };
        let Some(text) = draft.read(list.path) else { return Outcome::Unknown };
        let Some(items) = list.items(text) else { return no_list(list) };
        let items: Vec<String> = items
            .into_iter()
            .map(|line| if name_of(line) == name { with_price(line, &price) } else { line.to_owned() })
            .collect();
        match list.with_items(text, &items) {
            Some(after) if after != text => {
                draft.write(list.path, after);
                draft.note(
                    list.path,
                    format!("Set the price of {name} to {price}"),
                    "The yearly price follows it.",
                );
                Outcome::Done
            }
            _ => Outcome::Already,
        }
    }
}

/// A plan's line with one more feature at the end of its list.
fn with_feature(line: &str, feature: &str) -> String {
    let start = line.find("features: [").map(|at| at + "features: [".len());
    match start.and_then(|start| Some(start + line[start..].find("],").or_else(|| line[start..].find("] "))?))
    {
        Some(end) => format!("{}, \"{}\"{}", &line[..end], in_string(feature), &line[end..]),
        None => line.to_owned(),
    }
}

fn no_list(list: &List) -> Outcome {
    Outcome::Missing(format!(
        "I looked for \u{201c}{}\u{201d} in {} with an entry to a line, and did not find it so",
        list.opening, list.path
    ))
}

fn add_to(
    draft: &mut Draft,
    kind: Kind,
    list: &List,
    names: &[String],
    more: usize,
    price: Option<&str>,
    options: &[String],
) -> Outcome {
    let Some(text) = draft.read(list.path) else {
        return Outcome::Missing(format!("There is no {}, where I keep each {}", list.path, list.noun()));
    };
    let Some(items) = list.items(text) else { return no_list(list) };
    let mut items: Vec<String> = items.into_iter().map(str::to_owned).collect();
    let template = kind.template(list.path).unwrap_or_default();
    let mut added = Vec::new();
    let wanted: Vec<Option<&String>> =
        if names.is_empty() { vec![None; more.min(8)] } else { names.iter().map(Some).collect() };
    for name in wanted {
        // Names are keys on the page: none may be there twice.
        if name.is_some_and(|name| items.iter().any(|line| name_of(line).eq_ignore_ascii_case(name))) {
            continue;
        }
        let (line, name) = list.next(template, &items, name.map(String::as_str));
        let line = price.map_or(line.clone(), |price| with_price(&line, price));
        let line = match options {
            [] => line,
            options => {
                let options: Vec<String> =
                    options.iter().map(|option| format!("\"{}\"", in_string(option))).collect();
                line.replace("[\"Yes\", \"No\"]", &format!("[{}]", options.join(", ")))
            }
        };
        items.push(line.replace("popular: true", "popular: false"));
        added.push(name);
    }
    if added.is_empty() {
        return Outcome::Already;
    }
    let Some(after) = list.with_items(text, &items) else { return no_list(list) };
    draft.write(list.path, after);
    let noun = if added.len() > 1 { format!("{}s", list.noun()) } else { list.noun().to_owned() };
    draft.note(
        list.path,
        format!("Add the {noun} {}", added.join(" and ")),
        "An entry to a line: the page shows what stands here.",
    );
    Outcome::Done
}

/// The item that `lower` names, the longest name first; of the list that was named, or of any.
fn named_item(
    draft: &Draft,
    kind: Kind,
    noun: Option<&'static List>,
    lower: &str,
) -> Option<(&'static List, String)> {
    let said = format!(" {} ", words(lower).join(" "));
    let lists = kind
        .lists()
        .iter()
        .filter(|list| noun.is_none_or(|noun| std::ptr::eq(noun, *list) || noun.opening == list.opening));
    let found = lists.flat_map(|list| {
        let items = draft.read(list.path).and_then(|text| list.items(text)).unwrap_or_default();
        let names: Vec<String> = items.into_iter().map(name_of).collect();
        names.into_iter().map(move |name| (list, name))
    });
    let named = found.filter(|(_, name)| {
        let name = words(name).join(" ");
        !name.is_empty() && said.contains(&format!(" {name} "))
    });
    named.max_by_key(|(_, name)| name.len())
}

fn remove_from(draft: &mut Draft, list: &List, name: &str) -> Outcome {
    let Some(text) = draft.read(list.path) else { return Outcome::Unknown };
    let Some(items) = list.items(text) else { return no_list(list) };
    let at = items.iter().position(|line| name_of(line) == name);
    let left: Vec<String> = items
        .iter()
        .enumerate()
        .filter(|(i, _)| Some(*i) != at)
        .map(|(_, line)| (*line).to_owned())
        .collect();
    if left.is_empty() {
        return Outcome::Missing(format!("{name} is the only {} that is left", list.noun()));
    }
    let Some(after) = list.with_items(text, &left) else { return no_list(list) };
    draft.write(list.path, after);
    draft.note(list.path, format!("Remove the {} {name}", list.noun()), "The others stay.");
    Outcome::Done
}

/// Whether an item of the project has this name.
pub(super) fn is_item(draft: &Draft, kind: Kind, name: &str) -> bool {
    named_item(draft, kind, None, name).is_some_and(|(_, found)| found.eq_ignore_ascii_case(name))
}

pub(super) fn rename(said: &Clause, draft: &mut Draft, kind: Kind, from: &str, to: &str) -> Outcome {
    if let Outcome::Done = rename_section(draft, kind, from, to) {
        return Outcome::Done;
    }
    for list in kind.lists() {
        let Some(text) = draft.read(list.path) else { continue };
        let Some(items) = list.items(text) else { continue };
        let place = match from {
            _ if !said.has_noun(list) => None,
            "first" => Some(0),
            "second" => Some(1),
            "third" => Some(2),
            "last" => items.len().checked_sub(1),
            _ => None,
        };
        let by_place = place.and_then(|place| items.get(place)).map(|line| name_of(line));
        let old =
            items.iter().map(|line| name_of(line)).find(|name| name.eq_ignore_ascii_case(from)).or(by_place);
        let Some(old) = old else { continue };
        let to = if old.starts_with(char::is_uppercase) && list.noun() != "task" {
            capitalized(to)
        } else {
            to.to_owned()
        };
        let items: Vec<String> = items
            .iter()
            .map(|line| if name_of(line) == old { with_name(line, &to) } else { (*line).to_owned() })
            .collect();
        let Some(after) = list.with_items(text, &items) else { continue };
        draft.write(list.path, after);
        draft.note(list.path, format!("Rename {old} to {to}"), "It is named in this one line.");
        return Outcome::Done;
    }
    Outcome::Unknown
}

/// Settings name their section each in its own line.
fn rename_section(draft: &mut Draft, kind: Kind, from: &str, to: &str) -> Outcome {
    let Some(list) = kind.lists().first().filter(|_| kind == Kind::Settings) else { return Outcome::Unknown };
    let section = |name: &str| format!("section: \"{}\"", in_string(&capitalized(name)));
    let Some(text) = draft.read(list.path).filter(|text| text.contains(&section(from))) else {
        return Outcome::Unknown;
    };
    let after = text.replace(&section(from), &section(to));
    draft.write(list.path, after);
    draft.note(list.path, format!("Rename the section {from} to {to}"), "Every setting names its section.");
    Outcome::Done
}
