const MAX_BYTES: usize = 214;

/// Whether `name` can be a package's: `name` or `@scope/name`, of what needs no escaping in an address or a path.
pub fn is_name(name: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~'))
    };
    let named = match name.strip_prefix('@') {
        Some(scoped) => scoped.split_once('/').is_some_and(|(scope, name)| part(scope) && part(name)),
        None => part(name),
    };
    named && name.len() <= MAX_BYTES && name != "node_modules" && name != "favicon.ico"
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn only_plain_names_are_names() {
        for name in ["react", "@react-three/fiber", "lodash.debounce", "a_b", "d3-array", "@babel/runtime"] {
            assert!(is_name(name), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "@",
            "@/a",
            "@a/",
            "a/b",
            "@a/b/c",
            "../x",
            "@../x",
            "a b",
            "a?b",
            "é",
            "node_modules",
        ] {
            assert!(!is_name(name), "{name}");
        }
    }
}
