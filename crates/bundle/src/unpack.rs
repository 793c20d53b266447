//! Archives of packages into `node_modules`: plain files inside their folder, and no more than fits.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use flate2::read::GzDecoder;
use tar::Archive;

use crate::job::{Fault, Placed};

const MAX_FILES: usize = 20_000;
/// Of all packages of a job together. A larger package is no library for a page.
const MAX_BYTES: u64 = 120_000_000;
/// Nothing a bundle is made of.
const UNUSED: [&str; 10] =
    [".map", ".d.ts", ".d.mts", ".d.cts", ".md", ".flow", ".tsbuildinfo", ".tgz", ".node", ".exe"];

/// Unpacks every package of `tree` below `folder`.
pub fn unpack(folder: &Path, tree: &[Placed]) -> Result<(), Fault> {
    let mut left = Left { files: MAX_FILES, bytes: MAX_BYTES };
    for placed in tree {
        let place = folder.join("node_modules").join(&placed.place);
        unpack_one(&placed.tarball, &place, &mut left).map_err(|error| {
            let name = placed.place.rsplit("node_modules/").next().unwrap_or(&placed.place);
            Fault::new(format!("The package \"{name}\" cannot be unpacked: {error}."))
        })?;
    }
    Ok(())
}

struct Left {
    files: usize,
    bytes: u64,
}

fn unpack_one(tarball: &Path, place: &Path, left: &mut Left) -> io::Result<()> {
    let mut archive = Archive::new(GzDecoder::new(File::open(tarball)?));
    for entry in archive.entries()? {
        let mut entry = entry?;
        // Links could lead out of the folder; registries do not accept them either.
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let Some(path) = inside(&entry.path()?) else {
            return Err(io::Error::other("it has a path that leads out of its folder"));
        };
        if UNUSED.iter().any(|ending| path.to_string_lossy().ends_with(ending)) {
            continue;
        }
        left.files = left.files.checked_sub(1).ok_or_else(|| io::Error::other("it has too many files"))?;
        let target = place.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        // What the header says of its size is not trusted.
        let copied = io::copy(&mut (&mut entry).take(left.bytes + 1), &mut File::create(&target)?)?;
        left.bytes = left
            .bytes
            .checked_sub(copied)
            .ok_or_else(|| io::Error::other(format!("it has more than {} MB", MAX_BYTES / 1_000_000)))?;
    }
    Ok(())
}

/// The path without its first folder, `package/` by custom; none if it leads elsewhere.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut parts = path.components().filter(|part| *part != Component::CurDir);
    let Some(Component::Normal(_)) = parts.next() else { return None };
    let rest: Option<PathBuf> =
        parts.map(|part| if let Component::Normal(name) = part { Some(name) } else { None }).collect();
    rest.filter(|rest| !rest.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn tarball(folder: &Path, files: &[(&str, &[u8])], link: Option<(&str, &str)>) -> PathBuf {
        let path = folder.join("package.tgz");
        let mut builder =
            tar::Builder::new(GzEncoder::new(File::create(&path).unwrap(), Compression::fast()));
        for (name, bytes) in files {
            let mut header = tar::Header::new_gnu();
            // Written by hand: the library refuses to make what it refuses to unpack.
            header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
            header.set_size(bytes.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            builder.append(&header, *bytes).unwrap();
        }
        if let Some((name, target)) = link {
            let mut header = tar::Header::new_gnu();
            header.set_entry_type(tar::EntryType::Symlink);
            header.set_size(0);
            header.set_cksum();
            builder.append_link(&mut header, name, target).unwrap();
        }
        builder.into_inner().unwrap().finish().unwrap().flush().unwrap();
        path
    }

    fn unpacked(
        files: &[(&str, &[u8])],
        link: Option<(&str, &str)>,
    ) -> (tempfile::TempDir, Result<(), Fault>) {
        let folder = tempfile::tempdir().unwrap();
        let tarball = tarball(folder.path(), files, link);
        let done = unpack(folder.path(), &[Placed { place: "p".into(), tarball }]);
        (folder, done)
    }

    #[test]
    fn files_land_in_their_folder() {
        let (folder, done) = unpacked(
            &[("package/package.json", b"{}"), ("./package/lib/a.js", b"a"), ("package/a.d.ts", b"x")],
            Some(("package/out.js", "/etc/passwd")),
        );
        done.unwrap();
        let place = folder.path().join("node_modules/p");
        assert_eq!(fs::read(place.join("lib/a.js")).unwrap(), b"a");
        assert!(place.join("package.json").is_file());
        assert!(!place.join("a.d.ts").exists() && fs::symlink_metadata(place.join("out.js")).is_err());
    }

    #[test]
    fn nothing_lands_outside() {
        for name in
            ["package/../../evil.js", "/package/../evil.js", "../evil.js", "package/a/../../../evil.js"]
        {
            let (folder, done) = unpacked(&[(name, b"x")], None);
            assert!(done.is_err(), "{name}");
            assert!(
                !folder.path().join("evil.js").exists()
                    && !folder.path().join("node_modules/evil.js").exists()
            );
        }
    }

    #[test]
    fn a_bomb_is_stopped() {
        let zeros = vec![0u8; MAX_BYTES as usize + 10];
        let (folder, done) = unpacked(&[("package/zeros.js", &zeros)], None);
        assert!(done.unwrap_err().message.contains("120 MB"));
        let kept = fs::metadata(folder.path().join("node_modules/p/zeros.js")).unwrap().len();
        assert!(kept <= MAX_BYTES + 1, "{kept}");
    }
}
