use contract::{ACCENTS, Brightness, Corners, Look, Typeface};
use leptos::prelude::*;

use super::use_wizard;
use super::wizard::Start;

pub const BRIGHTNESS: [(Brightness, &str); 3] = [
    (Brightness::System, "As the computer is set"),
    (Brightness::Light, "Light"),
    (Brightness::Dark, "Dark"),
];
pub const CORNERS: [(Corners, &str); 3] =
    [(Corners::Soft, "Soft"), (Corners::Square, "Square"), (Corners::Round, "Round")];
pub const TYPEFACES: [(Typeface, &str); 4] = [
    (Typeface::Sans, "Sans-serif"),
    (Typeface::Serif, "Serif"),
    (Typeface::Mono, "Monospaced"),
    (Typeface::Rounded, "Rounded"),
];

/// The third step: colours, corners and type, with a sample beside them.
#[component]
pub fn LookStep() -> impl IntoView {
    let desk = use_wizard();
    let start = desk.wizard.with_untracked(|wizard| wizard.start);
    if start == Start::Import {
        return view! {
            <p class="muted">
                "What you bring along keeps its own look. Ask for another one in the chat once the project is open."
            </p>
        }
        .into_any();
    }
    view! {
        <div class="wizard-look">
            <div class="look-choices">
                <Accents />
                <Choice
                    label="Brightness"
                    options=&BRIGHTNESS
                    read=|look: &Look| look.brightness
                    write=|look: &mut Look, value| look.brightness = value
                />
                <Choice
                    label="Corners"
                    options=&CORNERS
                    read=|look: &Look| look.corners
                    write=|look: &mut Look, value| look.corners = value
                />
                <Choice
                    label="Typeface"
                    options=&TYPEFACES
                    read=|look: &Look| look.typeface
                    write=|look: &mut Look, value| look.typeface = value
                />
                {(start == Start::Description)
                    .then(|| {
                        view! {
                            <div class="wide-field">
                                <label for="style-words">"Style in your words (optional)"</label>
                                <input
                                    class="field"
                                    id="style-words"
                                    type="text"
                                    autocomplete="off"
                                    placeholder="Calm, like a printed magazine, with much white space"
                                    prop:value=move || desk.wizard.with(|wizard| wizard.look.words.clone())
                                    on:input=move |event| {
                                        let text = event_target_value(&event);
                                        desk.wizard.update(|wizard| wizard.look.words = text);
                                    }
                                />
                            </div>
                        }
                    })}
            </div>
            <Sample />
        </div>
    }
    .into_any()
}

/// Colours to choose from; the first is the app's own.
#[component]
fn Accents() -> impl IntoView {
    let desk = use_wizard();
    let chosen = Memo::new(move |_| desk.wizard.with(|wizard| wizard.look.accent.clone()));
    let own = std::iter::once(("As it is", None));
    let all = own.chain(ACCENTS.into_iter().map(|(name, value)| (name, Some(value))));
    let swatches = all
        .map(|(name, value)| {
            let is_chosen = move || chosen.with(|chosen| chosen.as_deref() == value);
            let style = value.map(|value| format!("--swatch: {value}"));
            let mut letters = name.chars();
            let word: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            let title = word.clone();
            view! {
                <label class="swatch" class:none=value.is_none() style=style title=title>
                    <input
                        type="radio"
                        name="accent"
                        aria-label=word
                        prop:checked=is_chosen
                        on:change=move |_| desk.wizard.update(|wizard| wizard.look.accent = value.map(str::to_owned))
                    />
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="swatches">
            <legend>"Colour"</legend>
            {swatches}
        </fieldset>
    }
    .into_any()
}

/// One of a few words.
#[component]
fn Choice<T>(
    label: &'static str,
    options: &'static [(T, &'static str)],
    read: fn(&Look) -> T,
    write: fn(&mut Look, T),
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let desk = use_wizard();
    let buttons = options
        .iter()
        .map(|(value, word)| {
            let value = *value;
            view! {
                <label class="pill">
                    <input
                        type="radio"
                        name=label
                        prop:checked=move || desk.wizard.with(|wizard| read(&wizard.look) == value)
                        on:change=move |_| desk.wizard.update(|wizard| write(&mut wizard.look, value))
                    />
                    {*word}
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="pills">
            <legend>{label}</legend>
            {buttons}
        </fieldset>
    }
    .into_any()
}

/// What the choices come to.
#[component]
fn Sample() -> impl IntoView {
    let desk = use_wizard();
    let style = move || desk.wizard.with(|wizard| sample_style(&wizard.look));
    let name = move || {
        let name = desk.wizard.with(|wizard| wizard.name.trim().to_owned());
        if name.is_empty() { "Your app".to_owned() } else { name }
    };
    view! {
        <div class="look-sample" style=style aria-hidden="true">
            <div class="sample-card">
                <b>{name}</b>
                <span>"The quick brown fox jumps over the lazy dog."</span>
                <span class="sample-row">
                    <i>"Continue"</i>
                    <u>"Cancel"</u>
                </span>
            </div>
        </div>
    }
    .into_any()
}

fn sample_style(look: &Look) -> String {
    let scheme = match look.brightness {
        Brightness::System => "inherit",
        Brightness::Light => "light",
        Brightness::Dark => "dark",
    };
    let radius = match look.corners {
        Corners::Soft => 14,
        Corners::Square => 3,
        Corners::Round => 24,
    };
    let font = match look.typeface {
        Typeface::Sans => "system-ui, sans-serif",
        Typeface::Serif => "Georgia, serif",
        Typeface::Mono => "ui-monospace, monospace",
        Typeface::Rounded => "ui-rounded, Nunito, sans-serif",
    };
    let accent = look.accent.as_deref().unwrap_or(ACCENTS[0].1);
    format!(
        "color-scheme: {scheme}; --sample-radius: {radius}px; --sample-font: {font}; --sample-accent: {accent}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_what_was_chosen() {
        let look = Look {
            accent: Some("#15803d".into()),
            brightness: Brightness::Dark,
            corners: Corners::Round,
            ..Look::default()
        };
        let style = sample_style(&look);
        for part in ["color-scheme: dark", "--sample-radius: 24px", "--sample-accent: #15803d"] {
            assert!(style.contains(part), "{style}");
        }
        assert!(sample_style(&Look::default()).contains(ACCENTS[0].1));
    }
}
