//! A picture for each kind of file, and the colour class that goes with it.

use icondata_core::Icon;
use icondata_lu::{
    LuAtom, LuBookOpen, LuBraces, LuDatabase, LuFile, LuFileAudio, LuFileCode, LuFileCog, LuFileImage,
    LuFileText, LuFileType, LuFileVideo, LuFlaskConical, LuFolder, LuFolderOpen, LuHash, LuLock, LuPackage,
};
use vfs::FileKind;

use crate::state::words;

pub fn folder_icon(open: bool) -> Icon {
    if open { LuFolderOpen } else { LuFolder }
}

/// The icon, and its tint as the style sheet calls it.
pub fn file_icon(path: &str) -> (Icon, &'static str) {
    let name = words::file_name(path).to_ascii_lowercase();
    if matches!(name.as_str(), "package.json" | "package-lock.json") {
        return (LuPackage, "warm");
    }
    if name.starts_with(".env") || name.ends_with(".lock") {
        return (LuLock, "quiet");
    }
    if name.contains(".test.") || name.contains(".spec.") {
        return (LuFlaskConical, "green");
    }
    if name.starts_with("tsconfig") || name.contains(".config.") || name.starts_with('.') {
        return (LuFileCog, "quiet");
    }
    match vfs::file_kind(path) {
        FileKind::Picture => return (LuFileImage, "violet"),
        FileKind::Font => return (LuFileType, "quiet"),
        FileKind::Sound => return (LuFileAudio, "violet"),
        FileKind::Film => return (LuFileVideo, "violet"),
        FileKind::Text | FileKind::Other => {}
    }
    match name.rsplit('.').next().unwrap_or_default() {
        "tsx" | "jsx" => (LuAtom, "blue"),
        "ts" | "mts" | "cts" | "js" | "mjs" | "cjs" => (LuFileCode, "blue"),
        "html" | "vue" | "svelte" | "astro" => (LuFileCode, "warm"),
        "css" | "scss" | "sass" | "less" => (LuHash, "pink"),
        "json" | "jsonc" | "json5" | "yml" | "yaml" | "toml" => (LuBraces, "warm"),
        "svg" => (LuFileImage, "violet"),
        "md" | "mdx" => (LuBookOpen, "green"),
        "txt" | "log" | "csv" => (LuFileText, "quiet"),
        "sql" | "prisma" | "graphql" => (LuDatabase, "green"),
        _ => (LuFile, "quiet"),
    }
}

#[cfg(test)]
mod tests {
    use super::{file_icon, folder_icon};

    #[test]
    fn kinds_are_told_apart() {
        let look = |path: &str| {
            let (icon, tint) = file_icon(path);
            (icon.data, tint)
        };
        let paths = [
            "a.tsx",
            "a.ts",
            "a.css",
            "a.json",
            "a.md",
            "a.png",
            "a.woff2",
            "package.json",
            "a.test.ts",
            ".env",
        ];
        let looks: std::collections::BTreeSet<_> = paths.iter().map(|path| look(path)).collect();
        assert_eq!(looks.len(), paths.len());
        assert_ne!(folder_icon(true).data, folder_icon(false).data);
    }
}
