//! What the preview reports, as its script sends it.

use serde::Deserialize;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    #[default]
    Starting,
    Building,
    Ready,
    Failed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BuildKind {
    Cold,
    Hot,
    Reload,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Cause {
    pub kind: String,
    /// A sentence.
    pub message: String,
    #[serde(default)]
    pub path: Option<String>,
    #[serde(default)]
    pub line: Option<u32>,
    #[serde(default)]
    pub column: Option<u32>,
    /// Of a blocked call: the origin that the person may open.
    #[serde(default)]
    pub origin: Option<String>,
    /// Of an unknown package: its name, for `package.json`.
    #[serde(default)]
    pub package: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct PreviewStatus {
    pub phase: Phase,
    #[serde(default)]
    pub kind: Option<BuildKind>,
    #[serde(default)]
    pub ms: Option<f64>,
    /// Why the app was started over instead of updated in place.
    #[serde(default)]
    pub note: Option<String>,
    /// While the preview is ready: something is wrong, but the app goes on.
    #[serde(default)]
    pub cause: Option<Cause>,
    /// The frame shows the version before the one that failed.
    #[serde(default)]
    pub kept: bool,
}

impl PreviewStatus {
    pub fn text(&self) -> String {
        let kind = match (self.phase, self.kind) {
            (Phase::Starting, _) => return "Starting the preview".to_owned(),
            (Phase::Building, _) => return self.note.clone().unwrap_or_else(|| "Updating".to_owned()),
            (Phase::Failed, _) if self.kept => return "Last good version".to_owned(),
            (Phase::Failed, _) => return "The preview stopped".to_owned(),
            (Phase::Ready, Some(BuildKind::Hot)) => "Hot update",
            (Phase::Ready, Some(BuildKind::Cold)) => "First build",
            (Phase::Ready, Some(BuildKind::Reload)) => "Full reload",
            (Phase::Ready, None) => "Ready",
        };
        match self.ms {
            Some(ms) => format!("{kind} {ms:.0} ms"),
            None => kind.to_owned(),
        }
    }
}

impl Cause {
    /// What it is, in few words.
    pub fn title(&self) -> &'static str {
        match self.kind.as_str() {
            "syntax" => "Syntax error",
            "missing-file" => "Missing file",
            "missing-export" => "Missing export",
            "missing-default" => "No default export",
            "unknown-package" => "Unknown package",
            "package-load" => "A package did not load",
            "module" => "A module failed while loading",
            "runtime" => "The app failed",
            "render-loop" => "Endless rendering",
            "endless-loop" => "Endless loop",
            "nothing-rendered" => "Nothing to see",
            "blocked-network" => "Blocked call",
            "timeout" => "The app does not start",
            _ => "The preview stopped",
        }
    }

    /// `src/App.tsx, line 3`.
    pub fn place(&self) -> Option<String> {
        let path = self.path.as_ref()?;
        Some(match self.line {
            Some(line) => format!("{path}, line {line}"),
            None => path.clone(),
        })
    }

    /// What to ask the model for.
    pub fn fix_prompt(&self) -> String {
        let message = self.message.trim_end_matches(['.', ' ']);
        match self.place() {
            Some(place) => format!("The preview fails at {place}: {message}. Fix it."),
            None => format!("The preview fails: {message}. Fix it."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_read_as_the_script_writes_them() {
        let ready: PreviewStatus =
            serde_json::from_str(r#"{"phase":"ready","kind":"hot","ms":7.2,"cause":null}"#).unwrap();
        assert_eq!(ready.text(), "Hot update 7 ms");
        let fetching: PreviewStatus =
            serde_json::from_str(r#"{"phase":"building","note":"Fetching packages","cause":null}"#).unwrap();
        assert_eq!(fetching.text(), "Fetching packages");
        let failed: PreviewStatus = serde_json::from_str(
            r#"{"phase":"failed","kind":null,"ms":null,"cause":{"kind":"missing-file","message":"There is no ./Cart.","path":"src/App.tsx","line":1,"column":1}}"#,
        )
        .unwrap();
        let cause = failed.cause.unwrap();
        assert_eq!(
            cause.fix_prompt(),
            "The preview fails at src/App.tsx, line 1: There is no ./Cart. Fix it."
        );
    }
}
