//! Specifiers the other way round: how a file that is somewhere is named from where it is imported.

use crate::{Aliases, Resolution, resolve};

/// How much of a file's name a specifier says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// `./a.css`
    Whole,
    /// `./a.js` for `a.ts`
    Output,
    /// `./a`
    Stem,
    /// `./a` for `a/index.ts`
    Folder,
}

/// The specifier by which `importer` gets at `target`, in the manner of `old`, which led to `old_target`: relative,
/// rooted or by an alias, with or without its ending and its query. `exists` knows the files as they are now. None if
/// no specifier leads there.
pub fn rename_specifier(
    aliases: &Aliases,
    importer: &str,
    old: &str,
    old_target: &str,
    target: &str,
    exists: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let (bare, query) = match old.find('?') {
        Some(at) => old.split_at(at),
        None => (old, ""),
    };
    let forms = forms(manner(bare, old_target), target);
    let leads_there = |specifier: &str| matches!(resolve(aliases, importer, specifier, exists), Resolution::Internal(path) if path == target);
    let placed = forms.iter().filter_map(|form| place(aliases, importer, bare, old_target, form));
    let relative = forms.iter().map(|form| relative_path(importer, form));
    let found = placed.chain(relative).find(|specifier| leads_there(specifier))?;
    Some(found + query)
}

/// `../lib/a.ts` for `src/lib/a.ts` in `src/parts/Row.tsx`.
pub fn relative_path(importer: &str, path: &str) -> String {
    let folders: Vec<&str> = importer.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let most = parts.len().saturating_sub(1);
    let common = folders.iter().zip(&parts[..most]).take_while(|(a, b)| a == b).count();
    let up = folders.len() - common;
    let mut relative = if up == 0 { "./".to_owned() } else { "../".repeat(up) };
    relative.push_str(&parts[common..].join("/"));
    match relative.strip_suffix('/') {
        Some(folder) => folder.to_owned(),
        None => relative,
    }
}

fn manner(bare: &str, target: &str) -> Manner {
    let said = bare.rsplit('/').next().unwrap_or(bare);
    let name = target.rsplit('/').next().unwrap_or(target);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if said == name {
        Manner::Whole
    } else if said == stem {
        Manner::Stem
    } else if said.strip_suffix(".js") == Some(stem) {
        Manner::Output
    } else {
        Manner::Folder
    }
}

/// What may be written for `target`, the most wanted first.
fn forms(manner: Manner, target: &str) -> Vec<String> {
    let (folder, name) = target.rsplit_once('/').unwrap_or(("", target));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let mut forms = match manner {
        Manner::Whole => Vec::new(),
        Manner::Output => vec![beside(&format!("{stem}.js"))],
        Manner::Stem => vec![beside(stem)],
        Manner::Folder if stem == "index" => vec![folder.to_owned(), beside(stem)],
        Manner::Folder => vec![beside(stem)],
    };
    forms.push(target.to_owned());
    forms
}

/// `form` as `bare` names things; none where that cannot be.
fn place(aliases: &Aliases, importer: &str, bare: &str, old_target: &str, form: &str) -> Option<String> {
    if bare.starts_with("./") || bare.starts_with("../") || matches!(bare, "." | "..") {
        return Some(relative_path(importer, form));
    }
    if let Some(rest) = bare.strip_prefix('/') {
        // What lies in `public` is served from the root.
        let public = old_target.starts_with("public/") && !rest.starts_with("public/");
        return if public {
            form.strip_prefix("public").map(str::to_owned)
        } else {
            Some(format!("/{form}"))
        };
    }
    let by_alias = aliases.list().find(|(pattern, _)| part(pattern, bare).is_some());
    if let Some((pattern, targets)) = by_alias {
        return targets
            .iter()
            .find_map(|target| part(target, form))
            .map(|part| pattern.replacen('*', part, 1));
    }
    aliases.base().and_then(|base| form.strip_prefix(base)?.strip_prefix('/')).map(str::to_owned)
}

/// What the star of `pattern` stands for in `text`; none if they do not fit.
fn part<'t>(pattern: &str, text: &'t str) -> Option<&'t str> {
    match pattern.split_once('*') {
        None => (pattern == text).then_some(""),
        Some((before, after)) => text.strip_prefix(before)?.strip_suffix(after),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_named_from_where_they_are_imported() {
        for (importer, path, relative) in [
            ("src/App.tsx", "src/lib/a.ts", "./lib/a.ts"),
            ("src/parts/Row.tsx", "src/lib/a.ts", "../lib/a.ts"),
            ("src/parts/Row.tsx", "src/parts", "../parts"),
            ("main.tsx", "src/App.tsx", "./src/App.tsx"),
            ("src/a/b/c.ts", "index.ts", "../../../index.ts"),
            ("src/a.ts", "", ".."),
        ] {
            assert_eq!(relative_path(importer, path), relative, "{path} from {importer}");
        }
    }

    #[test]
    fn a_new_specifier_keeps_the_manner_of_the_old_one() {
        let files = [
            "src/ui/Button.tsx",
            "src/ui/index.ts",
            "src/ui/button.css",
            "src/App.tsx",
            "public/img/logo.png",
            "src/img/photo.png",
        ];
        let exists = |path: &str| files.contains(&path);
        let aliases = Aliases::default();
        for (importer, old, old_target, target, new) in [
            ("src/App.tsx", "./Button", "src/Button.tsx", "src/ui/Button.tsx", Some("./ui/Button")),
            ("src/App.tsx", "./Button.tsx", "src/Button.tsx", "src/ui/Button.tsx", Some("./ui/Button.tsx")),
            ("src/App.tsx", "./Button.js", "src/Button.tsx", "src/ui/Button.tsx", Some("./ui/Button.js")),
            (
                "src/App.tsx",
                "@/parts/Button",
                "src/parts/Button.tsx",
                "src/ui/Button.tsx",
                Some("@/ui/Button"),
            ),
            ("src/App.tsx", "./parts", "src/parts/index.ts", "src/ui/index.ts", Some("./ui")),
            ("src/App.tsx", "@/parts", "src/parts/index.ts", "src/ui/index.ts", Some("@/ui")),
            (
                "src/App.tsx",
                "./a.css?inline",
                "src/a.css",
                "src/ui/button.css",
                Some("./ui/button.css?inline"),
            ),
            ("src/App.tsx", "/logo.png", "public/logo.png", "public/img/logo.png", Some("/img/logo.png")),
            ("src/App.tsx", "/src/a.css", "src/a.css", "src/ui/button.css", Some("/src/ui/button.css")),
            // An alias that does not reach the new place gives way to a relative path.
            ("src/App.tsx", "@/a.css", "src/a.css", "public/img/logo.png", Some("../public/img/logo.png")),
            // An ending that is not found by itself is said.
            ("src/App.tsx", "./photo", "src/photo.ts", "src/img/photo.png", Some("./img/photo.png")),
            ("src/App.tsx", "./gone", "src/gone.ts", "src/ui/gone.ts", None),
        ] {
            let found = rename_specifier(&aliases, importer, old, old_target, target, &exists);
            assert_eq!(found.as_deref(), new, "{old} in {importer}");
        }
    }

    #[test]
    fn aliases_of_the_configuration_are_kept() {
        let exists = |path: &str| path == "app/ui/Row.tsx";
        let aliases = Aliases::new(None, [("~/*".to_owned(), vec!["app/*".to_owned()])]);
        let found =
            rename_specifier(&aliases, "app/main.tsx", "~/Row", "app/Row.tsx", "app/ui/Row.tsx", &exists);
        assert_eq!(found.as_deref(), Some("~/ui/Row"));
        let based = Aliases::new(Some("./app"), []);
        let found = rename_specifier(&based, "app/main.tsx", "Row", "app/Row.tsx", "app/ui/Row.tsx", &exists);
        assert_eq!(found.as_deref(), Some("ui/Row"));
    }
}
