//! Replies that break off anywhere in a file, in every form, and go on in every manner models have.

#![allow(clippy::panic, reason = "a test that finds something else has failed")]

use agent::{Found, Reader, Seam};
use edit::FileBlock;

const CODE: &str = "import { useState } from \"react\";\n\nexport default function App() {\n  const [count, setCount] = \
                    useState(0);\n  return (\n    <main>\n      <h1>Clicks</h1>\n      <button onClick={() => \
                    setCount(count + 1)}>{count}</button>\n    </main>\n  );\n}\n";

/// What comes before the file and after it.
const FORMS: [(&str, &str); 8] = [
    ("I will.\n<file path=\"src/App.tsx\" op=\"create\">\n<content>\n", "</content>\n</file>\nDone.\n"),
    ("I will.\n\n```tsx src/App.tsx\n", "```\nDone.\n"),
    ("I will.\n\n**src/App.tsx**\n\n```tsx\n", "```\n\nDone.\n"),
    ("```tsx\n// src/App.tsx\n", "```\n"),
    (
        "<boltArtifact id=\"a\" title=\"A\">\n<boltAction type=\"file\" filePath=\"src/App.tsx\">\n",
        "</boltAction>\n</boltArtifact>\n",
    ),
    ("<dyad-write path=\"src/App.tsx\" description=\"new\">\n", "</dyad-write>\nDone.\n"),
    ("<lov-code>\n<lov-write file_path=\"src/App.tsx\">\n", "</lov-write>\n</lov-code>\n"),
    ("````tsx title=\"src/App.tsx\"\n", "````\n"),
];

fn joined(so_far: &str, pieces: &[&str]) -> String {
    let mut seam = Seam::new(so_far);
    let mut out = so_far.to_owned();
    for piece in pieces {
        out.push_str(&seam.push(piece));
    }
    out.push_str(&seam.finish());
    out
}

/// However it is cut.
fn join(so_far: &str, rest: &str) -> String {
    let whole = joined(so_far, &[rest]);
    let characters: Vec<String> = rest.chars().map(String::from).collect();
    let single: Vec<&str> = characters.iter().map(String::as_str).collect();
    assert_eq!(joined(so_far, &single), whole, "{rest}");
    let pieces: Vec<String> = characters.chunks(7).map(<[String]>::concat).collect();
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    assert_eq!(joined(so_far, &pieces), whole, "{rest}");
    whole
}

fn blocks(reply: &str) -> Vec<FileBlock> {
    let mut reader = Reader::default();
    let mut found = reader.push(reply);
    found.extend(reader.finish());
    let files = found.into_iter().filter_map(|found| match found {
        Found::File { block, .. } => Some(block),
        Found::Plan(_) => None,
    });
    files.collect()
}

/// One whole file, equal to `CODE`.
fn holds(reply: &str, told: &str) {
    let blocks = blocks(reply);
    let [block] = blocks.as_slice() else { panic!("{told}: {} files in\n{reply}", blocks.len()) };
    assert_eq!(block.content.as_deref(), Some(CODE), "{told}\n{reply}");
    assert!(block.complete && block.head.path == "src/App.tsx", "{told}\n{reply}");
}

/// Each place within the file where the reply may break off: what came, what is left, the line it broke off in.
fn breaks(form: (&str, &str), mut check: impl FnMut(&str, &str, usize)) {
    let reply = format!("{}{CODE}{}", form.0, form.1);
    for at in 1..CODE.len() {
        let at = form.0.len() + at;
        let line = reply[..at].rfind('\n').map_or(0, |end| end + 1);
        check(&reply[..at], &reply[at..], line);
    }
}

#[test]
fn a_reply_that_goes_on_as_asked_is_joined_without_a_seam() {
    for form in FORMS {
        breaks(form, |so_far, rest, _| {
            assert_eq!(join(so_far, rest), format!("{so_far}{rest}"));
        });
    }
}

#[test]
fn last_lines_that_are_repeated_are_there_once() {
    for form in FORMS {
        breaks(form, |so_far, rest, line| {
            // The line that was begun and the one before it.
            let before = so_far[..line.saturating_sub(1)].rfind('\n').map_or(0, |end| end + 1);
            let repeated = &so_far[before..];
            if repeated.len() >= 12 {
                holds(&join(so_far, &format!("{repeated}{rest}")), repeated);
                let fenced = format!("Here is the rest:\n\n```tsx\n{repeated}{rest}");
                holds(&join(so_far, &fenced), &fenced);
            }
        });
    }
}

#[test]
fn a_line_that_was_begun_may_be_begun_again() {
    for form in FORMS {
        breaks(form, |so_far, rest, line| {
            let begun = &so_far[line..];
            if begun.chars().filter(|c| !c.is_whitespace()).count() > 2 {
                holds(&join(so_far, &format!("{begun}{rest}")), begun);
            }
        });
    }
}

#[test]
fn a_fence_that_is_opened_again_is_none_of_the_file() {
    for opening in [
        "```tsx\n",
        "Here is the rest:\n```tsx\n",
        "Continuing from where I left off...\n\n```tsx\n",
        "Sure! Here is the rest of the file:\n\n**src/App.tsx** (continued)\n\n```tsx\n",
        "```tsx src/App.tsx\n",
        "Here's the rest:\n\n",
        "Here is the rest:\n\n```\n",
    ] {
        for form in FORMS {
            breaks(form, |so_far, rest, _| {
                // Air after an announcement belongs to it.
                if !rest.starts_with('\n') {
                    holds(&join(so_far, &format!("{opening}{rest}")), opening);
                }
            });
        }
    }
}

#[test]
fn a_fence_opened_in_an_element_ends_it() {
    for form in FORMS.into_iter().filter(|(before, _)| before.contains("path=\"") && !before.contains("```"))
    {
        breaks(form, |so_far, rest, _| {
            let code = rest.strip_suffix(form.1).unwrap_or_default();
            if !rest.starts_with('\n') {
                let rest = format!("```tsx\n{code}```\n\nThat is all.\n");
                holds(&join(so_far, &rest), &rest);
            }
        });
    }
}

#[test]
fn a_file_that_is_begun_anew_is_there_once() {
    for form in FORMS {
        breaks(form, |so_far, _, line| {
            if line > form.0.len() {
                let anew = format!(
                    "{}{CODE}{}",
                    form.0.rsplit_once("\n\n").map_or(form.0, |(_, last)| last),
                    form.1
                );
                let reply = join(so_far, &anew);
                let last = blocks(&reply).pop();
                let content = last.and_then(|block| block.content).unwrap_or_default();
                assert_eq!(content, CODE, "{reply}");
            }
        });
    }
}

#[test]
fn the_opening_line_itself_may_be_the_last() {
    for (so_far, rest) in [
        ("**src/App.tsx**\n```tsx\n", "```tsx\n"),
        ("**src/App.tsx**\n```tsx\n", "Here is the rest:\n```tsx\n"),
        ("```tsx src/App.tsx\n", "```tsx src/App.tsx\n"),
        ("<file path=\"src/App.tsx\">\n<content>\n", "```tsx\n"),
    ] {
        let end = if so_far.starts_with('<') { "</content>\n</file>\n" } else { "```\n" };
        holds(&join(so_far, &format!("{rest}{CODE}{end}")), rest);
    }
}

#[test]
fn what_is_not_a_repetition_stays() {
    for (so_far, rest) in [
        ("```tsx src/App.tsx\nconst a = 1;\n", "```\nDone.\n"),
        ("```tsx src/App.tsx\nconst a = 1;\n", "```\n\n```css src/a.css\na {}\n```\n"),
        ("```tsx src/App.tsx\nconst a = 1;\n``", "`\nHere is the rest:\n"),
        ("```tsx src/App.tsx\nconst a = 1;\n```", "\n\nContinuing with the next:\n"),
        ("```md README.md\n# Use\n\n", "```sh\nnpm start\n```\n\nMore.\n```\n"),
        ("```tsx src/App.tsx\nconst a = [\n  0,\n", "  0,\n  1,\n];\n```\n"),
        ("I will do it.", " Here is the rest: it is easy."),
        ("<file path=\"a.md\">\n<content>\n# Use\n\n", "```\nnpm start\n```\n</content>\n</file>\n"),
        ("a b c >", ">"),
    ] {
        assert_eq!(join(so_far, rest), format!("{so_far}{rest}"));
    }
    assert_eq!(join("", "x"), "x");
}
