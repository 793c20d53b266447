//! JavaScript packages, exactly as the lock files say.

use std::path::PathBuf;

use crate::shell::{Failure, Root, when_changed};

/// `npm ci` in `folder`, when its lock file changed or its packages are gone.
pub fn install(root: &Root, folder: &str) -> Result<(), Failure> {
    let lock = root.path(folder).join("package-lock.json");
    let packages = root.path(folder).join("node_modules");
    when_changed(root, &format!("npm: {folder}"), &[lock], &[packages], || {
        root.command("npm").args(["ci", "--ignore-scripts"]).folder(root.path(folder)).quiet().map(drop)
    })
}

/// The launcher of TypeScript's compiler; `EASEL_TYPESCRIPT` takes it for the native program beside it.
pub fn typescript(root: &Root) -> PathBuf {
    root.path("frontend/node_modules/typescript/bin/tsc")
}

/// The registry that npm is configured with.
pub fn registry(root: &Root) -> Option<String> {
    let answer = root.command("npm").args(["config", "get", "registry"]).quiet().ok()?;
    Some(answer.trim().to_owned()).filter(|address| address.starts_with("http"))
}
