//! The browser half, carried inside the binary.
//!
//! `cargo xtask build` puts hashed files into `target/dist/assets` and their names into `manifest.json`.
//! Whatever compresses is embedded as Brotli only; the rare client without Brotli gets it unpacked.

use std::collections::BTreeMap;
use std::io::Read;

use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../target/dist/"]
#[allow_missing = true]
struct Dist;

/// Logical names to addresses, as written by the build.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Manifest {
    #[serde(default)]
    pub vendor: BTreeMap<String, String>,
    #[serde(flatten)]
    pub files: BTreeMap<String, serde_json::Value>,
}

impl Manifest {
    /// The embedded manifest; empty when the binary was built without the browser half.
    pub fn embedded() -> Self {
        Dist::get("manifest.json")
            .and_then(|file| serde_json::from_slice(&file.data).ok())
            .unwrap_or_default()
    }

    /// The text of an embedded file.
    pub fn text(&self, name: &str) -> std::io::Result<String> {
        let address = self.files.get(name).and_then(|address| address.as_str()).unwrap_or_default();
        String::from_utf8(read(address)?).map_err(std::io::Error::other)
    }

    /// All plain files, without the vendored packages.
    pub fn assets(&self) -> BTreeMap<String, String> {
        self.files
            .iter()
            .filter_map(|(name, address)| Some((name.clone(), address.as_str()?.to_owned())))
            .collect()
    }
}

/// The bytes of an embedded file, by its address.
pub fn read(address: &str) -> std::io::Result<Vec<u8>> {
    let name = address.trim_start_matches('/');
    if let Some(file) = Dist::get(&format!("{name}.br")) {
        return unpack(&file.data);
    }
    let file = Dist::get(name).ok_or_else(|| std::io::Error::other(format!("{name:?} is not embedded")))?;
    Ok(file.data.into_owned())
}

/// `GET /assets/{*path}`: public and immutable; the name holds the hash. Any origin may read them, because
/// the preview frame's origin is opaque.
pub async fn serve_asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    let name = format!("assets/{path}");
    let packed = Dist::get(&format!("{name}.br"));
    let accepts_brotli = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|list| list.split(',').any(|coding| coding.trim().split(';').next() == Some("br")));
    let (body, encoding) = match packed {
        Some(file) if accepts_brotli => (file.data, Some("br")),
        Some(file) => match unpack(&file.data) {
            Ok(bytes) => (bytes.into(), None),
            Err(error) => {
                tracing::error!(%error, %name, "an embedded file does not unpack");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        },
        None => match Dist::get(&name) {
            Some(file) => (file.data, None),
            None => return StatusCode::NOT_FOUND.into_response(),
        },
    };
    let mut response = axum::body::Bytes::from(body.into_owned()).into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(content_type(&path)));
    out.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    out.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, header::HeaderValue::from_static("*"));
    out.insert(header::VARY, header::HeaderValue::from_static("accept-encoding"));
    out.insert("cross-origin-resource-policy", header::HeaderValue::from_static("cross-origin"));
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, header::HeaderValue::from_static(encoding));
    }
    response
}

fn unpack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = Vec::new();
    brotli_decompressor::Decompressor::new(bytes, 64 * 1024).read_to_end(&mut out)?;
    Ok(out)
}

pub fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "txt" | "md" => "text/plain; charset=utf-8",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "html" => "text/html; charset=utf-8",
        _ => "application/octet-stream",
    }
}
