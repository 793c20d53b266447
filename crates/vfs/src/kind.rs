//! What a file is by its name, and how files that are no text lie in the tree: as `data:` addresses.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Also SVG, which is both a text and a picture.
    Text,
    Picture,
    Font,
    Sound,
    Film,
    /// Bytes that only programs look at.
    Other,
}

/// Endings of files that are no text, what they are, and their media types.
const BYTES: [(&str, FileKind, &str); 20] = [
    ("png", FileKind::Picture, "image/png"),
    ("jpg", FileKind::Picture, "image/jpeg"),
    ("jpeg", FileKind::Picture, "image/jpeg"),
    ("gif", FileKind::Picture, "image/gif"),
    ("webp", FileKind::Picture, "image/webp"),
    ("avif", FileKind::Picture, "image/avif"),
    ("ico", FileKind::Picture, "image/x-icon"),
    ("bmp", FileKind::Picture, "image/bmp"),
    ("woff", FileKind::Font, "font/woff"),
    ("woff2", FileKind::Font, "font/woff2"),
    ("ttf", FileKind::Font, "font/ttf"),
    ("otf", FileKind::Font, "font/otf"),
    ("mp3", FileKind::Sound, "audio/mpeg"),
    ("ogg", FileKind::Sound, "audio/ogg"),
    ("wav", FileKind::Sound, "audio/wav"),
    ("mp4", FileKind::Film, "video/mp4"),
    ("webm", FileKind::Film, "video/webm"),
    ("pdf", FileKind::Other, "application/pdf"),
    ("glb", FileKind::Other, "model/gltf-binary"),
    ("wasm", FileKind::Other, "application/wasm"),
];

/// Endings of texts that belong into a project of the web.
const TEXTS: [&str; 68] = [
    "ts",
    "tsx",
    "js",
    "jsx",
    "mjs",
    "cjs",
    "mts",
    "cts",
    "json",
    "jsonc",
    "json5",
    "map",
    "css",
    "scss",
    "sass",
    "less",
    "styl",
    "html",
    "htm",
    "xml",
    "svg",
    "md",
    "mdx",
    "txt",
    "rst",
    "yml",
    "yaml",
    "toml",
    "ini",
    "conf",
    "cfg",
    "properties",
    "env",
    "csv",
    "tsv",
    "sql",
    "graphql",
    "gql",
    "prisma",
    "proto",
    "sh",
    "bash",
    "bat",
    "ps1",
    "py",
    "rb",
    "rs",
    "go",
    "java",
    "kt",
    "swift",
    "c",
    "h",
    "cpp",
    "hpp",
    "cs",
    "php",
    "vue",
    "svelte",
    "astro",
    "glsl",
    "vert",
    "frag",
    "wgsl",
    "webmanifest",
    "vtt",
    "log",
    "lock",
];

/// Without the dot; empty if the name has none, or begins with its only one.
fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => ending.to_ascii_lowercase(),
        Some(_) | None => String::new(),
    }
}

fn bytes(path: &str) -> Option<(FileKind, &'static str)> {
    let ending = ending(path);
    BYTES.iter().find(|(known, ..)| *known == ending).map(|(_, kind, media)| (*kind, *media))
}

pub fn file_kind(path: &str) -> FileKind {
    bytes(path).map_or(FileKind::Text, |(kind, _)| kind)
}

/// Of a file that is no text.
pub fn media_type(path: &str) -> Option<&'static str> {
    bytes(path).map(|(_, media)| media)
}

/// Something to look at, SVG among it.
pub fn is_picture(path: &str) -> bool {
    file_kind(path) == FileKind::Picture || ending(path) == "svg"
}

/// Whether a file of this name belongs into a project (VFS-10): a picture, a font and the like, or a text. Names without
/// an ending (`LICENSE`) and settings (`.env.local`) are texts.
pub fn may_upload(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = ending(path);
    name.starts_with('.') || ending.is_empty() || bytes(path).is_some() || TEXTS.contains(&ending.as_str())
}

/// Whether the file's text stands for bytes.
pub fn is_stored_as_bytes(path: &str, text: &str) -> bool {
    text.starts_with("data:") && (media_type(path).is_some() || is_picture(path))
}

/// How many bytes a `data:` address in base64 stands for; none if the text is something else.
pub fn stored_bytes(text: &str) -> Option<usize> {
    let (_, encoded) = text.trim_end().strip_prefix("data:")?.split_once(";base64,")?;
    let padding = encoded.bytes().rev().take_while(|byte| *byte == b'=').count();
    Some((encoded.len() / 4 * 3).saturating_sub(padding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_a_file_is() {
        for (path, kind, uploads) in [
            ("src/App.tsx", FileKind::Text, true),
            ("public/Logo.PNG", FileKind::Picture, true),
            ("src/icon.svg", FileKind::Text, true),
            ("fonts/Inter.woff2", FileKind::Font, true),
            ("LICENSE", FileKind::Text, true),
            (".gitignore", FileKind::Text, true),
            (".env.local", FileKind::Text, true),
            ("setup.exe", FileKind::Text, false),
            ("photos.zip", FileKind::Text, false),
            ("a.b/README", FileKind::Text, true),
        ] {
            assert_eq!((file_kind(path), may_upload(path)), (kind, uploads), "{path}");
        }
        assert!(is_picture("a.svg") && is_picture("a.webp") && !is_picture("a.woff"));
    }

    #[test]
    fn the_size_of_bytes_is_known_without_decoding() {
        for (text, size) in [
            ("data:image/png;base64,", Some(0)),
            ("data:image/png;base64,AQ==", Some(1)),
            ("data:image/png;base64,AQI=", Some(2)),
            ("data:image/png;base64,AQID", Some(3)),
            ("data:image/svg+xml,%3Csvg", None),
            ("hello", None),
        ] {
            assert_eq!(stored_bytes(text), size, "{text}");
        }
        assert!(is_stored_as_bytes("a.png", "data:image/png;base64,AQID"));
        assert!(!is_stored_as_bytes("a.md", "data:image/png;base64,AQID"));
        assert!(!is_stored_as_bytes("a.svg", "<svg/>"));
    }
}
