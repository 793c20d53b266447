//! What holds for every reply and every file.

use contract::{FileStatus, HunkStatus};
use edit::ParseEvent;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::reply::{apply, parse, tree};

/// Pieces that replies are made of, whole and broken.
fn reply() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<file path=\"src/a.ts\">".to_owned()),
        Just("<file path='b.md' op=\"write\">".to_owned()),
        Just("< file path=src/a.ts\nop=create >".to_owned()),
        Just("<file path=\"c.ts\" end=\"X1\">".to_owned()),
        Just("</file>".to_owned()),
        Just("<diff>".to_owned()),
        Just("</diff>".to_owned()),
        Just("</ diff >".to_owned()),
        Just("<content>".to_owned()),
        Just("</content>".to_owned()),
        Just("</content:X1>".to_owned()),
        Just("<why>".to_owned()),
        Just("</why>".to_owned()),
        Just("<plan>".to_owned()),
        Just("</plan>".to_owned()),
        Just("<think>".to_owned()),
        Just("</think>".to_owned()),
        Just("<delete path=\"b.md\"/>".to_owned()),
        Just("<rename from=\"src/a.ts\" to=\"d.ts\"/>".to_owned()),
        Just("```".to_owned()),
        Just("```tsx\n".to_owned()),
        Just("@@".to_owned()),
        Just("@@ one".to_owned()),
        Just("...".to_owned()),
        Just("<<<<<<< SEARCH\n".to_owned()),
        Just("=======\n".to_owned()),
        Just(">>>>>>> REPLACE\n".to_owned()),
        Just("+new line".to_owned()),
        Just("-two".to_owned()),
        Just(" one".to_owned()),
        Just("three".to_owned()),
        Just("\n".to_owned()),
        Just("\n".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("Stra\u{df}e \u{1f600} \u{2028}".to_owned()),
        Just("<".to_owned()),
        Just("</".to_owned()),
        "[ -~]{0,12}",
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Pieces of other grammars, whole and broken.
fn foreign() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "```tsx src/a.ts\n",
            "```md b.md\n",
            "````md title=\"b.md\"\n",
            "```\n",
            "```\n",
            "````\n",
            "  ```tsx\n",
            "```diff\n",
            "```bash\n",
            "~~~css:c.css\n",
            "~~~\n",
            "**src/a.ts**\n",
            "src/a.ts\n",
            "### `b.md`:\n",
            "// src/a.ts\n",
            "# b.md\n",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            "<<<<<<< SEARCH\n",
            "=======\n",
            ">>>>>>> REPLACE\n",
            "--- a/src/a.ts\n",
            "+++ b/src/a.ts\n",
            "+++ b/d.ts\n",
            "--- /dev/null\n",
            "+++ /dev/null\n",
            "diff --git a/b.md b/b.md\n",
            "rename from b.md\n",
            "rename to e.md\n",
            "*** Begin Patch\n",
            "*** Update File: src/a.ts\n",
            "*** Add File: d.ts\n",
            "*** Delete File: b.md\n",
            "*** Move to: e.ts\n",
            "*** End Patch\n",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "<boltArtifact id=\"x\">",
            "<boltAction type=\"file\" filePath=\"src/a.ts\">",
            "<boltAction type=\"shell\">",
            "</boltAction>",
            "</boltArtifact>",
            "<dyad-write path=\"b.md\" description=\"why\">",
            "<dyad-search-replace path=\"src/a.ts\">\n",
            "</dyad-search-replace>",
            "</dyad-write>",
            "<dyad-rename from=\"b.md\" to=\"f.md\">",
            "<lov-delete file_path=\"b.md\"/>",
            "<plan>\n",
            "</plan>\n",
            "<think>\n",
            "</think>\n",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            "@@\n", "one\n", "-two\n", "+new\n", " three\n", "\n", "\n", "\r\n", "x", "</diff>\n", "\u{df}\u{1f600}", "\\ No newline\n",
        ]).prop_map(str::to_owned),
        // Once it comes, the rest is talk.
        1 => Just("<delete path=\"x.ts\"/>\n".to_owned()),
        1 => "[ -~]{0,12}\n",
    ];
    vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Lines that speak of files and show code, and name none for it.
fn talk() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "```",
            "```bash",
            "```tsx",
            "```json",
            "~~~",
            "",
            "In `src/App.tsx` you see:",
            "Open src/App.tsx and add:",
            "- src/App.tsx",
            "2. src/App.css",
            "### Next.js",
            "{ \"path\": \"src/App.tsx\" }",
            "import x from \"./x.ts\";",
            "npm install",
            "cat src/App.tsx",
            "1:9:src/App.tsx",
            "```12:15:src/App.tsx",
            "```tsx title=\"The app\"",
            "src/App.tsx (before)",
            "// see src/App.tsx",
            "---",
            "=======",
            "https://a.dev/b.js",
            "@/b.ts",
            "+ added",
            "@@",
            "*** bold ***",
            "<p>",
            "`<dyad-write path=\"a.ts\">`",
        ])
        .prop_map(str::to_owned),
        "[ -;=-~]{0,20}".prop_filter("a path on its own", |line| !line.contains('.')),
    ]
}

/// Every element that is opened is closed before the next one.
fn balanced(events: &[ParseEvent]) -> bool {
    let mut open = false;
    events.iter().all(|event| match event {
        ParseEvent::FileOpen(_) => !std::mem::replace(&mut open, true),
        ParseEvent::FileClose { .. } => std::mem::take(&mut open),
        ParseEvent::Line(_) | ParseEvent::ContentDelta(_) | ParseEvent::WhyDelta(_) => open,
        _ => true,
    }) && !open
}

fn cuts(text: &[u8], at: &[prop::sample::Index]) -> Vec<Vec<u8>> {
    let mut places: Vec<usize> = at.iter().map(|index| index.index(text.len() + 1)).collect();
    places.extend([0, text.len()]);
    places.sort_unstable();
    places.windows(2).map(|pair| text[pair[0]..pair[1]].to_vec()).collect()
}

const FILE: &str = "one\ntwo\nthree\nconst four = 4;\n\nfunction five() {\n  return 5;\n}\n";

/// Lines that repeat, so that places are hard to tell.
fn file() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        3 => "[a-e]{1,2}",
        2 => Just("}".to_owned()),
        2 => Just(String::new()),
        1 => Just("  return value;".to_owned()),
        1 => Just("...".to_owned()),
        1 => Just("</content>".to_owned()),
        1 => Just("</file>".to_owned()),
        1 => Just("</diff>".to_owned()),
        1 => Just("<why>".to_owned()),
        1 => Just("@@ -1 +1 @@".to_owned()),
        1 => Just("-- text".to_owned()),
        1 => Just("++ text".to_owned()),
        1 => Just("```".to_owned()),
        1 => Just("// ... existing code ...".to_owned()),
        1 => Just("caf\u{e9} \u{201c}x\u{201d}".to_owned()),
        1 => "[ -~]{0,30}",
    ];
    vec(line, 0..30)
}

/// A text of these lines: any line ends, a mark at the beginning, a line end at the end or none.
fn text() -> impl Strategy<Value = String> {
    (
        file(),
        prop_oneof![3 => Just("\n"), 1 => Just("\r\n")],
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.8),
    )
        .prop_map(|(lines, end, mark, last)| {
            let body = lines.join(end) + if last && !lines.is_empty() { end } else { "" };
            if mark { format!("\u{feff}{body}") } else { body }
        })
}

/// Two texts of which the second is the first with some lines changed.
fn pair() -> impl Strategy<Value = (Vec<String>, Vec<String>)> {
    (file(), vec((any::<prop::sample::Index>(), 0..3_u8, "[a-g ]{0,9}"), 0..4)).prop_map(|(before, edits)| {
        let mut after = before.clone();
        for (at, kind, line) in edits {
            let at = at.index(after.len() + 1);
            match kind {
                0 => after.insert(at, line),
                1 if at < after.len() => drop(after.remove(at)),
                _ if at < after.len() => after[at] = line,
                _ => after.push(line),
            }
        }
        (before, after)
    })
}

fn join(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn written(path: &str, before: &str, after: &str) -> Result<(), TestCaseError> {
    let element = edit::write_diff(path, before, after, "Because.");
    let mut files = if before.is_empty() { tree([]) } else { tree([(path, before)]) };
    let (reports, warnings) = apply(&parse([element.as_bytes()]), &mut files);
    prop_assert_eq!(reports.len(), 1, "{}", element);
    prop_assert_eq!(files.get(path).unwrap_or_default(), after, "{}\n{:?}", element, reports);
    prop_assert!(warnings.is_empty(), "{}\n{:?}", element, warnings);
    // The same once more changes nothing.
    let (again, _) = apply(&parse([element.as_bytes()]), &mut files);
    prop_assert_eq!(files.get(path).unwrap_or_default(), after, "twice: {}\n{:?}", element, again);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    fn a_reply_is_the_same_however_it_is_cut_holds(
        reply in reply(),
        at in vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let whole = parse([reply.as_bytes()]);
        prop_assert!(balanced(&whole), "{:?}", whole);
        prop_assert_eq!(&parse(reply.as_bytes().chunks(1)), &whole);
        let pieces = cuts(reply.as_bytes(), &at);
        prop_assert_eq!(&parse(pieces.iter().map(Vec::as_slice)), &whole);
    }

    fn a_reply_in_other_grammars_is_the_same_however_it_is_cut_holds(
        reply in foreign(),
        at in vec(any::<prop::sample::Index>(), 0..6),
    ) {
        let whole = parse([reply.as_bytes()]);
        prop_assert!(balanced(&whole), "{:?}", whole);
        prop_assert_eq!(&parse(reply.as_bytes().chunks(1)), &whole);
        let pieces = cuts(reply.as_bytes(), &at);
        prop_assert_eq!(&parse(pieces.iter().map(Vec::as_slice)), &whole);
        let mut files = tree([("src/a.ts", FILE), ("b.md", "# B\n\ntext\n")]);
        apply(&whole, &mut files);
        // Windows paths and the like aside, nothing but these names was ever said.
        for (path, _) in files.iter() {
            let said = ["src/a.ts", "b.md", "c.css", "d.ts", "e.ts", "e.md", "f.md"].contains(&path);
            prop_assert!(said || reply.contains(path), "{}", path);
        }
    }

    fn a_file_in_another_grammar_comes_out_to_the_byte_holds(lines in file(), form in 0..6_usize) {
        // A line that ends the form cannot be said in it, and a first line that is only a path is its name.
        let ends = |line: &String| line.trim().starts_with("```") || line.contains("</file>") || line.starts_with('<');
        let text: String = join(&lines.into_iter().filter(|line| !ends(line)).collect::<Vec<_>>());
        prop_assume!(!text.is_empty());
        let reply = match form {
            0 => format!("```tsx src/n.ts\n{text}```\n"),
            1 => format!("Talk.\n\n**src/n.ts**\n\n```ts\n{text}```\nTalk.\n"),
            2 => format!("```ts\n// src/n.ts\n{text}```"),
            3 => format!("<boltArtifact id=\"a\">\n<boltAction type=\"file\" filePath=\"src/n.ts\">\n{text}</boltAction>\n</boltArtifact>\n"),
            4 => format!("<dyad-write path=\"src/n.ts\">\n{text}</dyad-write>"),
            _ => format!("````md title=\"src/n.ts\"\n{text}````\n"),
        };
        let events = parse([reply.as_bytes()]);
        let mut collector = edit::Collector::new();
        let blocks: Vec<_> = events.iter().filter_map(|event| collector.push(event)).collect();
        prop_assert_eq!(blocks.len(), 1, "{}", &reply);
        prop_assert!(blocks[0].complete);
        prop_assert_eq!(&blocks[0].head.path, "src/n.ts");
        prop_assert_eq!(blocks[0].content.as_deref(), Some(text.as_str()), "{}", &reply);
    }

    fn no_talk_is_taken_for_a_file_holds(lines in vec(talk(), 0..30)) {
        let reply = join(&lines);
        let events = parse([reply.as_bytes()]);
        prop_assert!(!events.iter().any(|event| matches!(event, ParseEvent::FileOpen(_))), "{}", &reply);
    }

    fn no_bytes_make_it_panic_holds(bytes in vec(any::<u8>(), 0..300)) {
        let mut files = tree([("src/a.ts", FILE)]);
        let whole = parse([&bytes[..]]);
        prop_assert_eq!(&parse(bytes.chunks(1)), &whole);
        apply(&whole, &mut files);
    }

    fn no_reply_changes_a_file_without_saying_so_holds(reply in reply()) {
        let before = tree([("src/a.ts", FILE), ("b.md", "# B\n\ntext\n")]);
        let mut files = before.clone();
        let (reports, _) = apply(&parse([reply.as_bytes()]), &mut files);
        let changes = |report: &&contract::FileReport| {
            report.complete && matches!(report.status, FileStatus::Applied | FileStatus::Partial)
        };
        if reports.iter().filter(changes).count() == 0 {
            prop_assert_eq!(files, before);
        }
        for report in &reports {
            if report.status == FileStatus::Refused {
                prop_assert!(report.reason.is_some());
            }
            for hunk in &report.hunks {
                prop_assert_eq!(hunk.status == HunkStatus::Refused, hunk.reason.is_some());
            }
        }
    }

    fn a_written_diff_gives_the_second_text_holds((before, after) in pair()) {
        written("src/a.ts", &join(&before), &join(&after))?;
        written("notes.md", &join(&before), &join(&after))?;
    }

    fn any_two_texts_go_through_holds((before, after) in (text(), text())) {
        written("src/a.ts", &before, &after)?;
        written("b.py", &before, &after)?;
    }

    fn what_a_hunk_does_not_name_stays_to_the_byte_holds(
        lines in vec((0..3_u8, "[a-z]{0,3}( {0,2})"), 3..20),
        at in any::<prop::sample::Index>(),
        mark in any::<bool>(),
        last in any::<bool>(),
    ) {
        // Each line has a number, so that the place is never in doubt; its line end and trailing blanks vary.
        let end = |kind: u8| if kind == 0 { "\r\n" } else { "\n" };
        let count = lines.len();
        let mut pieces: Vec<String> =
            lines.iter().enumerate().map(|(i, (kind, text))| format!("line {i} {text}{}", end(*kind))).collect();
        if !last {
            pieces[count - 1] = format!("line {} {}", count - 1, lines[count - 1].1);
        }
        let before = format!("{}{}", if mark { "\u{feff}" } else { "" }, pieces.concat());
        let at = at.index(count);
        let quoted = |i: usize| format!("line {i} {}", lines[i].1).trim_end().to_owned();
        let mut reply = "<file path=\"a.txt\">\n<diff>\n@@\n".to_owned();
        if at > 0 {
            reply.push_str(&format!(" {}\n", quoted(at - 1)));
        }
        reply.push_str(&format!("-{}\n+changed\n", quoted(at)));
        if at + 1 < count {
            reply.push_str(&format!(" {}\n", quoted(at + 1)));
        }
        reply.push_str("</diff>\n</file>\n");
        let mut files = tree([("a.txt", before.as_str())]);
        let (reports, _) = apply(&parse([reply.as_bytes()]), &mut files);
        prop_assert_eq!(reports[0].status, FileStatus::Applied);
        let dominant = if before.matches("\r\n").count() * 2 > before.matches('\n').count() { "\r\n" } else { "\n" };
        pieces[at] = format!("changed{}", if at + 1 == count && !last { "" } else { dominant });
        let wanted = format!("{}{}", if mark { "\u{feff}" } else { "" }, pieces.concat());
        prop_assert_eq!(files.get("a.txt").unwrap(), wanted);
    }

    fn a_rejected_hunk_might_never_have_been_sent_holds(
        kinds in vec((0..3_u8, any::<bool>()), 1..8),
        gap in 4..9_usize,
    ) {
        // Lines are numbered, so that each hunk has one place whatever becomes of the others.
        let count = (kinds.len() + 1) * gap;
        let before: String = (0..count).map(|i| format!("const line{i} = {i};\n")).collect();
        let hunk = |i: usize, kind: u8| {
            let at = (i + 1) * gap;
            let (above, here, below) = (at - 1, at, at + 1);
            let line = |n: usize| format!("const line{n} = {n};\n");
            let change = match kind {
                0 => format!("-{}+const line{here} = \"new\";\n {}", line(here), line(below)),
                1 => format!("+const more{here} = 0;\n {}", line(here)),
                _ => format!("-{} {}", line(here), line(below)),
            };
            format!("@@\n {}{change}", line(above))
        };
        let reply = |wanted: &dyn Fn(bool) -> bool| {
            let hunks = kinds.iter().enumerate().filter(|(_, (_, kept))| wanted(*kept));
            let hunks: String = hunks.map(|(i, (kind, _))| hunk(i, *kind)).collect();
            format!("<file path=\"a.ts\">\n<diff>\n{hunks}</diff>\n</file>\n")
        };
        let mut wanted = tree([("a.ts", before.as_str())]);
        apply(&parse([reply(&|kept| kept).as_bytes()]), &mut wanted);
        let all = parse([reply(&|_| true).as_bytes()]);
        let mut collector = edit::Collector::new();
        let block = all.iter().find_map(|event| collector.push(event)).unwrap();
        let rejected = kinds.iter().enumerate().filter(|(_, (_, kept))| !kept);
        let without: Vec<u32> = rejected.map(|(i, _)| u32::try_from(i + 1).unwrap()).collect();
        let applied = edit::Apply { without: &without, ..edit::Apply::default() }
            .block(&block, &tree([("a.ts", before.as_str())]));
        let result = match applied.change {
            Some((_, contract::FileChange::Written { content })) => content,
            _ => before.clone(),
        };
        prop_assert_eq!(result, wanted.get("a.ts").unwrap());
        let refused = applied.report.hunks.iter().filter(|hunk| hunk.status == HunkStatus::Refused).count();
        prop_assert_eq!(refused, without.len());
        let kept_all = without.is_empty();
        prop_assert_eq!(applied.report.status == FileStatus::Unchanged, without.len() == kinds.len());
        prop_assert!(!kept_all || applied.report.status == FileStatus::Applied);
    }
}

/// The macro above makes private functions.
macro_rules! public {
    ($($name:ident by $holds:ident,)*) => {
        $(pub fn $name() {
            $holds();
        })*
    };
}

public! {
    a_reply_is_the_same_however_it_is_cut by a_reply_is_the_same_however_it_is_cut_holds,
    a_reply_in_other_grammars_is_the_same_however_it_is_cut by
        a_reply_in_other_grammars_is_the_same_however_it_is_cut_holds,
    a_file_in_another_grammar_comes_out_to_the_byte by a_file_in_another_grammar_comes_out_to_the_byte_holds,
    no_talk_is_taken_for_a_file by no_talk_is_taken_for_a_file_holds,
    no_bytes_make_it_panic by no_bytes_make_it_panic_holds,
    no_reply_changes_a_file_without_saying_so by no_reply_changes_a_file_without_saying_so_holds,
    a_written_diff_gives_the_second_text by a_written_diff_gives_the_second_text_holds,
    any_two_texts_go_through by any_two_texts_go_through_holds,
    what_a_hunk_does_not_name_stays_to_the_byte by what_a_hunk_does_not_name_stays_to_the_byte_holds,
    a_rejected_hunk_might_never_have_been_sent by a_rejected_hunk_might_never_have_been_sent_holds,
}
