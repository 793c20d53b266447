//! A zip archive, read without trusting what it says about itself.

use std::io::{Cursor, Read};

use contract::MAX_IMPORT_BYTES;
use zip::ZipArchive;

use super::ImportError;
use super::tree::{Gathering, Intake, Outline};

/// An archive with `node_modules` has some ten thousand names; one with millions is made to keep a server busy.
const MOST_NAMES: usize = 60_000;
/// What every entry of the list at the end of an archive begins with.
const ENTRY: &[u8; 4] = b"PK\x01\x02";
/// The part of a Unix mode that says what kind of file it is, and the two kinds that are taken.
const KIND: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

pub(super) fn read(bytes: &[u8]) -> Result<Intake, ImportError> {
    if bytes.len() > MAX_IMPORT_BYTES {
        return Err(ImportError::TooLarge);
    }
    // The list is read into memory as a whole, so its length is looked at before.
    let names = bytes.windows(ENTRY.len()).filter(|window| window == ENTRY).count();
    if names > MOST_NAMES {
        return Err(ImportError::TooManyFiles(names));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::NotAnArchive)?;
    if archive.has_duplicate_names() {
        return Err(ImportError::Twice("A file".to_owned()));
    }
    let (numbers, names) = list(&archive)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let outline = Outline::new(&names)?;
    let mut files = Gathering::default();
    for (at, path) in &outline.taken {
        let damaged = || ImportError::Damaged(path.clone());
        let entry = archive.by_index_data(numbers[*at]).map_err(|_| damaged())?;
        if entry.encrypted() {
            return Err(ImportError::Encrypted(path.clone()));
        }
        let kind = entry.unix_mode().map_or(REGULAR, |mode| mode & KIND);
        if entry.is_symlink() || !matches!(kind, 0 | REGULAR) {
            return Err(ImportError::Link(path.clone()));
        }
        // What an entry says about its size is not believed: the reader stops one byte after the most it may have.
        let room = files.room(path) as u64;
        let mut content = Vec::new();
        let file = archive.by_index(numbers[*at]).map_err(|_| damaged())?;
        file.take(room + 1).read_to_end(&mut content).map_err(|_| damaged())?;
        files.add(path.clone(), content)?;
    }
    Ok(files.finish(outline))
}

/// The files of an archive: their numbers in it, and their names.
fn list(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(Vec<usize>, Vec<String>), ImportError> {
    let (mut numbers, mut names) = (Vec::new(), Vec::new());
    for number in 0..archive.len() {
        let entry = archive.by_index_data(number).map_err(|_| ImportError::NotAnArchive)?;
        if entry.is_dir() || entry.unix_mode().is_some_and(|mode| mode & KIND == FOLDER) {
            continue;
        }
        let name = std::str::from_utf8(entry.name_raw())
            .map_err(|_| ImportError::NameNotUtf8(String::from_utf8_lossy(entry.name_raw()).into_owned()))?;
        numbers.push(number);
        names.push(name.to_owned());
    }
    Ok((numbers, names))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Write;

    use contract::MAX_FILE_BYTES;
    use zip::write::SimpleFileOptions;
    use zip::{CompressionMethod, ZipWriter};

    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (path, bytes) in files {
            writer.start_file(*path, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// Every place of `from` holds `to` instead, which is as long: what no honest program writes.
    fn forged(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        let places: Vec<usize> =
            bytes.windows(from.len()).enumerate().filter(|(_, w)| *w == from).map(|(at, _)| at).collect();
        assert!(!places.is_empty());
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
        bytes
    }

    #[test]
    fn what_was_exported_comes_back() {
        let files = BTreeMap::from(
            [
                ("package.json", "{}"),
                ("src/App.tsx", "export {};\r\n"),
                ("public/a.png", "data:image/png;base64,AQID"),
                ("public/logo.svg", "<svg/>"),
                ("docs/é 日本.md", "x"),
            ]
            .map(|(path, text)| (path.to_owned(), text.to_owned())),
        );
        let intake = read(&export::archive("my-app", &files).unwrap()).unwrap();
        assert_eq!(intake, Intake { top: Some("my-app".into()), files, left_out: 0 });
    }

    #[test]
    fn packages_builds_and_litter_stay_behind() {
        let large = vec![0; 4 * MAX_FILE_BYTES];
        let archive = packed(&[
            ("shop-main/", b""),
            ("shop-main/package.json", b"{}"),
            ("shop-main/package-lock.json", b"{}"),
            ("shop-main/node_modules/esbuild/bin", &large),
            ("shop-main/dist/main.js", b"built"),
            ("shop-main/.git/objects/ab", b"\xff\x00"),
            ("shop-main/.env", b"SECRET=1"),
            ("__MACOSX/._shop-main", b"\x00"),
            (".DS_Store", b"\x00"),
        ]);
        let Intake { top, files, left_out } = read(&archive).unwrap();
        assert_eq!((top.as_deref(), left_out), (Some("shop-main"), 6));
        assert_eq!(files.keys().collect::<Vec<_>>(), ["package-lock.json", "package.json"]);
    }

    #[test]
    fn a_name_that_leads_out_is_refused() {
        let honest = packed(&[("package.json", b"{}"), ("xx/evil.ts", b"evil")]);
        for (name, problem) in [
            (b"../evil.ts", vfs::PathProblem::Outside),
            (b"/x/evil.ts", vfs::PathProblem::Absolute),
            (b"..\\evil.ts", vfs::PathProblem::Outside),
            (b"C:\\evil.ts", vfs::PathProblem::Absolute),
            (b"xx/evi\x07.ts", vfs::PathProblem::Characters),
        ] {
            let refused = read(&forged(honest.clone(), b"xx/evil.ts", name));
            let path = String::from_utf8(name.to_vec()).unwrap();
            assert_eq!(refused, Err(ImportError::Path { path, problem }));
        }
    }

    #[test]
    fn links_passwords_and_unreadable_names_are_refused() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("package.json", SimpleFileOptions::default()).unwrap();
        writer.add_symlink("src/passwd", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        let links = writer.finish().unwrap().into_inner();
        assert_eq!(read(&links), Err(ImportError::Link("src/passwd".into())));

        let honest = packed(&[("src/secret.ts", b"1")]);
        let unreadable = forged(honest.clone(), b"secret", b"s\xe9cr\xe9t");
        assert_eq!(read(&unreadable), Err(ImportError::NameNotUtf8("src/s\u{fffd}cr\u{fffd}t.ts".into())));
        // Bit 0 of the flags, in the file's own header and in the list.
        let mut locked = honest.clone();
        for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            let place = locked.windows(4).position(|window| window == mark).unwrap();
            locked[place + at] |= 1;
        }
        assert_eq!(read(&locked), Err(ImportError::Encrypted("src/secret.ts".into())));
    }

    #[test]
    fn a_bomb_does_not_go_off() {
        // A hundred megabytes of nothing in a hundred kilobytes.
        let zeros = vec![b' '; 100 * 1024 * 1024];
        let one = packed(&[("src/App.tsx", &zeros)]);
        assert!(one.len() < 1024 * 1024);
        assert!(matches!(read(&one), Err(ImportError::FileTooLarge { asset: false, .. })));
        let many: Vec<(String, &[u8])> =
            (0..60).map(|n| (format!("src/{n}.ts"), &zeros[..MAX_FILE_BYTES])).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
        assert_eq!(read(&packed(&many)), Err(ImportError::TooLarge));
        let small: Vec<String> = (0..1001).map(|n| format!("{n}.ts")).collect();
        let small: Vec<(&str, &[u8])> = small.iter().map(|path| (path.as_str(), &b"1"[..])).collect();
        assert_eq!(read(&packed(&small)), Err(ImportError::TooManyFiles(1001)));
        // A size that is a lie changes nothing: what is read counts.
        let size = (zeros.len() as u32).to_le_bytes();
        assert!(read(&forged(one, &size, &7u32.to_le_bytes())).is_err());
    }

    #[test]
    fn what_is_no_archive_or_no_source_is_refused() {
        for bytes in [&b""[..], b"PK", b"hello", b"\x1f\x8b\x08\x00", &[0; 4096]] {
            assert_eq!(read(bytes), Err(ImportError::NotAnArchive), "{bytes:?}");
        }
        assert_eq!(read(&packed(&[])), Err(ImportError::Empty));
        assert_eq!(read(&packed(&[("node_modules/a.js", b"1")])), Err(ImportError::Empty));
        assert_eq!(read(&packed(&[("run.exe", b"MZ\x90\x00")])), Err(ImportError::Kind("run.exe".into())));
        let mut torn = packed(&[("src/App.tsx", &b"export default 1;".repeat(50))]);
        // After the file's header, its name and what else the writer put there.
        let extra = usize::from(u16::from_le_bytes([torn[28], torn[29]]));
        torn[30 + "src/App.tsx".len() + extra + 3] ^= 0x55;
        assert_eq!(read(&torn), Err(ImportError::Damaged("src/App.tsx".into())));
    }

    /// Whatever bytes are sent, there is an answer.
    #[test]
    fn no_archive_is_a_panic() {
        let honest = packed(&[("package.json", b"{}"), ("src/App.tsx", &b"export default 1;".repeat(9))]);
        for at in 0..honest.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = honest.clone();
                bytes[at] ^= change;
                let _ = read(&bytes);
            }
            let _ = read(&honest[..at]);
        }
    }

    #[test]
    fn every_refusal_is_a_sentence_that_says_what_to_do() {
        use ImportError as E;
        let path = || "src/a.ts".to_owned();
        for error in [
            E::NotAnArchive,
            E::NotAFolder,
            E::Empty,
            E::TooLarge,
            E::TooManyFiles(1001),
            E::FileTooLarge { path: path(), bytes: 2, asset: true },
            E::Encrypted(path()),
            E::Damaged(path()),
            E::Link(path()),
            E::NameNotUtf8(path()),
            E::Twice(path()),
            E::Path { path: path(), problem: vfs::PathProblem::Outside },
            E::Kind(path()),
        ] {
            let message = error.problem().message;
            assert!(message.ends_with('.') && message.matches(['.', ';']).count() > 1, "{message}");
        }
    }
}
