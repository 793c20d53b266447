//! The packages that come with Easel and can be imported by bare name.

use std::collections::HashSet;
use std::sync::LazyLock;

/// One specifier a line, perhaps with what it is made of; the bundle of the browser half is made from the same list.
const LIST: &str = include_str!("../../../frontend/js/packages.txt");

/// What an import may name: `react`, `motion/react`.
pub fn packages() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_whitespace().next())
}

pub fn is_known_package(specifier: &str) -> bool {
    // Asked for every import of a project at every key press in the preview.
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| packages().collect());
    KNOWN.contains(specifier)
}

/// The package behind a specifier: `@scope/name` of `@scope/name/part`.
pub fn package_of(specifier: &str) -> &str {
    let parts = if specifier.starts_with('@') { 2 } else { 1 };
    let end = specifier.match_indices('/').nth(parts - 1).map_or(specifier.len(), |(at, _)| at);
    &specifier[..end]
}

/// Names without their paths, for people and models: `motion`, not `motion/react`.
pub fn package_names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut names: Vec<&str> = Vec::new();
        for specifier in packages() {
            let name = package_of(specifier);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    });
    &NAMES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read() {
        assert!(is_known_package("react/jsx-runtime") && is_known_package("react-router-dom"));
        assert!(!is_known_package("#") && !is_known_package("=") && !is_known_package("left-pad"));
        let names = package_names();
        assert!(names.contains(&"@dnd-kit/core") && names.contains(&"motion"));
        let mut unique = names.to_vec();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len(), "{names:?}");
    }
}
