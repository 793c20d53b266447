use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
    Info,
}

/// A finding about one place in the user's files; `line` and `column` counted from 1, columns in UTF-16
/// units as editors count them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub path: String,
    pub line: u32,
    pub column: u32,
    pub severity: Severity,
    /// Kebab-case and stable: `syntax`, `unresolved-import`, `missing-export`, …
    pub code: String,
    pub message: String,
    /// The checker: `oxc`, `imports`, …
    pub source: String,
}
