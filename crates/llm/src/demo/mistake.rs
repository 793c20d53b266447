//! Mistakes on demand, for tests of what Easel does about them: `[[mistake:NAME]]` in the prompt.

use super::reply;
use crate::Request;

pub(super) enum Ending {
    Whole,
    BrokenOff,
}

pub(super) struct Answer {
    pub text: String,
    pub ending: Ending,
    /// Characters a second, where the mistake is slowness.
    pub rate: Option<u32>,
}

pub(super) fn answer(request: &Request) -> Answer {
    let mut answer = answer_to_words(request);
    // Once a turn: a repair comes after a reply that has said so.
    if request.images() + request.unseen > 0 && !is_repairing(request) {
        answer.text.insert_str(0, "I cannot see pictures, so I went by your words alone.\n\n");
    }
    answer
}

fn is_repairing(request: &Request) -> bool {
    request.messages.last().is_some_and(|message| reply::is_repair(&message.text))
}

fn answer_to_words(request: &Request) -> Answer {
    let prompt = reply::prompt(request);
    if request.plan_only {
        let text = reply::talked_over(&reply::reply(prompt, &request.files));
        return Answer { text, ending: Ending::Whole, rate: None };
    }
    let whole = |text: String| Answer { text, ending: Ending::Whole, rate: None };
    let (name, rest) = match prompt.split_once("[[mistake:").and_then(|(a, b)| Some((a, b.split_once("]]")?)))
    {
        Some((before, (name, after))) => (name, format!("{before}{after}")),
        None => return whole(reply::reply(prompt, &request.files)),
    };
    let right = || reply::reply(rest.trim(), &request.files);
    let repairing = is_repairing(request);
    match name {
        "no-file" => whole("I will change the page.\n\n<plan>\n- src/App.tsx: Change the page\n</plan>\n\nDone.\n".to_owned()),
        "outside-path" => whole(
            "I will write a file.\n\n<plan>\n- src/App.tsx: Change the page\n</plan>\n\n<file path=\"../../outside.txt\">\n\
             <why>It belongs there.</why>\n<content>\nescaped\n</content>\n</file>\n"
                .to_owned(),
        ),
        "stop-midstream" => {
            let text = right();
            let cut = text.find("<content>").map_or(text.len() / 2, |at| at + (text.len() - at) / 3);
            Answer { text: text.chars().take(text[..floor(&text, cut)].chars().count()).collect(), ending: Ending::BrokenOff, rate: None }
        }
        "stale-hunk" if !repairing => whole(
            "I will change one line.\n\n<plan>\n- src/App.tsx: Change one line\n</plan>\n\n<file path=\"src/App.tsx\">\n\
             <why>The greeting is clearer.</why>\n<diff>\n@@\n const greeting = \"never written here\";\n-const name = \"old\";\n\
             +const name = \"new\";\n</diff>\n</file>\n"
                .to_owned(),
        ),
        "syntax-error" if !repairing => whole(right().replacen("export default function App() {", "export default function App( {", 1)),
        // The kind's own file, whole and right this time.
        "syntax-error" => whole(reply::reply(&format!("create {}", rest.trim()), &request.files)),
        "slow" => Answer { text: right(), ending: Ending::Whole, rate: Some(200) },
        _ => whole(right()),
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
