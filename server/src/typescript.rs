//! What this program brings for checking types: the types of packages, embedded in it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use verify::{Limits, TypeScript, Verifier};

use crate::assets::{self, Manifest};

/// Where the compiler is; see `.env.example`.
pub const VARIABLE: &str = "EASEL_TYPESCRIPT";

/// The server's: types of packages are unpacked into its data folder at the first check.
pub fn verifier(setting: Option<String>, data_dir: PathBuf) -> Verifier {
    let path = std::env::var_os("PATH");
    Verifier::new(TypeScript::new(setting, path, move || unpacked(&data_dir), Limits::default()))
}

/// For a folder with `node_modules`, which has the types of just its packages. Otherwise Easel's own are unpacked
/// into the folder for what programs keep. `env` answers a variable's value.
pub fn verifier_of_folder(dir: &Path, env: impl Fn(&str) -> Option<OsString>) -> Verifier {
    let own = dir.join("node_modules");
    let kept = env("XDG_CACHE_HOME").map(PathBuf::from);
    let kept = kept.or_else(|| env("HOME").map(|home| Path::new(&home).join(".cache")));
    let types = move || {
        if own.join("@types/react").is_dir() {
            return Ok(own.clone());
        }
        let kept = kept.as_ref().ok_or("There is no folder for the types of packages: set HOME.")?;
        unpacked(&kept.join("easel"))
    };
    let setting = env(VARIABLE).and_then(|setting| setting.into_string().ok());
    let setting = setting.filter(|setting| !setting.trim().is_empty());
    Verifier::new(TypeScript::new(setting, env("PATH"), types, Limits::default()))
}

/// The folder `node_modules` with the types that are embedded here, made if missing.
fn unpacked(folder: &Path) -> Result<PathBuf, String> {
    let manifest = Manifest::embedded();
    let address = manifest.files.get("types.json").and_then(|address| address.as_str());
    let address = address.ok_or("This program was built without the types of packages.")?;
    // The name holds a hash of what is in it.
    let name = Path::new(address).file_stem().unwrap_or_default();
    let place = folder.join("types").join(name);
    let types = place.join("node_modules");
    if types.is_dir() {
        return Ok(types);
    }
    let failed = |error: std::io::Error| {
        format!("The types of packages cannot be written to {}: {error}.", place.display())
    };
    std::fs::create_dir_all(&place).map_err(failed)?;
    let archive = assets::read(address).map_err(failed)?;
    bundle::unpack_library(archive.as_slice(), &place).map_err(failed)?;
    Ok(types)
}
