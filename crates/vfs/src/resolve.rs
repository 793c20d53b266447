//! Which file an import means, as bundlers decide it.

/// What an import specifier stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// A file of the project.
    Internal(String),
    /// A package: its name (`react`, `@scope/pkg`) and the rest of the specifier (`client`), if any.
    Package { name: String, subpath: Option<String> },
    /// No such file; the paths that were tried, in order.
    Missing { tried: Vec<String> },
}

/// Tried after the path itself.
const ENDINGS: [&str; 10] =
    [".tsx", ".ts", ".jsx", ".js", ".json", ".css", "/index.tsx", "/index.ts", "/index.jsx", "/index.js"];

/// What stands for a folder or a file in specifiers, as `compilerOptions.paths` of a tsconfig says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aliases {
    /// Pattern with at most one star, and the patterns it stands for, as paths from the project's folder.
    paths: Vec<(String, Vec<String>)>,
    /// Folder that bare specifiers are looked up in before they are packages.
    base: Option<String>,
}

impl Default for Aliases {
    /// `@/` is `src/`, which templates and models take for granted.
    fn default() -> Self {
        Self { paths: vec![("@/*".to_owned(), vec!["src/*".to_owned()])], base: None }
    }
}

impl Aliases {
    /// `base` is `baseUrl`; targets are relative to it, or to the project's folder if there is none.
    pub fn new(base: Option<&str>, paths: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let base = base.and_then(join);
        let folder = base.clone().unwrap_or_default();
        let located = |target: String| join(&format!("{folder}/{target}"));
        let mut aliases = Self { base, ..Self::default() };
        for (pattern, targets) in paths {
            aliases.paths.retain(|(known, _)| *known != pattern);
            aliases.paths.push((pattern, targets.into_iter().filter_map(located).collect()));
        }
        // The most specific first, as TypeScript chooses.
        aliases.paths.sort_by_key(|(pattern, _)| {
            std::cmp::Reverse((!pattern.contains('*'), pattern.find('*').unwrap_or(pattern.len())))
        });
        aliases
    }

    /// Every pattern and what it stands for, the most specific first.
    pub fn list(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.paths.iter().map(|(pattern, targets)| (pattern.as_str(), targets.as_slice()))
    }

    /// The folder in which bare specifiers are looked up.
    pub fn base(&self) -> Option<&str> {
        self.base.as_deref()
    }

    /// The paths that `specifier` may stand for; none if no pattern matches.
    fn targets(&self, specifier: &str) -> Option<Vec<String>> {
        self.paths.iter().find_map(|(pattern, targets)| {
            let part = match pattern.split_once('*') {
                None => (pattern == specifier).then_some("")?,
                Some((before, after)) => specifier.strip_prefix(before)?.strip_suffix(after)?,
            };
            Some(targets.iter().map(|target| target.replacen('*', part, 1)).collect())
        })
    }
}

/// Resolves `specifier` as written in the file `importer`. `exists` knows the project's files. A leading slash is
/// the project's folder; `..` above it is missing, never another place.
pub fn resolve(
    aliases: &Aliases,
    importer: &str,
    specifier: &str,
    exists: &dyn Fn(&str) -> bool,
) -> Resolution {
    // Queries such as `?url` say how to load, not what.
    let specifier = specifier.split('?').next().unwrap_or(specifier);
    let mut tried = Vec::new();
    if specifier.starts_with("./") || specifier.starts_with("../") || matches!(specifier, "." | "..") {
        let folder = importer.rsplit_once('/').map_or("", |(folder, _)| folder);
        return find(&format!("{folder}/{specifier}"), &mut tried, exists)
            .map_or(Resolution::Missing { tried }, Resolution::Internal);
    }
    if let Some(rest) = specifier.strip_prefix('/') {
        // What lies in `public` is served from the root.
        return find(rest, &mut tried, exists)
            .or_else(|| find(&format!("public/{rest}"), &mut tried, exists))
            .map_or(Resolution::Missing { tried }, Resolution::Internal);
    }
    if let Some(targets) = aliases.targets(specifier) {
        return targets
            .iter()
            .find_map(|target| find(target, &mut tried, exists))
            .map_or(Resolution::Missing { tried }, Resolution::Internal);
    }
    let based = aliases.base.as_ref().map(|base| format!("{base}/{specifier}"));
    match based.and_then(|path| find(&path, &mut tried, exists)) {
        Some(path) => Resolution::Internal(path),
        None => package(specifier),
    }
}

/// The file that `target` names, perhaps without its ending or as a folder. Paths that are not there go to `tried`.
fn find(target: &str, tried: &mut Vec<String>, exists: &dyn Fn(&str) -> bool) -> Option<String> {
    let path = join(target)?;
    let mut attempt = |path: String| {
        if exists(&path) {
            return Some(path);
        }
        tried.push(path);
        None
    };
    if !path.is_empty() {
        let found = attempt(path.clone()).or_else(|| {
            // TypeScript writes the name of the output, `./a.js`, for `./a.ts`.
            let stem = path.strip_suffix(".js")?;
            attempt(format!("{stem}.ts")).or_else(|| attempt(format!("{stem}.tsx")))
        });
        if found.is_some() {
            return found;
        }
    }
    ENDINGS.iter().find_map(|ending| {
        attempt(match ending.strip_prefix('/') {
            Some(index) if path.is_empty() => index.to_owned(),
            _ => [&path, *ending].concat(),
        })
    })
}

fn package(specifier: &str) -> Resolution {
    let names = if specifier.starts_with('@') { 2 } else { 1 };
    let end = specifier.match_indices('/').nth(names - 1).map_or(specifier.len(), |(at, _)| at);
    let subpath = specifier.get(end + 1..).filter(|rest| !rest.is_empty()).map(str::to_owned);
    Resolution::Package { name: specifier[..end].to_owned(), subpath }
}

fn join(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_find_their_files() {
        let files = [
            "src/App.tsx",
            "src/index.css",
            "src/parts/index.ts",
            "src/data.json",
            "src/lib/a.ts",
            "index.js",
        ];
        let exists = |path: &str| files.contains(&path);
        for (importer, specifier, found) in [
            ("src/main.tsx", "./App", Some("src/App.tsx")),
            ("src/main.tsx", "./App.tsx", Some("src/App.tsx")),
            ("src/App.tsx", "./index.css", Some("src/index.css")),
            ("src/App.tsx", "./parts", Some("src/parts/index.ts")),
            ("src/parts/Row.tsx", "../data.json", Some("src/data.json")),
            ("src/parts/Row.tsx", "..", None),
            ("src/parts/Row.tsx", "@/lib/a", Some("src/lib/a.ts")),
            ("src/App.tsx", "./lib/a.js", Some("src/lib/a.ts")),
            ("src/App.tsx", "/src/data.json", Some("src/data.json")),
            ("src/App.tsx", "./index.css?inline", Some("src/index.css")),
            ("main.tsx", ".", Some("index.js")),
            ("src/App.tsx", "../../../etc/passwd", None),
            ("src/App.tsx", "./Cart", None),
        ] {
            match (resolve(&Aliases::default(), importer, specifier, &exists), found) {
                (Resolution::Internal(path), Some(found)) => assert_eq!(path, found, "{specifier}"),
                (Resolution::Missing { .. }, None) => {}
                (other, _) => panic!("{specifier} from {importer}: {other:?}"),
            }
        }
    }

    #[test]
    fn bare_names_are_packages() {
        let package = |name: &str, subpath: Option<&str>| Resolution::Package {
            name: name.to_owned(),
            subpath: subpath.map(str::to_owned),
        };
        for (specifier, wanted) in [
            ("react", package("react", None)),
            ("react-dom/client", package("react-dom", Some("client"))),
            ("@scope/pkg", package("@scope/pkg", None)),
            ("@scope/pkg/a/b", package("@scope/pkg", Some("a/b"))),
        ] {
            assert_eq!(resolve(&Aliases::default(), "src/App.tsx", specifier, &|_| false), wanted);
        }
    }

    #[test]
    fn aliases_come_from_the_configuration() {
        let files = ["src/lib/a.ts", "app/shared/ui/Row.tsx", "app/exact.ts", "src/parts/B.tsx"];
        let exists = |path: &str| files.contains(&path);
        let pair = |pattern: &str, targets: &[&str]| {
            (pattern.to_owned(), targets.iter().map(|target| (*target).to_owned()).collect())
        };
        let paths = [
            pair("~/*", &["./nowhere/*", "./app/*"]),
            pair("~/ui/*", &["app/shared/ui/*"]),
            pair("exact", &["app/exact.ts"]),
        ];
        let aliases = Aliases::new(None, paths);
        let based = Aliases::new(Some("./src"), [pair("#*", &["lib/*"])]);
        for (aliases, specifier, found) in [
            (&aliases, "~/exact", Some("app/exact.ts")),
            (&aliases, "~/ui/Row", Some("app/shared/ui/Row.tsx")),
            (&aliases, "exact", Some("app/exact.ts")),
            (&aliases, "@/lib/a", Some("src/lib/a.ts")),
            (&aliases, "~/none", None),
            (&based, "parts/B", Some("src/parts/B.tsx")),
            (&based, "#a", Some("src/lib/a.ts")),
        ] {
            match (resolve(aliases, "src/App.tsx", specifier, &exists), found) {
                (Resolution::Internal(path), Some(found)) => assert_eq!(path, found, "{specifier}"),
                (Resolution::Missing { .. }, None) => {}
                (other, _) => panic!("{specifier}: {other:?}"),
            }
        }
    }
}
