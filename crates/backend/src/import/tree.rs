//! From names and bytes to a project's files, or to the reason why not.

use std::collections::{BTreeMap, BTreeSet};

use contract::{MAX_FILE_BYTES, MAX_FILES, MAX_IMPORT_ASSET_BYTES, MAX_IMPORT_BYTES};

use super::ImportError;

/// A project as it was brought along.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Intake {
    /// The folder around it.
    pub top: Option<String>,
    pub files: BTreeMap<String, String>,
    pub left_out: u32,
}

/// Which of the names are taken, and as what: decided before a byte is unpacked.
#[derive(Debug)]
pub(super) struct Outline {
    pub top: Option<String>,
    /// The name's number, and its path in the project.
    pub taken: Vec<(usize, String)>,
    pub left_out: u32,
}

impl Outline {
    /// `names` are files only, as they were given.
    pub(super) fn new(names: &[&str]) -> Result<Self, ImportError> {
        let top = vfs::top_folder(names.iter().copied());
        let (mut taken, mut seen, mut left_out) = (Vec::new(), BTreeSet::new(), 0);
        for (number, name) in names.iter().enumerate() {
            let path = vfs::below(top, name);
            if vfs::is_left_out(path) && !leads_out(path) {
                left_out += 1;
                continue;
            }
            let path = vfs::normalize_path(path)
                .map_err(|problem| ImportError::Path { path: (*name).to_owned(), problem })?;
            // On a person's disk a.ts and A.ts may be one file.
            if !seen.insert(path.to_lowercase()) {
                return Err(ImportError::Twice(path));
            }
            taken.push((number, path));
        }
        match taken.len() {
            0 => Err(ImportError::Empty),
            count if count > MAX_FILES => Err(ImportError::TooManyFiles(count)),
            _ => Ok(Self { top: top.map(str::to_owned), taken, left_out }),
        }
    }
}

/// A name that is made to leave the folder is never just left out.
fn leads_out(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part == "..") || path.starts_with(['/', '\\'])
}

/// Takes files one by one and counts what they hold.
#[derive(Default)]
pub(super) struct Gathering {
    files: BTreeMap<String, String>,
    bytes: usize,
}

impl Gathering {
    /// Bytes that the next file may have: one more than that is too many.
    pub(super) fn room(&self, path: &str) -> usize {
        most(path).min(MAX_IMPORT_BYTES - self.bytes)
    }

    pub(super) fn add(&mut self, path: String, bytes: Vec<u8>) -> Result<(), ImportError> {
        if bytes.len() > most(&path) {
            let asset = is_asset(&path);
            return Err(ImportError::FileTooLarge { path, bytes: bytes.len() as u64, asset });
        }
        if bytes.len() > MAX_IMPORT_BYTES - self.bytes {
            return Err(ImportError::TooLarge);
        }
        self.bytes += bytes.len();
        let text = if is_asset(&path) {
            export::data_address(media_type(&path), &bytes)
        } else {
            match String::from_utf8(bytes) {
                Ok(text) if !text.contains('\0') => text,
                Ok(_) | Err(_) => return Err(ImportError::Kind(path)),
            }
        };
        self.files.insert(path, text);
        Ok(())
    }

    pub(super) fn finish(self, outline: Outline) -> Intake {
        Intake { top: outline.top, files: self.files, left_out: outline.left_out }
    }
}

/// Kept as a `data:` address. A drawing in SVG is text.
fn is_asset(path: &str) -> bool {
    preview::is_asset(path) && !path.to_ascii_lowercase().ends_with(".svg")
}

fn most(path: &str) -> usize {
    if is_asset(path) { MAX_IMPORT_ASSET_BYTES } else { MAX_FILE_BYTES }
}

fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "bmp" => "image/bmp",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "pdf" => "application/pdf",
        "glb" => "model/gltf-binary",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}
