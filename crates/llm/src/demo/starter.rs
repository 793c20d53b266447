//! The demo model's apps as something to begin with: finished, and known to it when a change is asked for.

use super::kind::Kind;
use super::source::STYLE;
use super::text::escape;

/// The app of this name as the demo model would first write it, by path, with `title` as its heading; without one it
/// has its own. None for a name that it does not know.
pub fn starter(name: &str, title: &str) -> Option<Vec<(&'static str, String)>> {
    let kind = match name {
        "counter" => Kind::Counter,
        "to-do" => Kind::Todo,
        "dashboard" => Kind::Dashboard,
        "landing" => Kind::Landing,
        "table" => Kind::Table,
        "chat" => Kind::Chat,
        "memory" => Kind::Memory,
        _ => return None,
    };
    let title = if title.trim().is_empty() { kind.title() } else { title.trim() };
    let mut files: Vec<(&str, String)> =
        kind.files().into_iter().map(|file| (file.path, file.text.to_owned())).collect();
    for list in kind.lists() {
        let Some((_, text)) = files.iter_mut().find(|(path, _)| *path == list.path) else { continue };
        // Without the items in reserve, which only the model has a use for.
        let items = list.counted(kind.template(list.path).unwrap_or_default(), None);
        if let Some(whole) = list.with_items(text, &items) {
            *text = whole;
        }
    }
    for (_, text) in &mut files {
        *text = text.replace("__TITLE__", &escape(title));
    }
    Some(files)
}

/// `src/index.css` of every app of the demo model: colours, type and spacing as custom properties, which it knows how
/// to change.
pub fn base_style() -> &'static str {
    STYLE.text
}

#[cfg(test)]
mod tests {
    use super::starter;

    #[test]
    fn a_starter_is_whole_and_has_its_title() {
        for name in ["counter", "to-do", "dashboard", "landing", "table", "chat", "memory"] {
            let files = starter(name, "Fish & <chips>").unwrap();
            assert!(files.iter().any(|(path, _)| *path == "src/App.tsx"), "{name}");
            for (path, text) in &files {
                assert!(!text.contains("__"), "{name}: {path}");
            }
            assert!(files.iter().any(|(_, text)| text.contains("Fish &amp; &lt;chips")), "{name}");
            assert!(starter(name, " ").is_some(), "{name}");
        }
        assert!(starter("nothing", "").is_none());
    }
}
