//! How a page looks, in the custom properties at the top of its style sheet.

use super::wish::Wish;

pub(super) const STYLE: &str = "src/index.css";

/// A property, the value it gets, and what that does for a person.
type Setting = (&'static str, String, String);

/// What `wish` asks of the looks. A property that is set already is among them.
pub(super) fn settings(wish: &Wish) -> Vec<Setting> {
    let mut found: Vec<Setting> = Vec::new();
    let mut set = |name, value: &str, what: String| found.push((name, value.to_owned(), what));
    if let Some(colour) = &wish.colour {
        let name = &colour.name;
        if wish.of_background {
            let value = format!(
                "light-dark(color-mix(in oklab, {0} 14%, white), color-mix(in oklab, {0} 18%, #14110f))",
                colour.value
            );
            set("--bg", &value, format!("Make the background {name}"));
        } else if wish.of_title {
            let value = format!("light-dark({0}, color-mix(in oklab, {0} 55%, white))", colour.value);
            set("--title", &value, format!("Make the title {name}"));
        } else {
            set("--accent", &colour.value, format!("Make the accent {name}"));
            set("--on-accent", colour.text(), "Keep its text readable".to_owned());
        }
    }
    match wish.dark {
        Some(true) => set("color-scheme", "dark", "Switch to dark colours".to_owned()),
        Some(false) => set("color-scheme", "light", "Switch to light colours".to_owned()),
        None => {}
    }
    if let Some(step) = wish.size.filter(|_| wish.of_title && wish.colour.is_none()) {
        let (value, what) = if step > 0 { ("1.35", "bigger") } else { ("0.8", "smaller") };
        set("--title-scale", value, format!("Make the title {what}"));
    } else if let Some(step) = wish.size {
        let (value, what) = if step > 0 { ("19px", "bigger") } else { ("14px", "smaller") };
        set("--size", value, format!("Make everything {what}"));
    }
    if let Some(step) = wish.round {
        let (value, what) =
            if step > 0 { ("24px", "Make the corners rounder") } else { ("3px", "Make the corners square") };
        set("--radius", value, what.to_owned());
    }
    if let Some(font) = wish.font {
        let (value, what) = match font {
            "serif" => ("Georgia, \"Times New Roman\", serif", "Set it in a serif type"),
            "mono" => ("ui-monospace, \"Cascadia Code\", Menlo, monospace", "Set it in a monospaced type"),
            "round" => ("ui-rounded, \"Nunito\", \"Segoe UI\", sans-serif", "Set it in a rounded type"),
            _ => ("system-ui, -apple-system, \"Segoe UI\", sans-serif", "Set it in a sans-serif type"),
        };
        set("--font", value, what.to_owned());
    }
    found
}

/// `style` with a property at another value, or None if it does not have it.
pub(super) fn with_property(style: &str, name: &str, value: &str) -> Option<String> {
    let start = format!("{name}: ");
    let old = style.lines().find(|line| line.trim_start().starts_with(&start))?;
    let indent = &old[..old.len() - old.trim_start().len()];
    Some(style.replacen(old, &format!("{indent}{name}: {value};"), 1))
}

/// `style` as `wish` wants it, as far as it has the properties.
pub(super) fn styled(style: &str, wish: &Wish) -> String {
    settings(wish)
        .iter()
        .fold(style.to_owned(), |style, (name, value, _)| with_property(&style, name, value).unwrap_or(style))
}
