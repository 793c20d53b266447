//! Pictures of the project, shown here.

use leptos::prelude::*;

use crate::browser;
use crate::state::{WorkspaceState, words};

/// The address of a picture of the project that a page names.
pub fn picture(state: &WorkspaceState, page: &str, name: &str) -> Option<String> {
    let relative = name.starts_with(['.', '/']);
    let name = if relative { name.to_owned() } else { format!("./{name}") };
    let exists = |path: &str| state.files.contains_key(path);
    match vfs::resolve(&vfs::Aliases::default(), page, &name, &exists) {
        vfs::Resolution::Internal(path) if vfs::is_picture(&path) => address(&path, state.text(&path)?),
        vfs::Resolution::Internal(_) | vfs::Resolution::Package { .. } | vfs::Resolution::Missing { .. } => {
            None
        }
    }
}

/// What a picture is loaded from. It is loaded as a picture: nothing in it runs.
fn address(path: &str, text: &str) -> Option<String> {
    let text = text.trim();
    if text.starts_with("data:image/") {
        return Some(text.to_owned());
    }
    path.to_ascii_lowercase().ends_with(".svg").then(|| {
        let mut address = String::from("data:image/svg+xml,");
        for byte in text.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' | b'=' | b':' | b'/' | b'.' | b'-' => {
                    address.push(byte as char);
                }
                _ => address.push_str(&format!("%{byte:02X}")),
            }
        }
        address
    })
}

/// `12.3 KB`.
pub fn size(text: &str) -> String {
    let bytes = vfs::stored_bytes(text).unwrap_or(text.len());
    match bytes {
        0..1024 => words::count(bytes, "byte"),
        1024..1_048_576 => format!("{:.1} KB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

#[component]
pub fn PictureView(path: String, text: String) -> impl IntoView {
    // Empty until it is loaded, and where it cannot be.
    let pixels = RwSignal::new(None::<(u32, u32)>);
    let broken = RwSignal::new(false);
    let name = words::file_name(&path).to_owned();
    let ending = name.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
    let facts = format!("{} · {ending}", size(&text));
    let address = address(&path, &text).unwrap_or_default();
    view! {
        <figure class="picture-view">
            <div class="checkered">
                <img
                    src=address
                    alt=name
                    hidden=move || broken.get()
                    class:small=move || pixels.get().is_some_and(|(width, height)| width.max(height) <= 48)
                    on:load=move |event| pixels.set(browser::picture_size(&event))
                    on:error=move |_| broken.set(true)
                />
                <Show when=move || broken.get()>
                    <p class="empty">
                        "This picture cannot be shown: what is in the file is damaged, or not what its name says. Upload it again."
                    </p>
                </Show>
            </div>
            <figcaption>
                {move || {
                    pixels
                        .get()
                        // An SVG without a size of its own has none.
                        .filter(|(width, height)| *width > 0 && *height > 0)
                        .map(|(width, height)| format!("{width} × {height} pixels · "))
                }}
                {facts}
            </figcaption>
        </figure>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_of_the_bytes_and_pictures_have_addresses() {
        assert_eq!(size("data:image/png;base64,AQID"), "3 bytes");
        assert_eq!(size(&"x".repeat(2048)), "2.0 KB");
        assert_eq!(address("a.svg", "<svg/>").as_deref(), Some("data:image/svg+xml,%3Csvg/%3E"));
        assert_eq!(address("a.png", "data:text/html,x"), None);
    }
}
