//! A kind's files as a prompt wants them.

use super::change;
use super::draft::Draft;
use super::kind::Kind;
use super::listed::listed;
use super::looks;
use super::source::File;
use super::text::escape;
use super::wish::{Wish, count, subject, without_quotes};
use super::words::{find, words};

/// Every file with its text, each after those that it imports.
pub(super) fn build(kind: Kind, prompt: &str) -> Vec<(File, String)> {
    let title = Wish::read(prompt).title;
    // The title says how the page is called, and nothing of what is on it.
    let rest = title.as_ref().map_or(prompt.to_owned(), |title| prompt.replacen(title.as_str(), "", 1));
    let all = words(&without_quotes(&rest));
    let mut looked = rest.clone();
    let mut files = kind.files();
    let mut texts: Vec<(String, String)> =
        files.iter().map(|file| (file.path.to_owned(), file.text.to_owned())).collect();
    let mut taken: Vec<String> = Vec::new();
    for list in kind.lists() {
        let Some(place) = texts.iter().position(|(path, _)| path == list.path) else { continue };
        let mut names = listed(&rest, list.nouns, list.free);
        // "With a filter and due dates" are parts, no tasks.
        names.retain(|name| !kind.parts().iter().any(|part| mentions(&words(name), part.words)));
        taken.extend(names.iter().map(|name| name.to_lowercase()));
        // A plan called Gold is no wish for a colour.
        looked = names.iter().fold(looked, |text, name| text.replacen(name.as_str(), "", 1));
        let template = kind.template(list.path).unwrap_or_default();
        let items = match names.as_slice() {
            [] => list.counted(template, count(&all, list.nouns)),
            names => list.of_names(template, names),
        };
        if let Some(text) = list.with_items(&texts[place].1, &items) {
            texts[place].1 = text;
        }
    }
    let signs_up = kind == Kind::Login && mentions(&all, &["sign up", "signup", "register", "registration"]);
    let wish = Wish::read(&looked);
    // "For milk and eggs" names what is on the page, and not the page.
    let is_taken = |title: &String| {
        let title = title.to_lowercase();
        taken.iter().any(|name| title.contains(name.as_str()) || name.contains(&title))
    };
    let title = title.or_else(|| subject(prompt).filter(|title| !is_taken(title)));
    let title = title.unwrap_or_else(|| if signs_up { "Create account" } else { kind.title() }.to_owned());
    for (path, text) in &mut texts {
        *text = text.replace("__TITLE__", &escape(&title));
        if path == looks::STYLE {
            *text = looks::styled(text, &wish);
        }
    }
    let mut draft = Draft::new(&texts);
    change::set_numbers(&mut draft, kind, &all);
    for part in kind.parts() {
        let Some(at) = part.words.iter().filter_map(|phrase| find(&all, phrase)).min() else { continue };
        let denied = at > 0 && ["no", "without", "not"].contains(&all[at - 1].as_str());
        // What is there already, or not there, stays as it is.
        part.put(&mut draft, !denied);
        for (path, text) in part.files {
            let (step, why) = ("Build one more part", "Asked for, and apart from the rest.");
            if !denied && !files.iter().any(|file| file.path == *path) {
                files.insert(files.len() - 1, File { path, step, why, text });
            }
        }
    }
    files
        .into_iter()
        .filter_map(|file| {
            let text = draft.read(file.path)?.to_owned();
            Some((file, text))
        })
        .collect()
}

pub(super) fn mentions(words: &[String], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| find(words, phrase).is_some())
}
