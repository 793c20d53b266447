//! More pages: the first one turns the app into the page "Home" among others.

use super::draft::{Draft, Outcome};
use super::list::{List, in_string, name_of};
use super::source::{NEW_PAGE, PAGES};
use super::text::escape;
use super::words::{capitalized, words};

const APP: &str = "src/App.tsx";
const START: &str = "export default function App() {\n";
const HOME: &str = "function Home() {\n";
const STYLE: &str = "\n.pages { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.25rem; padding: 0.6rem 1rem; border-bottom: 1px solid var(--line); }\n\
                     .pages button[aria-current=\"page\"] { background: var(--tint); color: var(--text); }\n";

/// The pages of an app that has more than one.
const LIST: List =
    List { path: APP, opening: "const pages = [", nouns: &["page"], free: false, most: 12, named: "" };

/// "About us" is the component `AboutUsPage`.
fn component(title: &str) -> String {
    let name: String = words(title)
        .iter()
        .map(|word| capitalized(&word.chars().filter(char::is_ascii_alphanumeric).collect::<String>()))
        .collect();
    let starts = name.chars().next().is_some_and(|first| first.is_ascii_alphabetic());
    format!("{}{name}Page", if starts { "" } else { "New" })
}

pub(super) fn add(draft: &mut Draft, title: &str) -> Outcome {
    let component = component(title);
    let path = format!("src/{component}.tsx");
    if draft.read(&path).is_some() {
        return Outcome::Already;
    }
    let Some(app) = draft.read(APP).map(str::to_owned) else {
        return Outcome::Missing("There is no src/App.tsx to add a page to".into());
    };
    let text = match words(title).first().map(String::as_str) {
        Some("about") => "Who you are, and why you made this.",
        Some("contact") => "Write to us at hello@example.com.",
        Some("help" | "faq" | "support") => "What people ask, and what the answer is.",
        Some("privacy" | "imprint" | "terms") => "What you promise to the people who use this.",
        _ => "This page is yours to fill.",
    };
    let page = NEW_PAGE
        .replace("__COMPONENT__", &component)
        .replace("__TITLE__", &escape(title))
        .replace("__TEXT__", text);
    let import = format!("import {{ {component} }} from \"./{component}\";\n");
    let entry = format!("  {{ title: \"{}\", content: <{component} /> }},", in_string(title));
    let has_pages = draft.read(PAGES.0).is_some();
    let after = if has_pages { one_more(&app, &entry) } else { first(&app, &entry) };
    let after = after.and_then(|text| with_import(&text, &import));
    let Some(after) = after else {
        return Outcome::Missing(format!(
            "The place for a page in {APP} was changed by hand: I looked for {}",
            if has_pages { "the list of pages" } else { "the function App and the first import" }
        ));
    };
    let step = format!("Add the page {title}");
    if !has_pages {
        draft.write(PAGES.0, PAGES.1.to_owned());
        draft.note(PAGES.0, step.clone(), "One page is in view at a time.");
        if let Some(style) = draft.read("src/App.css").map(str::to_owned) {
            draft.write("src/App.css", format!("{style}{STYLE}"));
            draft.note("src/App.css", step.clone(), "The way from page to page.");
        }
    }
    draft.write(&path, page);
    draft.note(&path, step.clone(), "The new page.");
    draft.write(APP, after);
    draft.note(APP, step, "It stands beside the others.");
    Outcome::Done
}

/// The app as the first of two pages.
fn first(app: &str, entry: &str) -> Option<String> {
    if app.matches(START).count() != 1 || app.contains("function Home(") {
        return None;
    }
    let home = app.replacen(START, HOME, 1);
    let with_pages = with_import(&home, "import { Pages } from \"./Pages\";\n")?;
    Some(format!(
        "{with_pages}\nconst pages = [\n  {{ title: \"Home\", content: <Home /> }},\n{entry}\n];\n\nexport default function App() {{\n  \
         return <Pages pages={{pages}} />;\n}}\n"
    ))
}

fn one_more(app: &str, entry: &str) -> Option<String> {
    let mut items: Vec<String> = LIST.items(app)?.into_iter().map(str::to_owned).collect();
    items.push(entry.to_owned());
    LIST.with_items(app, &items)
}

/// The import before those of styles, which come last.
fn with_import(text: &str, import: &str) -> Option<String> {
    let at = text.find("import \"./")?;
    Some(format!("{}{import}{}", &text[..at], &text[at..]))
}

/// The title of the page that `said` names.
pub(super) fn named(draft: &Draft, said: &str) -> Option<String> {
    let said = words(said).join(" ");
    let titles = LIST.items(draft.read(APP)?)?;
    titles.iter().map(|line| name_of(line)).find(|title| {
        let title = words(title).join(" ");
        !title.is_empty() && format!(" {said} ").contains(&format!(" {title} "))
    })
}

pub(super) fn remove(draft: &mut Draft, title: &str) -> Outcome {
    let component = component(title);
    let app = draft.read(APP).map(str::to_owned).unwrap_or_default();
    let import = format!("import {{ {component} }} from \"./{component}\";\n");
    let line = format!("  {{ title: \"{}\", content: <{component} /> }},\n", in_string(title));
    if app.matches(&import).count() != 1 || app.matches(&line).count() != 1 {
        return Outcome::Missing(format!("I did not find the page {title} in {APP} as I wrote it"));
    }
    draft.write(APP, app.replacen(&import, "", 1).replacen(&line, "", 1));
    draft.note(APP, format!("Remove the page {title}"), "The others stay.");
    draft.delete(&format!("src/{component}.tsx"));
    draft.note(&format!("src/{component}.tsx"), format!("Remove the page {title}"), "Nothing leads to it.");
    Outcome::Done
}
