use contract::{ACCENTS, Look};
use leptos::prelude::*;

use super::details::template_name;
use super::look::{BRIGHTNESS, CORNERS, TYPEFACES};
use super::use_wizard;
use super::wizard::{Start, Wizard};

/// The last step: everything that was said, in one place.
#[component]
pub fn ReviewStep() -> impl IntoView {
    let desk = use_wizard();
    let wizard = desk.wizard.get_untracked();
    let lines = lines(&wizard, &template_name(desk))
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect_view();
    let after = match (wizard.start, wizard.request.trim().is_empty()) {
        (Start::Description, _) | (Start::Template, false) => {
            "The project opens at once, and the model begins to work on it."
        }
        (Start::Template | Start::Import, _) => "The project opens at once. No model is asked.",
    };
    view! {
        <dl class="wizard-review">{lines}</dl>
        <p class="muted">{after}</p>
    }
    .into_any()
}

fn lines(wizard: &Wizard, template: &str) -> Vec<(&'static str, String)> {
    let request = wizard.request.trim();
    let named = |fallback: &str| {
        let name = wizard.name.trim();
        if name.is_empty() { fallback.to_owned() } else { name.to_owned() }
    };
    let mut lines = match wizard.start {
        Start::Template => vec![("Template", template.to_owned()), ("Name", named(template))],
        Start::Description => {
            vec![("Description", request.to_owned()), ("Name", named("Taken from the description"))]
        }
        Start::Import => {
            let brought = wizard.brought.clone().unwrap_or_default();
            return vec![("Import", brought), ("Name", named("As it is called there"))];
        }
    };
    if wizard.start == Start::Template && !request.is_empty() {
        lines.push(("First change", request.to_owned()));
    }
    lines.push(("Look", look(&wizard.look)));
    lines
}

fn look(look: &Look) -> String {
    let word = |found: Option<&str>| found.unwrap_or_default().to_lowercase();
    let mut parts = Vec::new();
    if let Some(accent) = &look.accent {
        parts.push(word(ACCENTS.iter().find(|(_, value)| value == accent).map(|(name, _)| *name)));
    }
    // The first of each list is what is so anyway.
    let chosen = [
        BRIGHTNESS
            .iter()
            .skip(1)
            .find(|(value, _)| *value == look.brightness)
            .map(|(_, word)| (*word).to_owned()),
        CORNERS
            .iter()
            .skip(1)
            .find(|(value, _)| *value == look.corners)
            .map(|(_, word)| format!("{word} corners")),
        TYPEFACES
            .iter()
            .skip(1)
            .find(|(value, _)| *value == look.typeface)
            .map(|(_, word)| (*word).to_owned()),
    ];
    parts.extend(chosen.into_iter().flatten().map(|word| word.to_lowercase()));
    let words = look.words.trim();
    parts.extend((!words.is_empty()).then(|| words.to_owned()));
    if parts.is_empty() { "As it is".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests {
    use contract::{Brightness, Corners};

    use super::*;

    #[test]
    fn what_was_said_is_read_back() {
        let mut wizard = Wizard::beginning(Start::Template, Some("to-do".into()));
        assert_eq!(
            lines(&wizard, "To-do list"),
            [("Template", "To-do list".into()), ("Name", "To-do list".into()), ("Look", "As it is".into())]
        );
        wizard.name = " Garden ".into();
        wizard.request = "Add due dates".into();
        wizard.look.accent = Some("#15803d".into());
        wizard.look.brightness = Brightness::Dark;
        wizard.look.corners = Corners::Round;
        let read: Vec<String> = lines(&wizard, "To-do list").into_iter().map(|(_, value)| value).collect();
        assert_eq!(read, ["To-do list", "Garden", "Add due dates", "green, dark, round corners"]);
        wizard.start = Start::Import;
        wizard.brought = Some("shop.zip · 1.2 MB".into());
        assert_eq!(lines(&wizard, "")[0], ("Import", "shop.zip · 1.2 MB".to_owned()));
    }
}
