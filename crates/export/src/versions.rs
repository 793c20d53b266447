//! Which versions of packages Easel runs: those its own preview is built from.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Exact versions, as the bundle of the browser half is made of.
const BUNDLED: &str = include_str!("../../../frontend/package.json");
/// Specifiers, some of them made of other packages.
const LIST: &str = include_str!("../../../frontend/js/packages.txt");

static VERSIONS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let manifest: serde_json::Value = serde_json::from_str(BUNDLED).unwrap_or_default();
    let dependencies = manifest["dependencies"].as_object().into_iter().flatten();
    let mut versions: HashMap<String, String> = dependencies
        .filter_map(|(name, version)| Some((name.clone(), format!("^{}", version.as_str()?))))
        .collect();
    // `lodash = lodash-es` is a name for another package, and comes in the same version.
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        if let (Some(name), Some("="), Some(source)) = (words.next(), words.next(), words.next())
            && let Some(version) = versions.get(source).cloned()
        {
            versions.entry(name.to_owned()).or_insert(version);
        }
    }
    versions
});

/// A range for `package.json`: what Easel runs, or anything compatible. None for packages that Easel does not bring.
pub fn version_of(package: &str) -> Option<&'static str> {
    VERSIONS.get(package).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::version_of;

    #[test]
    fn every_package_has_a_version() {
        for name in vfs::package_names() {
            let version = version_of(name).unwrap_or_default();
            assert!(version.starts_with('^') && version.len() > 3, "{name} has {version:?}");
        }
        assert_eq!(version_of("left-pad"), None);
    }
}
