//! A folder as a browser sends it: one line that lists the files, then their bytes one after the other.

use contract::{ImportEntry, MAX_IMPORT_BYTES};

use super::ImportError;
use super::tree::{Gathering, Intake, Outline};

pub(super) fn read(bytes: &[u8]) -> Result<Intake, ImportError> {
    if bytes.len() > MAX_IMPORT_BYTES {
        return Err(ImportError::TooLarge);
    }
    let end = bytes.iter().position(|byte| *byte == b'\n').ok_or(ImportError::NotAFolder)?;
    let (list, rest) = (&bytes[..end], &bytes[end + 1..]);
    let entries: Vec<ImportEntry> = serde_json::from_slice(list).map_err(|_| ImportError::NotAFolder)?;
    let mut parts = Vec::with_capacity(entries.len());
    let mut left = rest;
    for entry in &entries {
        let length = usize::try_from(entry.bytes).map_err(|_| ImportError::NotAFolder)?;
        let (part, after) = left.split_at_checked(length).ok_or(ImportError::NotAFolder)?;
        parts.push(part);
        left = after;
    }
    if !left.is_empty() {
        return Err(ImportError::NotAFolder);
    }
    let names: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
    let outline = Outline::new(&names)?;
    let mut files = Gathering::default();
    for (number, path) in &outline.taken {
        files.add(path.clone(), parts[*number].to_vec())?;
    }
    Ok(files.finish(outline))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(files: &[(&str, &[u8])]) -> Vec<u8> {
        let entries: Vec<ImportEntry> = files
            .iter()
            .map(|(path, bytes)| ImportEntry { path: (*path).to_owned(), bytes: bytes.len() as u64 })
            .collect();
        let mut body = serde_json::to_vec(&entries).unwrap();
        body.push(b'\n');
        for (_, bytes) in files {
            body.extend_from_slice(bytes);
        }
        body
    }

    #[test]
    fn a_folder_arrives_as_it_was() {
        let body = sent(&[
            ("shop/package.json", b"{}"),
            ("shop/src/App.tsx", "export default () => <p>é\n</p>;".as_bytes()),
            ("shop/node_modules/a/index.js", b"no"),
            ("shop/public/a.png", b"\x89PNG\n"),
            ("shop/empty.ts", b""),
        ]);
        let Intake { top, files, left_out } = read(&body).unwrap();
        assert_eq!((top.as_deref(), left_out), (Some("shop"), 1));
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            ["empty.ts", "package.json", "public/a.png", "src/App.tsx"]
        );
        assert_eq!(files["src/App.tsx"], "export default () => <p>é\n</p>;");
        assert_eq!(files["public/a.png"], "data:image/png;base64,iVBORwo=");
    }

    #[test]
    fn what_is_broken_or_harmful_is_refused() {
        use ImportError as E;
        for body in [&b""[..], b"[]", b"{}\n", b"[{\"path\":\"a\",\"bytes\":9}]\nshort", b"[]\nmore"] {
            assert_eq!(read(body), Err(E::NotAFolder), "{body:?}");
        }
        assert_eq!(read(&sent(&[("a/node_modules/x.js", b"1")])), Err(E::Empty));
        for path in ["../a.ts", "/a.ts", "src/../../a.ts", "C:\\a.ts", "node_modules/../../a.ts"] {
            let refused = read(&sent(&[("package.json", b"{}"), (path, b"")]));
            assert!(matches!(refused, Err(E::Path { .. })), "{path}: {refused:?}");
        }
        assert_eq!(read(&sent(&[("a.ts", b""), ("A.ts", b"")])), Err(E::Twice("A.ts".into())));
        assert_eq!(read(&sent(&[("a.bin", b"\xff\xfe")])), Err(E::Kind("a.bin".into())));
        assert_eq!(read(&sent(&[("a.ts", b"a\0b")])), Err(E::Kind("a.ts".into())));
        let large = vec![b'x'; contract::MAX_FILE_BYTES + 1];
        assert!(matches!(read(&sent(&[("a.ts", &large)])), Err(E::FileTooLarge { asset: false, .. })));
        assert!(read(&sent(&[("a.png", &large)])).is_ok());
    }
}
