//! Words on the page: the title, and any text that is shown.

/// Text as it may stand inside a JSX element.
pub(super) fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '{' => "&#123;".to_owned(),
            '}' => "&#125;".to_owned(),
            '&' => "&amp;".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// `source` with another text in its first heading, if it has one that is only text.
pub(super) fn with_title(source: &str, title: &str) -> Option<String> {
    let start = source.find("<h1>")? + "<h1>".len();
    let end = start + source[start..].find("</h1>")?;
    (!source[start..end].contains(['<', '{']))
        .then(|| format!("{}{}{}", &source[..start], escape(title), &source[end..]))
}

/// What a text stands in, which decides how it is written.
enum Place {
    Jsx,
    Quotes,
    Template,
}

/// Attributes whose value is shown or read to people.
const SHOWN: [&str; 6] = ["aria-label", "placeholder", "title", "alt", "label", "description"];
/// Keys of objects whose value is a name for the program.
const HIDDEN: [&str; 8] = ["id", "key", "type", "path", "className", "autoComplete", "section", "status"];

/// `source` with `to` wherever it shows `from`, or None if it does not. Names of the program are not touched.
pub(super) fn with_text(source: &str, from: &str, to: &str) -> Option<String> {
    let after: String = source.split_inclusive('\n').map(|line| line_with_text(line, from, to)).collect();
    (after != source).then_some(after)
}

fn line_with_text(line: &str, from: &str, to: &str) -> String {
    let (tagged, quoted) = (escape(from), from.replace('"', "\\\""));
    let mut out = String::with_capacity(line.len());
    let mut at = 0;
    while at < line.len() {
        let here = |written: &String| line[at..].starts_with(written.as_str());
        let found = match () {
            () if here(&tagged) && matches!(place_of(line, at, tagged.len()), Some(Place::Jsx)) => {
                Some((tagged.len(), escape(to)))
            }
            () if here(&quoted) => match place_of(line, at, quoted.len()) {
                Some(Place::Quotes) => Some((quoted.len(), super::list::in_string(to))),
                Some(Place::Template) => {
                    let to = to.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${");
                    Some((quoted.len(), to))
                }
                Some(Place::Jsx) | None => None,
            },
            () => None,
        };
        let length = line[at..].chars().next().map_or(1, char::len_utf8);
        match found {
            Some((length, text)) if length > 0 => {
                out.push_str(&text);
                at += length;
            }
            _ => {
                out.push_str(&line[at..at + length]);
                at += length;
            }
        }
    }
    out
}

fn place_of(line: &str, at: usize, length: usize) -> Option<Place> {
    let trimmed = line.trim();
    let code = ["import ", "//", "/*", "*", "export function", "function "];
    if code.iter().any(|start| trimmed.starts_with(start)) {
        return None;
    }
    let (before, after) = (&line[..at], &line[at + length..]);
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if joined(before.chars().next_back()) || joined(after.chars().next()) {
        return None;
    }
    let open = |mark: char| before.matches(mark).count() % 2 == 1;
    if open('`') {
        let inside = before.rfind("${").is_some_and(|hole| !before[hole..].contains('}'));
        return (!inside).then_some(Place::Template);
    }
    if open('"') {
        let lead = before[..before.rfind('"')?].trim_end();
        let name = |text: &str| {
            text.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default().to_owned()
        };
        let shown = match lead.chars().next_back() {
            Some('=') if lead.ends_with("==") => false,
            Some('=') => {
                SHOWN.contains(&name(&lead[..lead.len() - 1]).as_str())
                    || lead.starts_with("const ")
                    || lead.starts_with("export const ")
            }
            Some(':') => !HIDDEN.contains(&name(&lead[..lead.len() - 1]).as_str()),
            _ => true,
        };
        return shown.then_some(Place::Quotes);
    }
    // Between tags on one line, or a line of its own.
    let end = before.rfind(['>', '}']);
    let arrow = end.is_some_and(|end| before[..=end].ends_with("=>"));
    let opened = end.map_or("", |end| &before[end + 1..]);
    let closed = after.find(['<', '{']).map(|end| &after[..end]);
    let plain = |text: &str| !text.contains(['=', ';', '(', ')', '"', '{', '}', '<', '>']);
    let inside = before.contains('<') && !opened.is_empty() | before.ends_with(['>', '}']);
    let alone = plain(trimmed) && !trimmed.ends_with([',', ':']);
    (alone || inside && !arrow && plain(opened) && closed.is_some_and(plain)).then_some(Place::Jsx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_shown_changes() {
        let source = "import { Add } from \"./Add\";\nconst Add = \"Add\";\n  <button className=\"Add\" onClick={go}>Add</button>\n";
        assert_eq!(
            with_text(source, "Add", "Put <it>").as_deref(),
            Some(source.replace("= \"Add\"", "= \"Put <it>\"").replace(">Add<", ">Put &lt;it&gt;<").as_str())
        );
        let source = "  <button className=\"Add\" onClick={go}>Add</button>\n";
        assert_eq!(
            with_text(source, "Add", "Put <it>").as_deref(),
            Some(source.replace(">Add<", ">Put &lt;it&gt;<").as_str())
        );
        assert_eq!(with_text("          Reset\n", "Reset", "Back").as_deref(), Some("          Back\n"));
        assert_eq!(with_text("  const reset = () => setCount(0);\n", "reset", "x"), None);
        assert_eq!(with_text("  if (kind === \"Done\") return;\n", "Done", "x"), None);
        assert_eq!(with_text("{`${n} left`}", "left", "open").as_deref(), Some("{`${n} open`}"));
    }
}
