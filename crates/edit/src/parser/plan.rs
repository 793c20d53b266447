//! The plan at the head of a reply: one step a line.

use contract::PlanStep;

use super::{Parser, State, leading_tag};
use crate::ParseEvent;

impl Parser {
    pub(super) fn plan(&mut self, text: &str) -> Option<usize> {
        if let Some((tag, end)) = leading_tag(text) {
            if tag.name == "plan" && tag.closing {
                self.end_plan();
                return Some(end);
            }
            if !tag.closing && tag.head().is_some() {
                self.warn("missing-close", "The plan was not closed.");
                self.end_plan();
                return self.prose_text(text, true);
            }
        }
        let (line, end) = match text.find("</plan>") {
            Some(at) => (&text[..at], Some(at + "</plan>".len())),
            None => (text, None),
        };
        if let Some(step) = step(line) {
            self.events.push(ParseEvent::PlanStep(step));
        }
        if end.is_some() {
            self.end_plan();
        }
        end
    }

    fn end_plan(&mut self) {
        self.events.push(ParseEvent::PlanEnd);
        self.state = State::Prose;
    }
}

/// `- src/App.tsx: Draw the list` or `- Draw the list`.
fn step(line: &str) -> Option<PlanStep> {
    let text = without_bullet(line.trim()).trim();
    if text.is_empty() {
        return None;
    }
    if let Some((path, what)) = text.split_once(':') {
        let path = path.trim().trim_matches(['`', '*']);
        let is_path = !path.contains(' ') && path.contains('.') && vfs::normalize_path(path).is_ok();
        if is_path && !what.trim().is_empty() {
            return Some(PlanStep { text: what.trim().to_owned(), path: Some(path.to_owned()) });
        }
    }
    Some(PlanStep { text: text.to_owned(), path: None })
}

/// Without one bullet or number; a number that belongs to the words stays.
fn without_bullet(text: &str) -> &str {
    let rest =
        text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).or_else(|| text.strip_prefix('\u{2022}'));
    if let Some(rest) = rest {
        return ["[ ]", "[x]"].iter().find_map(|mark| rest.trim_start().strip_prefix(mark)).unwrap_or(rest);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text[digits..].strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 && rest.starts_with(' ') => rest,
        _ if text == "-" || text == "*" => "",
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lose_their_bullets_and_keep_their_words() {
        for (line, path, text) in [
            ("- src/App.tsx: Draw the list", Some("src/App.tsx"), "Draw the list"),
            ("* `src/App.tsx`: Draw", Some("src/App.tsx"), "Draw"),
            ("2. Draw: quickly", None, "Draw: quickly"),
            ("- 3 columns", None, "3 columns"),
            ("2048 game", None, "2048 game"),
            ("- [ ] Draw", None, "Draw"),
        ] {
            let wanted = PlanStep { text: text.to_owned(), path: path.map(str::to_owned) };
            assert_eq!(step(line), Some(wanted), "{line}");
        }
        assert_eq!(step("  - "), None);
    }
}
