//! What a reader without JavaScript goes by.

use std::fmt::Write;

/// The files as links, in HTML: what is inside of `noscript` is text to a browser that runs scripts, so it cannot be made
/// of elements that are taken over.
pub fn file_list(paths: Vec<String>, current: Option<&str>) -> String {
    let items: String = paths
        .iter()
        .map(|path| {
            let here = if current == Some(path.as_str()) { " aria-current=\"page\"" } else { "" };
            format!("<li><a href=\"?file={}\"{here}>{}</a></li>", in_address(path), in_text(path))
        })
        .collect();
    format!("<nav class=\"plain-files\" aria-label=\"Files\"><ul>{items}</ul></nav>")
}

fn in_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn in_address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(byte.into());
            }
            _ => {
                // Writing to a text cannot fail.
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use super::file_list;

    #[test]
    fn a_name_stays_a_name() {
        let paths = vec!["src/App.tsx".to_owned(), "a&b\"<script>.md".to_owned(), "ä b?.md".to_owned()];
        assert_eq!(
            file_list(paths, Some("src/App.tsx")),
            "<nav class=\"plain-files\" aria-label=\"Files\"><ul>\
             <li><a href=\"?file=src/App.tsx\" aria-current=\"page\">src/App.tsx</a></li>\
             <li><a href=\"?file=a%26b%22%3Cscript%3E.md\">a&amp;b&quot;&lt;script&gt;.md</a></li>\
             <li><a href=\"?file=%C3%A4%20b%3F.md\">ä b?.md</a></li></ul></nav>"
        );
    }
}
