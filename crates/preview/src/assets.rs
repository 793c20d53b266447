//! Pictures, fonts and sounds: in the tree they are text too, either their own (SVG) or a `data:` address.

use crate::script::svg_address;

/// Endings of files that an import gets the address of.
const ADDRESSED: [&str; 21] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "svg", "woff", "woff2", "ttf", "otf", "mp3",
    "ogg", "wav", "mp4", "webm", "pdf", "glb", "wasm",
];

pub fn is_asset(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ADDRESSED.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// What a frame without any server can load the file from. None for a file that is code or prose.
pub fn address(path: &str, source: &str) -> Option<String> {
    if !is_asset(path) {
        return None;
    }
    let text = source.trim();
    if text.starts_with("data:") {
        return Some(text.to_owned());
    }
    path.to_ascii_lowercase().ends_with(".svg").then(|| svg_address(text))
}
