//! What the previewed app says, one line each, and what kind of fault a line speaks of.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Log,
    Info,
    Warn,
    Error,
    Debug,
}

impl Level {
    pub fn key(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Error => "error",
            Self::Debug => "debug",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConsoleLine {
    /// Counted here, for the list.
    #[serde(skip)]
    pub n: u32,
    pub level: Level,
    pub text: String,
    pub at_ms: f64,
    #[serde(default)]
    pub path: Option<String>,
    #[serde(default)]
    pub line: Option<u32>,
    #[serde(default)]
    pub column: Option<u32>,
    /// It is about a call over the network.
    #[serde(default)]
    pub network: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Syntax,
    Type,
    Reference,
    Network,
    React,
    Unknown,
}

impl Class {
    /// A word for a label; none where it would say nothing.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Syntax => Some("Syntax"),
            Self::Type => Some("Type"),
            Self::Reference => Some("Reference"),
            Self::Network => Some("Network"),
            Self::React => Some("React"),
            Self::Unknown => None,
        }
    }
}

const REACT: [&str; 9] = [
    "Warning: ",
    "Minified React error",
    "Each child in a list should have a unique",
    "Invalid hook call",
    "Rendered more hooks",
    "Rendered fewer hooks",
    "Maximum update depth exceeded",
    "Too many re-renders",
    "Objects are not valid as a React child",
];

impl ConsoleLine {
    /// Only errors and warnings have one.
    pub fn class(&self) -> Class {
        let text = self.text.trim_start_matches("Uncaught ").trim_start_matches("Unhandled rejection: ");
        match () {
            () if !matches!(self.level, Level::Error | Level::Warn) => Class::Unknown,
            () if self.network || text.contains("Failed to fetch") => Class::Network,
            () if REACT.iter().any(|known| text.contains(known)) => Class::React,
            () if text.starts_with("SyntaxError") => Class::Syntax,
            () if text.starts_with("TypeError") => Class::Type,
            () if text.starts_with("ReferenceError") => Class::Reference,
            () => Class::Unknown,
        }
    }

    pub fn place(&self) -> Option<String> {
        let path = self.path.as_ref()?;
        Some(self.line.map_or_else(|| path.clone(), |line| format!("{path}:{line}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(level: Level, text: &str) -> ConsoleLine {
        let text = text.to_owned();
        ConsoleLine { n: 0, level, text, at_ms: 0.0, path: None, line: None, column: None, network: false }
    }

    #[test]
    fn lines_are_read_as_the_script_writes_them() {
        let lines: Vec<ConsoleLine> =
            serde_json::from_str(r#"[{"level":"warn","text":"x","at_ms":0,"path":null,"line":null}]"#)
                .unwrap();
        assert_eq!(lines[0].level, Level::Warn);
    }

    #[test]
    fn faults_have_classes() {
        for (text, class) in [
            ("Uncaught SyntaxError: Unexpected token", Class::Syntax),
            ("Uncaught TypeError: x is not a function", Class::Type),
            ("TypeError: Failed to fetch", Class::Network),
            ("Unhandled rejection: ReferenceError: y is not defined", Class::Reference),
            ("Each child in a list should have a unique \"key\" prop.", Class::React),
            ("Uncaught Error: Too many re-renders.", Class::React),
            ("no luck", Class::Unknown),
        ] {
            assert_eq!(line(Level::Error, text).class(), class, "{text}");
        }
        assert_eq!(line(Level::Log, "TypeError: said aloud").class(), Class::Unknown);
        let call = ConsoleLine { network: true, ..line(Level::Error, "GET https://x.test answered 500") };
        assert_eq!(call.class(), Class::Network);
    }
}
