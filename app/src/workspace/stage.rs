//! How the preview is looked at: its size, its address, what was pointed at, and what its app may call.

use leptos::prelude::*;
use serde::Deserialize;

use crate::browser;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    Fit,
    Tablet,
    Phone,
}

impl Device {
    pub fn key(self) -> &'static str {
        match self {
            Self::Fit => "fit",
            Self::Tablet => "tablet",
            Self::Phone => "phone",
        }
    }

    /// Width and height in CSS pixels, upright.
    pub fn size(self) -> Option<(u32, u32)> {
        match self {
            Self::Fit => None,
            Self::Tablet => Some((768, 1024)),
            Self::Phone => Some((375, 812)),
        }
    }
}

/// An element of the running app that a person pointed at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Picked {
    /// `path:line:column`; empty if no part of the project made it.
    pub loc: String,
    pub tag: String,
    pub text: String,
}

impl Picked {
    /// Path and line from 1.
    pub fn place(&self) -> Option<(&str, u32)> {
        let (rest, _column) = self.loc.rsplit_once(':')?;
        let (path, line) = rest.rsplit_once(':')?;
        Some((path, line.parse().ok()?))
    }

    /// `<button> in src/App.tsx:12`.
    pub fn label(&self) -> String {
        match self.place() {
            Some((path, line)) => format!("<{}> in {path}:{line}", self.tag),
            None => format!("<{}>", self.tag),
        }
    }
}

/// The prompt with the elements it is about, in words that every model reads.
pub fn with_elements(prompt: &str, picked: &[Picked]) -> String {
    if picked.is_empty() {
        return prompt.to_owned();
    }
    let mut text = format!("{}\n\nThis is about:", prompt.trim_end());
    for element in picked {
        text.push_str("\n- ");
        text.push_str(&element.label());
        if !element.text.is_empty() {
            text.push_str(&format!(" with the text \u{201c}{}\u{201d}", element.text));
        }
    }
    text
}

#[derive(Clone, Copy)]
pub struct Stage {
    pub device: RwSignal<Device>,
    pub sideways: RwSignal<bool>,
    /// Where the app's own router is.
    pub route: RwSignal<String>,
    pub picking: RwSignal<bool>,
    pub picked: RwSignal<Vec<Picked>>,
    /// Origins that the app may call, as this person decided in this browser.
    pub allowed: RwSignal<Vec<String>>,
    /// Messages of causes that were read and put aside.
    pub dismissed: RwSignal<Option<String>>,
}

impl Stage {
    pub fn new() -> Self {
        Self {
            device: RwSignal::new(Device::Fit),
            sideways: RwSignal::new(false),
            route: RwSignal::new("/".to_owned()),
            picking: RwSignal::new(false),
            picked: RwSignal::new(Vec::new()),
            allowed: RwSignal::new(Vec::new()),
            dismissed: RwSignal::new(None),
        }
    }

    /// Takes up what was allowed before.
    pub fn restore(&self, project: &str) {
        let kept = browser::remembered(&format!("allow.{project}"));
        let kept = kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        self.allowed.set(kept);
    }

    /// The app may call `origin` from now on.
    pub fn allow(&self, project: &str, origin: &str) {
        self.allowed.update(|allowed| {
            if !allowed.iter().any(|known| known == origin) {
                allowed.push(origin.to_owned());
            }
        });
        if let Ok(json) = serde_json::to_string(&self.allowed.get_untracked()) {
            browser::remember(&format!("allow.{project}"), &json);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_named_in_the_prompt() {
        let button =
            Picked { loc: "src/App.tsx:12:7".to_owned(), tag: "button".to_owned(), text: "Save".to_owned() };
        assert_eq!(button.place(), Some(("src/App.tsx", 12)));
        let foreign = Picked { loc: String::new(), tag: "canvas".to_owned(), text: String::new() };
        assert_eq!(
            with_elements("Make it red \n", &[button, foreign]),
            "Make it red\n\nThis is about:\n- <button> in src/App.tsx:12 with the text \u{201c}Save\u{201d}\n- <canvas>"
        );
        assert_eq!(with_elements("Hello", &[]), "Hello");
    }
}
