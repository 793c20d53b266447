//! A project as an archive that runs without Easel.

use std::collections::BTreeMap;

use contract::{ProjectId, UserId};

use crate::{BackendError, Context};

/// A zip archive and what to call it.
pub struct ExportedProject {
    /// Letters, digits and hyphens; also the folder inside the archive.
    pub name: String,
    pub zip: Vec<u8>,
}

impl Context {
    /// The project with everything that `npm install && npm run dev` needs.
    pub async fn export_project(
        &self,
        user: &UserId,
        project: &ProjectId,
    ) -> Result<ExportedProject, BackendError> {
        let row = self.owned(user, project).await?;
        let stored = self.0.store.list_files_at(project, row.last_seq).await?;
        let files: BTreeMap<String, String> =
            stored.into_iter().map(|file| file.view()).map(|file| (file.path, file.content)).collect();
        let title = row.view().name;
        // Compiling and packing a large project takes a while; other requests go on.
        let pack = move || {
            let packages = preview::packages(&files);
            let complete = export::vite_project(&title, &files, &packages)?;
            let name = crate::project::slug(&title);
            let zip = export::archive(&name, &complete)?;
            Ok(ExportedProject { name, zip })
        };
        tokio::task::spawn_blocking(pack).await?
    }
}

/// The project's `package.json` with the versions of what its modules import, where it lacks some that Easel brings.
pub(crate) fn completed_manifest(files: &BTreeMap<String, String>) -> Option<String> {
    let manifest = files.get("package.json")?;
    let packages = preview::packages(files);
    let known =
        packages.iter().filter_map(|name| Some(("dependencies", name.as_str(), export::version_of(name)?)));
    // A manifest that cannot be read is the person's to mend; it is never written over.
    export::record(manifest, &known.collect::<Vec<_>>()).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imported_packages_are_recorded_once() {
        let mut files = BTreeMap::from(
            [
                ("package.json", "{}"),
                ("src/App.tsx", "import 'zod'; import 'zustand/middleware'; import 'left-pad';"),
            ]
            .map(|(path, text)| (path.to_owned(), text.to_owned())),
        );
        let text = completed_manifest(&files).unwrap();
        assert!(
            text.contains("\"zod\"") && text.contains("\"zustand\"") && !text.contains("left-pad"),
            "{text}"
        );
        files.insert("package.json".to_owned(), text);
        assert_eq!(completed_manifest(&files), None);
        files.insert("package.json".to_owned(), "{ broken".to_owned());
        assert_eq!(completed_manifest(&files), None);
    }
}
