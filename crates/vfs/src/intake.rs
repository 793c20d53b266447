//! What of a folder or an archive that a person brings along belongs to the project.

/// Folders that tools make anew, wherever they are.
const MADE_ANYWHERE: [&str; 16] = [
    "node_modules",
    ".git",
    ".hg",
    ".svn",
    "__macosx",
    "dist",
    ".next",
    ".nuxt",
    ".svelte-kit",
    ".turbo",
    ".vite",
    ".cache",
    ".parcel-cache",
    ".vercel",
    ".idea",
    ".easel",
];
/// Of these, what is never a project's own folder.
const INSTALLED: [&str; 5] = ["node_modules", ".git", ".hg", ".svn", "__macosx"];
/// Folders that are build outputs where they stand beside `package.json`; deeper they may be sources.
const MADE_AT_ROOT: [&str; 3] = ["build", "out", "coverage"];
/// Files of systems and tools.
const LITTER: [&str; 6] =
    [".ds_store", "thumbs.db", "desktop.ini", "bun.lockb", "npm-debug.log", "yarn-error.log"];
/// Folders that a project has, and is not in.
const PARTS: [&str; 3] = ["src", "public", "app"];

/// Whether a file is none of the project's sources: installed packages, build outputs, what systems leave behind, and
/// `.env` files, whose secrets a shared project would show. `path` starts at the project's folder.
pub fn is_left_out(path: &str) -> bool {
    let lower = path.to_lowercase();
    let mut parts: Vec<&str> =
        lower.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    let Some(name) = parts.pop() else { return true };
    let made = |part: &&str| MADE_ANYWHERE.contains(part);
    if parts.iter().any(made) || parts.first().is_some_and(|first| MADE_AT_ROOT.contains(first)) {
        return true;
    }
    LITTER.contains(&name) || name.starts_with("._") || name.ends_with(".tsbuildinfo") || is_secret(name)
}

/// `.env` and its kin, but not the example that is meant to be read.
fn is_secret(name: &str) -> bool {
    let kin = name == ".env" || name.starts_with(".env.");
    kin && ![".example", ".sample", ".template"].iter().any(|end| name.ends_with(end))
}

/// The folder that all of these are in, if it is the project's and not a part of it: archives usually have one.
pub fn top_folder<'p>(paths: impl IntoIterator<Item = &'p str>) -> Option<&'p str> {
    let paths: Vec<&str> = paths.into_iter().collect();
    if let Some(named) = folder_of_manifest(&paths) {
        return Some(named);
    }
    let mut top = None;
    for path in paths.into_iter().filter(|path| !is_left_out(path)) {
        let (first, _) = path.split_once(['/', '\\'])?;
        match top {
            None => top = Some(first),
            Some(known) if known == first => {}
            Some(_) => return None,
        }
    }
    top.filter(|top| !top.is_empty() && *top != "." && *top != ".." && !PARTS.contains(top))
}

/// A manifest right inside of the one folder says that it is the project's, whatever it is called: `app`, `build`.
fn folder_of_manifest<'p>(paths: &[&'p str]) -> Option<&'p str> {
    let tops = paths.iter().filter_map(|path| path.strip_suffix("/package.json"));
    let mut tops =
        tops.filter(|top| !top.is_empty() && !top.contains(['/', '\\']) && !matches!(*top, "." | ".."));
    let top = tops.next().filter(|top| !INSTALLED.contains(&top.to_lowercase().as_str()))?;
    let inside = |path: &&str| path.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'));
    paths.iter().all(|path| inside(path) || is_left_out(path)).then_some(top)
}

/// `path` as it stands inside of `top`.
pub fn below<'p>(top: Option<&str>, path: &'p str) -> &'p str {
    let inner = top.and_then(|top| path.strip_prefix(top)).and_then(|rest| rest.strip_prefix(['/', '\\']));
    inner.unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_come_along() {
        for path in [
            "node_modules/react/index.js",
            "packages/a/node_modules/x.js",
            ".git/HEAD",
            "dist/index.html",
            "build/main.js",
            "__MACOSX/._a",
            "src/.DS_Store",
            "src/._App.tsx",
            "src\\node_modules\\x",
            "tsconfig.tsbuildinfo",
            ".env",
            ".env.local",
            "server/.env.production",
            "bun.lockb",
            "",
            "./",
        ] {
            assert!(is_left_out(path), "{path}");
        }
        for path in [
            "src/App.tsx",
            "src/build/steps.ts",
            "package-lock.json",
            "pnpm-lock.yaml",
            ".gitignore",
            ".env.example",
            "src/env.ts",
            "docs/distance.md",
            "out.ts",
        ] {
            assert!(!is_left_out(path), "{path}");
        }
    }

    #[test]
    fn a_single_folder_around_everything_is_taken_off() {
        let top = |paths: &[&'static str]| top_folder(paths.iter().copied());
        assert_eq!(top(&["app-main/package.json", "app-main/src/App.tsx"]), Some("app-main"));
        assert_eq!(top(&["shop/package.json", "__MACOSX/._shop", ".DS_Store"]), Some("shop"));
        for named in ["app", "build", "dist", "out"] {
            let paths = [format!("{named}/package.json"), format!("{named}/src/App.tsx")];
            assert_eq!(top_folder(paths.iter().map(String::as_str)), Some(named));
        }
        assert_eq!(top(&["node_modules/package.json"]), None);
        assert_eq!(top(&["app/package.json", "server/package.json"]), None);
        for none in [
            &["package.json", "src/App.tsx"][..],
            &["a/x", "b/x"],
            &["src/App.tsx", "src/index.css"],
            &["/etc/passwd"],
            &["../x"],
            &[],
        ] {
            assert_eq!(top(none), None, "{none:?}");
        }
        assert_eq!(below(Some("shop"), "shop/src/a.ts"), "src/a.ts");
        assert_eq!(below(Some("shop"), "shopping/a.ts"), "shopping/a.ts");
        assert_eq!(below(None, "a.ts"), "a.ts");
    }
}
