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

/// Resolves `specifier` as written in the file `importer`. `exists` knows the project's files. `@/` is `src/`;
/// a leading slash is the project's folder; `..` above it is missing, never another place.
pub fn resolve(importer: &str, specifier: &str, exists: &dyn Fn(&str) -> bool) -> Resolution {
    // Queries such as `?url` say how to load, not what.
    let specifier = specifier.split('?').next().unwrap_or(specifier);
    let target =
        if specifier.starts_with("./") || specifier.starts_with("../") || matches!(specifier, "." | "..") {
            let folder = importer.rsplit_once('/').map_or("", |(folder, _)| folder);
            format!("{folder}/{specifier}")
        } else if let Some(rest) = specifier.strip_prefix("@/") {
            format!("src/{rest}")
        } else if let Some(rest) = specifier.strip_prefix('/') {
            rest.to_owned()
        } else {
            return package(specifier);
        };
    let Some(path) = join(&target) else { return Resolution::Missing { tried: Vec::new() } };
    let mut tried = Vec::with_capacity(ENDINGS.len() + 2);
    if !path.is_empty() {
        tried.push(path.clone());
        // TypeScript writes the name of the output, `./a.js`, for `./a.ts`.
        if let Some(stem) = path.strip_suffix(".js") {
            tried.push(format!("{stem}.ts"));
            tried.push(format!("{stem}.tsx"));
        }
    }
    tried.extend(ENDINGS.iter().map(|ending| format!("{path}{ending}").trim_start_matches('/').to_owned()));
    match tried.iter().find(|path| exists(path)) {
        Some(found) => Resolution::Internal(found.clone()),
        None => Resolution::Missing { tried },
    }
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
            match (resolve(importer, specifier, &exists), found) {
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
            assert_eq!(resolve("src/App.tsx", specifier, &|_| false), wanted);
        }
    }
}
