//! Additions to a `package.json` that leave its text as it is.

use jsonc_parser::ParseOptions;
use jsonc_parser::cst::{CstInputValue, CstObject, CstRootNode};

#[derive(Debug, thiserror::Error)]
#[error("package.json is not a JSON object: {0}")]
pub struct ManifestError(String);

/// Adds what `wanted` names and the manifest does not: `(section, name, value)`, as in
/// `("dependencies", "react", "^19.0.0")`; an empty section is the manifest itself. None if nothing is missing.
///
/// A package counts as named in whichever section of dependencies it stands.
pub fn record(text: &str, wanted: &[(&str, &str, &str)]) -> Result<Option<String>, ManifestError> {
    let text = if text.trim().is_empty() { "{}" } else { text };
    let root = CstRootNode::parse(text, &ParseOptions::default())
        .map_err(|error| ManifestError(error.to_string()))?;
    let manifest = root.object_value().ok_or_else(|| ManifestError("it holds something else".to_owned()))?;
    let mut added = false;
    for (section, name, value) in wanted {
        if has(&manifest, section, name) {
            continue;
        }
        let place = if section.is_empty() { manifest.clone() } else { manifest.object_value_or_set(section) };
        place.append(name, CstInputValue::String((*value).to_owned()));
        added = true;
    }
    Ok(added.then(|| root.to_string()))
}

fn has(manifest: &CstObject, section: &str, name: &str) -> bool {
    const DEPENDENCIES: [&str; 3] = ["dependencies", "devDependencies", "peerDependencies"];
    let within =
        |section: &str| manifest.object_value(section).is_some_and(|object| object.get(name).is_some());
    match section {
        "" => manifest.get(name).is_some(),
        _ if DEPENDENCIES.contains(&section) => DEPENDENCIES.iter().any(|section| within(section)),
        _ => within(section),
    }
}

#[cfg(test)]
mod tests {
    use super::record;

    #[test]
    fn only_what_is_missing_is_added() {
        let text = "{\n  // ours\n  \"name\": \"x\",\n  \"devDependencies\": {\n    \"react\": \"^18.0.0\"\n  }\n}\n";
        assert_eq!(record(text, &[("dependencies", "react", "^19.0.0"), ("", "name", "y")]).unwrap(), None);
        let added =
            record(text, &[("dependencies", "zod", "^4.0.0"), ("scripts", "dev", "vite")]).unwrap().unwrap();
        assert!(added.starts_with(&text[..text.len() - 5]), "{added}");
        let parsed = jsonc_parser::parse_to_value(&added, &jsonc_parser::ParseOptions::default());
        assert!(
            parsed.is_ok() && added.contains("\"zod\": \"^4.0.0\"") && added.contains("\"dev\": \"vite\"")
        );
        assert!(record("", &[("dependencies", "zod", "1")]).unwrap().is_some());
        for broken in ["[]", "{", "\"x\"", "{\"a\":}"] {
            assert!(record(broken, &[("dependencies", "zod", "1")]).is_err(), "{broken}");
        }
    }
}
