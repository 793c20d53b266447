use crate::shell::{Failure, Root, when_changed};

/// `npm ci` in `folder`, when its lock file changed or its packages are gone.
pub fn install(root: &Root, folder: &str) -> Result<(), Failure> {
    let lock = root.path(folder).join("package-lock.json");
    let salt = if root.path(folder).join("node_modules").is_dir() { "present" } else { "absent" };
    when_changed(root, &format!("npm-{folder}"), std::slice::from_ref(&lock), salt, || {
        root.command("npm").arg("ci").arg("--ignore-scripts").folder(root.path(folder)).quiet().map(drop)
    })?;
    // The stamp was taken before the packages were there: take it again, so that the next run is silent.
    if salt == "absent" {
        when_changed(root, &format!("npm-{folder}"), &[lock], "present", || Ok(()))?;
    }
    Ok(())
}
