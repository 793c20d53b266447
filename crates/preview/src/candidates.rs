//! What may be a class name of Tailwind in a source: every run of characters between spaces, quotes and brackets.
//!
//! Tailwind itself knows which of them it can make something of, so this may find too many, never too few. Square and
//! round brackets belong to a candidate when they open inside it: `bg-[url('/x.png')]`, `w-(--size)`.

use std::collections::HashSet;

/// Candidates of one source are added to `found`.
pub fn collect<'s>(source: &'s str, found: &mut HashSet<&'s str>) {
    let bytes = source.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !may_start(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        let mut open: Vec<u8> = Vec::new();
        while at < bytes.len() {
            let byte = bytes[at];
            match byte {
                b'[' => open.push(b']'),
                b'(' if at > start && matches!(bytes[at - 1], b'-' | b':')
                    || !open.is_empty() && byte == b'(' =>
                {
                    open.push(b')');
                }
                _ if open.last() == Some(&byte) => {
                    open.pop();
                }
                _ if byte.is_ascii_whitespace() => break,
                _ if open.is_empty() && ends(byte) => break,
                _ => {}
            }
            at += 1;
        }
        add(&source[start..at], found);
        if !open.is_empty() || bytes[start] == b'[' {
            // The bracket may be the language's: its inside is looked at by itself.
            let inside = source[start..at].find(['[', '(']).map_or(at, |bracket| start + bracket + 1);
            at = inside.max(start + 1);
        }
    }
}

fn add<'s>(text: &'s str, found: &mut HashSet<&'s str>) {
    // Punctuation of the language around it: `active:`, `foo.`.
    let text = text.trim_end_matches([':', '.', '?', ',']);
    if text.len() > 1 && text.len() < 200 && text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        found.insert(text);
    }
    // `condition?p-2:p-4` without spaces, `foo.bar-baz`, and Pug-like chains are rare, but cost nothing.
    if text.contains('.') && !text.contains('[') {
        found.extend(text.split('.').filter(|part| part.len() > 1));
    }
}

fn may_start(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'!' | b'@' | b'*' | b'[' | b'_')
}

fn ends(byte: u8) -> bool {
    matches!(
        byte,
        b'"' | b'\''
            | b'`'
            | b'<'
            | b'>'
            | b'{'
            | b'}'
            | b'('
            | b')'
            | b']'
            | b';'
            | b','
            | b'='
            | b'$'
            | b'\\'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_among_the_candidates() {
        let source = r#"
            <div className="flex hover:bg-sky-500/50 -mt-2 !p-4 w-1/2 @md:grid p-1.5">
            <p className={clsx('text-[14px]', on && `bg-[url('/a.png')]`, ["grid-cols-[1fr_auto]"])}
              class={`x ${open ? "data-[state=open]:rotate-180" : 'w-(--size)'} [&>p]:mt-4 before:content-['a'] z-10`}>
            const styles = { base: "rounded-lg", "group-hover:underline": true, plain: ['px-2',"py-1"] };
        "#;
        let mut found = HashSet::new();
        collect(source, &mut found);
        for wanted in [
            "flex",
            "hover:bg-sky-500/50",
            "-mt-2",
            "!p-4",
            "w-1/2",
            "@md:grid",
            "p-1.5",
            "text-[14px]",
            "bg-[url('/a.png')]",
            "grid-cols-[1fr_auto]",
            "data-[state=open]:rotate-180",
            "w-(--size)",
            "[&>p]:mt-4",
            "before:content-['a']",
            "z-10",
            "rounded-lg",
            "group-hover:underline",
            "px-2",
            "py-1",
        ] {
            assert!(found.contains(wanted), "{wanted} is not in {found:?}");
        }
    }

    #[test]
    fn any_text_is_taken() {
        for source in ["", "[", "é[ü", "a-[", "-(", "[[[(((", "\u{1F600}p-[\u{1F600}"] {
            collect(source, &mut HashSet::new());
        }
    }
}
