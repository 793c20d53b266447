//! What the compiler writes, as findings.

use std::collections::BTreeSet;
use std::path::Path;

use contract::{Diagnostic, Severity};

/// Modules that were not found: those of the project are found missing by `imports`, and for a package without types
/// there is nothing to say.
const NO_MODULE: [u32; 5] = [2307, 2664, 2792, 2882, 7016];
/// Files of types that were not found.
const NO_FILE: [u32; 4] = [2688, 6053, 6054, 6059];
/// Names that were not found: `names` has found them, and knows more of them.
const NO_NAME: [u32; 9] = [2304, 2503, 2552, 2580, 2581, 2582, 2591, 2592, 2593];

/// Only about what is not used.
const UNUSED: [u32; 6] = [6133, 6138, 6192, 6196, 6198, 6199];

/// More are no help to anybody, and each is stored with the turn it was found in.
const MOST_FOUND: usize = 500;
const LONGEST_MESSAGE: usize = 2000;

/// What the compiler found.
#[derive(Debug, Default)]
pub struct Found {
    pub diagnostics: Vec<Diagnostic>,
    /// Files that import packages whose types are not there.
    pub untyped: BTreeSet<String>,
}

/// A finding with its number, as far as it is read.
struct Said {
    number: u32,
    found: Diagnostic,
}

/// `folder` is where the compiler ran; nothing outside of `own` may have been read. The error is a sentence.
pub fn read(text: &str, folder: &Path, own: &[&Path]) -> Result<Found, String> {
    let mut said: Vec<Said> = Vec::new();
    let mut general = None;
    for line in text.lines() {
        if let Some(next) = located(line) {
            said.push(next);
        } else if line.starts_with(' ') {
            // The rest of a longer explanation.
            if let Some(last) = said.last_mut() {
                last.found.message.push('\n');
                last.found.message.push_str(line.trim_end());
            }
        } else if let Some(message) = line.strip_prefix("error TS") {
            general.get_or_insert(format!("TS{message}"));
        } else if Path::new(line).is_absolute() && !own.iter().any(|own| is_within(Path::new(line), own)) {
            // What stands there could show in messages, and belongs to somebody else.
            return Err("The project refers to files outside of its folder.".to_owned());
        }
    }
    if let (true, Some(general)) = (said.is_empty(), general) {
        return Err(format!("It does not take the configuration: {general}"));
    }
    let untyped: BTreeSet<String> = said
        .iter()
        .filter(|said| NO_MODULE.contains(&said.number))
        .map(|said| said.found.path.clone())
        .collect();
    let unsaid = [&NO_MODULE[..], &NO_FILE, &NO_NAME].concat();
    said.retain(|said| !unsaid.contains(&said.number) && is_of_project(&said.found.path));
    let folder = folder.display().to_string();
    let diagnostics = said.into_iter().map(|said| {
        let mut found = said.found;
        found.message = found.message.replace(&format!("{folder}/"), "");
        if let Some((end, _)) = found.message.char_indices().nth(LONGEST_MESSAGE) {
            found.message.truncate(end);
            found.message.push('…');
        }
        found
    });
    Ok(Found { diagnostics: diagnostics.take(MOST_FOUND).collect(), untyped })
}

fn is_within(path: &Path, folder: &Path) -> bool {
    !folder.as_os_str().is_empty() && path.starts_with(folder)
}

fn is_of_project(path: &str) -> bool {
    !path.starts_with("node_modules/")
        && !path.starts_with('/')
        && !path.starts_with("..")
        && !path.starts_with("easel-")
}

/// What is not said and therefore `any`.
fn is_implicit(number: u32) -> bool {
    (7000..8000).contains(&number)
}

/// `src/App.tsx(3,7): error TS2322: Type …`
fn located(line: &str) -> Option<Said> {
    let (place, rest) = line.split_once("): error TS").or_else(|| line.split_once("): warning TS"))?;
    let (path, place) = place.rsplit_once('(')?;
    let (line, column) = place.split_once(',')?;
    let (number, message) = rest.split_once(": ")?;
    let number: u32 = number.parse().ok()?;
    let warning = UNUSED.contains(&number) || is_implicit(number);
    let found = Diagnostic {
        path: path.to_owned(),
        line: line.parse().ok()?,
        column: column.parse().ok()?,
        severity: if warning { Severity::Warning } else { Severity::Error },
        code: format!("TS{number}"),
        message: message.to_owned(),
        source: "typescript".to_owned(),
    };
    Some(Said { number, found })
}
