//! Builds the standard library from its source.

use std::path::{Path, PathBuf};

use super::{TARGET, files};
use crate::shell::{Failure, Root, Run};

/// Where a sysroot keeps the target's libraries.
pub fn folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

pub fn present(sysroot: &Path) -> bool {
    std::fs::read_dir(folder(sysroot)).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    })
}

/// Lends `source` to the compiler in `sysroot` while `work` runs: cargo looks for it nowhere else.
pub fn with_source(
    sysroot: &Path,
    source: &Path,
    work: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let link = sysroot.join("lib/rustlib/src/rust");
    if link.exists() {
        return work();
    }
    std::fs::create_dir_all(sysroot.join("lib/rustlib/src"))?;
    // A link whose target was removed is in the way and does not exist.
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(source, &link)?;
    let outcome = work();
    std::fs::remove_file(&link)?;
    outcome
}

/// Builds with `cargo`, a command for the compiler at hand, and puts the libraries into the sysroot `into`.
pub fn build(root: &Root, work: &Path, cargo: Run, into: &Path) -> Result<(), Failure> {
    let probe = work.join("probe");
    if probe.exists() {
        std::fs::remove_dir_all(&probe)?;
    }
    std::fs::create_dir_all(probe.join("src"))?;
    std::fs::write(
        probe.join("Cargo.toml"),
        "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    std::fs::write(probe.join("src/lib.rs"), "")?;
    cargo
        .args(["build", "--release", "-Z", "build-std=std,panic_abort,test", "--target", TARGET])
        .args(["--target-dir", "target"])
        .folder(&probe)
        // The standard library is built as the compiler's own build does; bitcode is what `lto` works on.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-C embed-bitcode=yes")
        .quiet()?;
    let folder = folder(into);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    for path in files(&probe.join("target").join(TARGET).join("release/deps"))? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".rlib") && !name.starts_with("libprobe") {
            std::fs::copy(&path, folder.join(name))?;
        }
    }
    // Cargo cannot see that the standard library is another one than before.
    let stale = root.path("target").join(TARGET);
    if stale.exists() {
        std::fs::remove_dir_all(stale)?;
    }
    Ok(())
}
