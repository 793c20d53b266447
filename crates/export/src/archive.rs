//! Files as a zip archive.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("the archive cannot be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("the archive cannot be written: {0}")]
    Io(#[from] std::io::Error),
}

/// All files below `folder`, in the order of their paths; the same files make the same bytes.
pub fn archive(folder: &str, files: &BTreeMap<String, String>) -> Result<Vec<u8>, ExportError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (path, text) in files {
        writer.start_file(format!("{folder}/{path}"), options)?;
        writer.write_all(&decode(path, text))?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The bytes of a file: pictures and fonts lie in the tree as `data:` addresses.
pub fn decode(path: &str, text: &str) -> Vec<u8> {
    const WRITTEN: [&str; 9] = [".ts", ".tsx", ".js", ".jsx", ".css", ".json", ".md", ".html", ".txt"];
    let written = WRITTEN.iter().any(|end| path.ends_with(end));
    let data = text.trim().strip_prefix("data:").filter(|_| !written);
    let encoded = data.and_then(|data| data.split_once(";base64,")).map(|(_, encoded)| encoded);
    encoded.and_then(|encoded| STANDARD.decode(encoded).ok()).unwrap_or_else(|| text.as_bytes().to_vec())
}

/// The other way round.
pub fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", STANDARD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn an_archive_holds_every_file() {
        let files = [
            ("src/App.tsx", "export {};"),
            ("public/a.png", "data:image/png;base64,AQID"),
            ("é.md", "data:x"),
        ];
        let files: BTreeMap<String, String> =
            files.map(|(path, text)| (path.to_owned(), text.to_owned())).into();
        let bytes = archive("my-app", &files).unwrap();
        assert_eq!(bytes, archive("my-app", &files).unwrap());
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        for (path, wanted) in
            [("src/App.tsx", &b"export {};"[..]), ("public/a.png", &[1, 2, 3]), ("é.md", b"data:x")]
        {
            let mut read = Vec::new();
            zip.by_name(&format!("my-app/{path}")).unwrap().read_to_end(&mut read).unwrap();
            assert_eq!(read, wanted, "{path}");
        }
    }
}
