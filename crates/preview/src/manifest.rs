//! The packages that a project's `package.json` names, read by the parser of scripts like its `tsconfig.json`.

use std::collections::BTreeMap;

use oxc::allocator::Allocator;
use oxc::ast::ast::ObjectPropertyKind;

use crate::tsconfig::{member, object, read, text};

pub const MANIFEST: &str = "package.json";

/// Names and ranges; none from a text that cannot be read.
pub fn dependencies(source: &str) -> BTreeMap<String, String> {
    let allocator = Allocator::default();
    let mut found = BTreeMap::new();
    read(&allocator, source, |manifest| {
        for section in ["devDependencies", "peerDependencies", "dependencies"] {
            let Some(listed) = member(manifest, section).and_then(object) else { continue };
            for property in &listed.properties {
                if let ObjectPropertyKind::ObjectProperty(property) = property
                    && let (Some(name), Some(range)) = (property.key.static_name(), text(&property.value))
                {
                    found.insert(name.into_owned(), range.to_owned());
                }
            }
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::dependencies;

    #[test]
    fn all_sections_are_read_and_dependencies_win() {
        let found = dependencies(
            r#"{"name":"x","devDependencies":{"vite":"^8","zod":"3"},"dependencies":{"zod":"^4.0.0","@a/b":"1.x"}}"#,
        );
        let listed: Vec<_> = found.iter().map(|(name, range)| format!("{name}@{range}")).collect();
        assert_eq!(listed, ["@a/b@1.x", "vite@^8", "zod@^4.0.0"]);
        for broken in ["", "[]", "{", "{\"dependencies\":1}", "{\"dependencies\":{\"a\":1}}"] {
            assert!(dependencies(broken).is_empty(), "{broken}");
        }
    }
}
