//! Folders and archives that a person chose or dropped, and their way to the server.
//!
//! No byte of them passes through this program: the browser puts list and files together and sends them itself.

use contract::ImportEntry;
use js_sys::{Array, Promise, Reflect};
use leptos::ev::{DragEvent, Event};
use leptos::prelude::window;
use leptos::web_sys::{
    self, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::images::LocalFile;

/// More than this is no project: looking further would only keep the page busy.
const MOST_ENTRIES: usize = 20_000;

/// The files of a folder that was chosen in a file input, each with its path from that folder on. The input is
/// emptied: the same folder may be chosen again.
pub fn chosen_folder(event: &Event) -> Vec<(String, LocalFile)> {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let Some(files) = input.files() else { return Vec::new() };
    let found = (0..files.length()).filter_map(|i| files.get(i)).map(|file| {
        let path = Reflect::get(&file, &JsValue::from_str("webkitRelativePath")).ok();
        let path = path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
        (path.unwrap_or_else(|| file.name()), LocalFile(file))
    });
    let found = found.collect();
    input.set_value("");
    found
}

/// What was dropped. It has to be taken hold of before the event is over, and can be read after.
pub struct Dropped(Vec<FileSystemEntry>);

pub fn dropped(event: &DragEvent) -> Dropped {
    let Some(data) = event.data_transfer() else { return Dropped(Vec::new()) };
    let items = data.items();
    let entries = (0..items.length()).filter_map(|i| items.get(i)?.webkit_get_as_entry().ok()?);
    Dropped(entries.collect())
}

impl Dropped {
    /// All files in it, each with its path; folders that an import leaves out are not opened.
    pub async fn read(self) -> Vec<(String, LocalFile)> {
        let mut open: Vec<(String, FileSystemEntry)> =
            self.0.into_iter().map(|entry| (entry.name(), entry)).collect();
        let mut found = Vec::new();
        while let Some((path, entry)) = open.pop() {
            if found.len() > MOST_ENTRIES {
                break;
            }
            if entry.is_file() {
                if let Some(file) = file_of(entry.unchecked_ref()).await {
                    found.push((path, LocalFile(file)));
                }
            } else if !is_left_out(&path) {
                let reader = entry.unchecked_ref::<FileSystemDirectoryEntry>().create_reader();
                // A browser hands out a hundred or so at a time.
                loop {
                    let batch = batch_of(&reader).await;
                    if batch.is_empty() {
                        break;
                    }
                    open.extend(batch.into_iter().map(|entry| (format!("{path}/{}", entry.name()), entry)));
                }
            }
        }
        found
    }
}

/// Whether nothing in a folder would be taken. The first part of its path is the folder around all.
fn is_left_out(path: &str) -> bool {
    path.split_once('/').is_some_and(|(_, inner)| vfs::is_left_out(&format!("{inner}/file.ts")))
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<web_sys::File> {
    let promise =
        Promise::new(&mut |resolve, reject| entry.file_with_callback_and_callback(&resolve, &reject));
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

async fn batch_of(reader: &FileSystemDirectoryReader) -> Vec<FileSystemEntry> {
    let promise = Promise::new(&mut |resolve, reject| {
        let _ = reader.read_entries_with_callback_and_callback(&resolve, &reject);
    });
    let Ok(entries) = JsFuture::from(promise).await else { return Vec::new() };
    Array::from(&entries).iter().filter_map(|entry| entry.dyn_into().ok()).collect()
}

/// Posts an archive as it is. Answers status and body; none without an answer.
pub async fn send_archive(path: &str, file: &LocalFile) -> Option<(u16, String)> {
    send(path, &file.0).await
}

/// Posts a list of files in one line of JSON, and their bytes after it.
pub async fn send_folder(path: &str, files: &[(String, LocalFile)]) -> Option<(u16, String)> {
    let entries: Vec<ImportEntry> = files
        .iter()
        // A file's size is a whole number that an f64 holds exactly.
        .map(|(path, file)| ImportEntry { path: path.clone(), bytes: file.bytes() as u64 })
        .collect();
    let mut list = serde_json::to_string(&entries).ok()?;
    list.push('\n');
    let parts = Array::of1(&JsValue::from_str(&list));
    for (_, file) in files {
        parts.push(&file.0);
    }
    let blob = web_sys::Blob::new_with_blob_sequence(&parts).ok()?;
    send(path, &blob).await
}

async fn send(path: &str, body: &JsValue) -> Option<(u16, String)> {
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(body);
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    let body = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some((answer.status(), body.as_string().unwrap_or_default()))
}
