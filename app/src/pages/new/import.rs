//! What a person brings along: looked at here, so that nobody waits for an upload that is refused, and sent.

use contract::{ImportedProject, MAX_FILES, MAX_IMPORT_BYTES, Problem};
use leptos_router::location::Url;

use crate::api;
use crate::browser::{self, LocalFile};
use crate::state::words;

pub struct Brought {
    label: String,
    kind: Kind,
}

enum Kind {
    Archive(LocalFile),
    Folder(Vec<(String, LocalFile)>),
    /// By its address; the server fetches it.
    Repository(String),
}

impl Brought {
    /// One archive, or the files of a folder; otherwise a sentence that says why not.
    pub fn new(mut files: Vec<(String, LocalFile)>) -> Result<Self, String> {
        if let [(path, _)] = files.as_slice()
            && path.to_ascii_lowercase().ends_with(".zip")
            && let Some((_, file)) = files.pop()
        {
            return Self::archive(file);
        }
        Self::folder(files)
    }

    pub fn repository(address: &str) -> Self {
        let address = address.trim().to_owned();
        Self { label: address.clone(), kind: Kind::Repository(address) }
    }

    fn archive(file: LocalFile) -> Result<Self, String> {
        let bytes = file.bytes();
        if bytes > MAX_IMPORT_BYTES as f64 {
            return Err(format!("{} is too large. {}", file.name(), too_large()));
        }
        Ok(Self { label: format!("{} · {}", file.name(), size(bytes)), kind: Kind::Archive(file) })
    }

    fn folder(files: Vec<(String, LocalFile)>) -> Result<Self, String> {
        let top = vfs::top_folder(files.iter().map(|(path, _)| path.as_str())).map(str::to_owned);
        let all = files.len();
        let files: Vec<(String, LocalFile)> = files
            .into_iter()
            .filter(|(path, _)| !vfs::is_left_out(vfs::below(top.as_deref(), path)))
            .collect();
        if files.is_empty() {
            return Err(
                "There is no source file in it. Choose the folder that holds package.json or src.".to_owned()
            );
        }
        if files.len() > MAX_FILES {
            return Err(format!(
                "There are {} files in it, without node_modules and build outputs; a project holds at most {}. Choose \
                 the folder of one project.",
                words::thousands(i64::try_from(files.len()).unwrap_or(i64::MAX)),
                words::thousands(i64::try_from(MAX_FILES).unwrap_or(i64::MAX)),
            ));
        }
        let bytes: f64 = files.iter().map(|(_, file)| file.bytes()).sum();
        if bytes > MAX_IMPORT_BYTES as f64 {
            return Err(format!("This folder holds {}. {}", size(bytes), too_large()));
        }
        let name = top.unwrap_or_else(|| "Files".to_owned());
        let left_out = match all - files.len() {
            0 => String::new(),
            count => format!(" · {} left out", words::count(count, "file")),
        };
        let label = format!("{name} · {} · {}{left_out}", words::count(files.len(), "file"), size(bytes));
        Ok(Self { label, kind: Kind::Folder(files) })
    }

    /// In words: "shop · 34 files · 210 KB".
    pub fn label(&self) -> String {
        self.label.clone()
    }

    /// Sends it, and hands it back, for it may have to be sent again.
    pub async fn send(self, name: &str) -> (Result<ImportedProject, String>, Self) {
        let escaped = Url::escape(name.trim());
        let answer = match &self.kind {
            Kind::Repository(address) => {
                let outcome = api::import_repository(address.clone(), name.trim().to_owned()).await;
                return (outcome.map_err(|error| error.0.message), self);
            }
            Kind::Archive(file) => {
                browser::send_archive(&format!("/api/projects/import/archive?name={escaped}"), file).await
            }
            Kind::Folder(files) => {
                browser::send_folder(&format!("/api/projects/import/folder?name={escaped}"), files).await
            }
        };
        (read(answer), self)
    }
}

fn too_large() -> String {
    format!(
        "An import takes {} MB at most. Leave large pictures and videos out and try again.",
        MAX_IMPORT_BYTES / 1024 / 1024
    )
}

/// `210 KB`, `1.2 MB`.
fn size(bytes: f64) -> String {
    let kilobytes = bytes / 1024.0;
    if kilobytes < 1000.0 {
        format!("{:.0} KB", kilobytes.ceil())
    } else {
        format!("{:.1} MB", kilobytes / 1024.0)
    }
}

/// What an import came to: the project, or a sentence.
fn read(answer: Option<(u16, String)>) -> Result<ImportedProject, String> {
    let Some((status, body)) = answer else {
        return Err(
            "The server does not answer, or a file changed since it was chosen. Choose it again and try once more."
                .to_owned(),
        );
    };
    if (200..300).contains(&status)
        && let Ok(imported) = serde_json::from_str(&body)
    {
        return Ok(imported);
    }
    let problem = serde_json::from_str::<Problem>(&body).map(|problem| problem.message);
    Err(problem.unwrap_or_else(|_| "The server could not take it. Try again; its log says more.".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_import_is_a_project_or_a_sentence() {
        let made = r#"{"project":"x","name":"shop","files":3,"left_out":0}"#;
        assert_eq!(read(Some((201, made.to_owned()))).unwrap().name, "shop");
        let problem = r#"{"code":"invalid","message":"This is no archive."}"#;
        assert_eq!(read(Some((422, problem.to_owned()))), Err("This is no archive.".to_owned()));
        for answer in [None, Some((500, "oops".to_owned())), Some((200, String::new()))] {
            let sentence = read(answer).unwrap_err();
            assert!(sentence.ends_with('.') && sentence.contains("ry "), "{sentence}");
        }
    }

    #[test]
    fn sizes_read_well() {
        assert_eq!([1.0, 215_000.0, 1_300_000.0].map(size), ["1 KB", "210 KB", "1.2 MB"]);
    }
}
