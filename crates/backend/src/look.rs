//! How a new app is to look: as custom properties for a template, and in words for a model.

use contract::{Brightness, Corners, Look, Typeface};

/// Where every template keeps its colours and sizes.
pub(crate) const STYLE: &str = "src/index.css";
/// Ink on light colours, as dark as the templates' own.
const INK: &str = "#211c17";

/// A property of the style sheet, its value, and the same for a model; none for what stays as it is.
type Choice = Option<(&'static str, String, String)>;

/// True unless the colour is something else than `#rrggbb`: it goes into a style sheet.
pub(crate) fn is_fit(look: &Look) -> bool {
    look.accent.as_deref().is_none_or(|accent| channels(accent).is_some())
}

/// `css` with the properties set as far as it has them.
pub(crate) fn styled(css: &str, look: &Look) -> String {
    let mut css = css.to_owned();
    if let Some(accent) = &look.accent {
        css = with_property(&css, "--accent", accent);
        css = with_property(&css, "--on-accent", text_on(accent));
    }
    for (name, value, _) in choices(look).into_iter().flatten() {
        css = with_property(&css, name, &value);
    }
    css
}

/// A sentence that asks for this look; none where nothing was chosen.
pub(crate) fn described(look: &Look) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(look.accent.as_ref().map(|accent| match name_of(accent) {
        Some(name) => format!("{name} ({accent}) as the accent colour"),
        None => format!("{accent} as the accent colour"),
    }));
    parts.extend(choices(look).into_iter().flatten().map(|(_, _, words)| words));
    let words = look.words.trim().trim_end_matches('.');
    parts.extend((!words.is_empty()).then(|| words.to_owned()));
    (!parts.is_empty()).then(|| format!("Look: {}.", parts.join(", ")))
}

fn choices(look: &Look) -> [Choice; 3] {
    let choice = |name, value: &str, words: &str| Some((name, value.to_owned(), words.to_owned()));
    [
        match look.brightness {
            Brightness::System => None,
            Brightness::Light => choice("color-scheme", "light", "light"),
            Brightness::Dark => choice("color-scheme", "dark", "dark"),
        },
        match look.corners {
            Corners::Soft => None,
            Corners::Square => choice("--radius", "3px", "square corners"),
            Corners::Round => choice("--radius", "24px", "round corners"),
        },
        match look.typeface {
            Typeface::Sans => None,
            Typeface::Serif => choice("--font", "Georgia, \"Times New Roman\", serif", "a serif typeface"),
            Typeface::Mono => {
                choice("--font", "ui-monospace, \"Cascadia Code\", Menlo, monospace", "a monospaced typeface")
            }
            Typeface::Rounded => {
                choice("--font", "ui-rounded, \"Nunito\", \"Segoe UI\", sans-serif", "a rounded typeface")
            }
        },
    ]
}

fn with_property(css: &str, name: &str, value: &str) -> String {
    let start = format!("{name}: ");
    let Some(old) = css.lines().find(|line| line.trim_start().starts_with(&start)) else {
        return css.to_owned();
    };
    let indent = &old[..old.len() - old.trim_start().len()];
    css.replacen(old, &format!("{indent}{name}: {value};"), 1)
}

/// Of `#rrggbb`, from 0 to 1.
fn channels(colour: &str) -> Option<[f64; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    // A sign is a digit to `from_str_radix`.
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
    Some([channel(0)?, channel(2)?, channel(4)?].map(|value| f64::from(value) / 255.0))
}

/// White where it can be read on the colour with a contrast of 4.5 to 1, otherwise ink.
fn text_on(colour: &str) -> &'static str {
    let Some(channels) = channels(colour) else { return "#ffffff" };
    let linear = channels.map(|c| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) });
    let luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    if 1.05 / (luminance + 0.05) >= 4.5 { "#ffffff" } else { INK }
}

/// What people call the colours that the wizard offers.
fn name_of(accent: &str) -> Option<&'static str> {
    let (name, _) = contract::ACCENTS.iter().find(|(_, value)| value.eq_ignore_ascii_case(accent))?;
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_styled_and_a_model_is_told() {
        let look = Look {
            accent: Some("#15803d".into()),
            brightness: Brightness::Dark,
            corners: Corners::Round,
            typeface: Typeface::Mono,
            words: " calm, much white space. ".into(),
        };
        let css = styled(llm::base_style(), &look);
        for line in
            ["  --accent: #15803d;", "  --on-accent: #ffffff;", "  color-scheme: dark;", "  --radius: 24px;"]
        {
            assert!(css.lines().any(|other| other == line), "{line}: {css}");
        }
        assert!(css.contains("--font: ui-monospace"));
        assert_eq!(css.lines().count(), llm::base_style().lines().count());
        assert_eq!(
            described(&look).unwrap(),
            "Look: green (#15803d) as the accent colour, dark, round corners, a monospaced typeface, calm, much white \
             space."
        );
        assert_eq!((styled("a{}", &look), described(&Look::default())), ("a{}".into(), None));
    }

    #[test]
    fn only_colours_are_colours() {
        for (accent, fit) in [
            ("#15803d", true),
            ("#FFFFFF", true),
            ("green", false),
            ("#fff", false),
            ("#12345g", false),
            ("#+1+1+1", false),
            ("#15803d; } body { display: none", false),
            ("#ééé", false),
        ] {
            assert_eq!(is_fit(&Look { accent: Some(accent.into()), ..Look::default() }), fit, "{accent}");
        }
        assert!(is_fit(&Look::default()));
        assert_eq!([text_on("#000000"), text_on("#ffffff"), text_on("#facc15")], ["#ffffff", INK, INK]);
        // What is offered can be read.
        for (name, value) in contract::ACCENTS {
            assert!(channels(value).is_some(), "{name}");
        }
    }
}
