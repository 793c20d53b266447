//! Debian's packages, by name.

use crate::shell::{Failure, Root, Run, fail, step};

/// Installs `packages` unless `present` already says yes.
pub fn ensure(root: &Root, what: &str, packages: &[&str], present: impl Fn() -> bool) -> Result<(), Failure> {
    if present() {
        return Ok(());
    }
    let advice = format!("{what} is missing: install {} and run this again.", packages.join(", "));
    if root.command("apt-get").arg("--version").quiet().is_err() {
        return fail(advice);
    }
    step(&format!("apt: {}", packages.join(" ")), || {
        as_root(root, &["apt-get", "update"]).quiet()?;
        let mut install = vec![
            "env",
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "--yes",
            "--no-install-recommends",
        ];
        install.extend(packages);
        as_root(root, &install).quiet()
    })
    .map_err(|Failure(cause)| Failure(format!("{advice}\n{cause}")))?;
    if present() { Ok(()) } else { fail(advice) }
}

fn as_root(root: &Root, words: &[&str]) -> Run {
    let is_root = root.command("id").arg("-u").quiet().is_ok_and(|id| id.trim() == "0");
    if is_root || root.command("sudo").arg("--version").quiet().is_err() {
        root.command(words[0]).args(&words[1..])
    } else {
        // -n: never wait for a password.
        root.command("sudo").arg("-n").args(words)
    }
}
