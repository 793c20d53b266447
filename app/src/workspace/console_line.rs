//! What the previewed app says, one line each, and what kind of fault a line speaks of.

use contract::{ConsoleEntry, ConsoleLevel};

/// As the style sheet calls it.
pub fn level_key(level: ConsoleLevel) -> &'static str {
    match level {
        ConsoleLevel::Log => "log",
        ConsoleLevel::Info => "info",
        ConsoleLevel::Warn => "warn",
        ConsoleLevel::Error => "error",
        ConsoleLevel::Debug => "debug",
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ConsoleLine {
    /// Counted here, for the list.
    pub n: u32,
    pub entry: ConsoleEntry,
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
        let entry = &self.entry;
        let text = entry.text.trim_start_matches("Uncaught ").trim_start_matches("Unhandled rejection: ");
        match () {
            () if !matches!(entry.level, ConsoleLevel::Error | ConsoleLevel::Warn) => Class::Unknown,
            () if entry.network || text.contains("Failed to fetch") => Class::Network,
            () if REACT.iter().any(|known| text.contains(known)) => Class::React,
            () if text.starts_with("SyntaxError") => Class::Syntax,
            () if text.starts_with("TypeError") => Class::Type,
            () if text.starts_with("ReferenceError") => Class::Reference,
            () => Class::Unknown,
        }
    }

    pub fn place(&self) -> Option<String> {
        let path = self.entry.path.as_ref()?;
        Some(self.entry.line.map_or_else(|| path.clone(), |line| format!("{path}:{line}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(level: ConsoleLevel, text: &str) -> ConsoleLine {
        let text = text.to_owned();
        let entry =
            ConsoleEntry { level, text, at_ms: 0, path: None, line: None, column: None, network: false };
        ConsoleLine { n: 0, entry }
    }

    #[test]
    fn entries_are_read_as_the_script_writes_them() {
        let entries: Vec<ConsoleEntry> =
            serde_json::from_str(r#"[{"level":"warn","text":"x","at_ms":0,"path":null,"line":null}]"#)
                .unwrap();
        assert_eq!(entries[0].level, ConsoleLevel::Warn);
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
            assert_eq!(line(ConsoleLevel::Error, text).class(), class, "{text}");
        }
        assert_eq!(line(ConsoleLevel::Log, "TypeError: said aloud").class(), Class::Unknown);
        let mut call = line(ConsoleLevel::Error, "GET https://x.test answered 500");
        call.entry.network = true;
        assert_eq!(call.class(), Class::Network);
    }
}
