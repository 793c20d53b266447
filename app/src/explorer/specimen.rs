use leptos::prelude::*;

use super::picture::size;
use crate::state::words;

/// A font, at work.
#[component]
pub fn Specimen(path: String, address: String) -> impl IntoView {
    let name = words::file_name(&path).to_owned();
    let size = size(&address);
    // What was uploaded as a font is one of these addresses; nothing else goes into a style sheet.
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | ';' | ',' | ':' | '-' | '.');
    let face = address
        .starts_with("data:font/")
        .then(|| address.trim())
        .filter(|address| address.chars().all(plain))
        .map(|address| format!("@font-face {{ font-family: \"Specimen\"; src: url({address}) }}"));
    view! {
        <div class="specimen">
            <style inner_html=face.unwrap_or_default()></style>
            <p class="huge">"Aa Bb Cc 123"</p>
            <p class="large">"The quick brown fox jumps over the lazy dog"</p>
            <p>"ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 !?&@#%()[]{}"</p>
            <p class="muted facts">{name} " · " {size}</p>
        </div>
    }
    .into_any()
}
