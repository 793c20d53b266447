//! What the engine is told by a parser for the file's language, which it does not have itself.

use std::collections::BTreeSet;

/// A file as its language's parser sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The first syntax error.
    pub error: Option<String>,
    /// Names that other files can import, `default` among them.
    pub exports: BTreeSet<String>,
    /// Of functions and classes on the top level those that show something.
    pub components: BTreeSet<String>,
    /// Names on the top level, imported or declared.
    pub bound: BTreeSet<String>,
}

pub trait Syntax {
    /// None when the language is not known.
    fn outline(&self, path: &str, text: &str) -> Option<Outline>;
}

/// What names `after` does not offer any more; a component that is imported now is still there.
pub(crate) fn dropped(before: &Outline, after: &Outline) -> Vec<String> {
    let exports = before.exports.difference(&after.exports).map(|name| match name.as_str() {
        "default" => "the default export".to_owned(),
        name => format!("the export {name}"),
    });
    let components = before.components.difference(&after.bound);
    let components =
        components.filter(|name| !before.exports.contains(*name) || after.exports.contains(*name));
    exports.chain(components.map(|name| format!("the component {name}"))).collect()
}
