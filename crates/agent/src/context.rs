//! What a model is told: the project's files and what was said before, within a budget of tokens.

use contract::{ContextFile, ContextState, IMAGE_TOKENS, TurnOptions};

use crate::kind::Kind;
use crate::ledger::{Hints, next_to_trim, rank};
use crate::template::{Template, TemplateError};

/// About four bytes make a token; good enough to keep within a window with room to spare.
pub fn estimate_tokens(text: &str) -> usize {
    text.len().div_ceil(4)
}

/// What a model may do about a package that does not come with Easel.
const FETCHED: &str = "Others are fetched from the npm registry: name each one that you import, with a range, in the \
                       dependencies of package.json in the same reply. Prefer those above.";

/// In a turn that changes nothing.
const PLAN_ONLY: &str = "\n\n(Talk this over with me first: what you would do, in which files, and what is open. Write \
                         no elements and no code; nothing is changed in this turn.)";

/// What follows the prompt when the plan has been made already.
const PLANNED: &str = "\n\n# The plan for this, which the person sees\n\n";
const FOLLOW: &str = "\n\nBuild it so, and send no plan of your own. Where the plan is wrong, do what the person asked \
                      for and say in a sentence what you did differently.";

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    User,
    Assistant,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    pub speaker: Speaker,
    pub text: String,
}

/// An earlier turn: the prompt and the reply, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub prompt: String,
    pub reply: String,
}

/// All that can go into one request.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// Whether packages that do not come with Easel can be fetched.
    pub registry: bool,
    pub prompt: String,
    /// Path and text of every file, in the order of the tree.
    pub files: Vec<(String, String)>,
    /// Oldest first.
    pub history: Vec<Exchange>,
    /// In a repair: the reply to mend, and what is wrong with it.
    pub repair: Option<(String, Vec<String>)>,
    /// Only a plan is asked for.
    pub planning: bool,
    /// The plan that another call has made; empty for none.
    pub plan: String,
    /// What a person chose for this turn.
    pub options: TurnOptions,
    /// What else tells the worth of files.
    pub hints: Hints,
    /// Tokens the request may have.
    pub budget: usize,
}

/// The system text and the conversation for a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    pub system: String,
    pub sayings: Vec<Saying>,
    /// Every file and whether it is shown or only named, in the order of their worth.
    pub files: Vec<ContextFile>,
    /// Earlier turns that are told.
    pub turns: usize,
    /// Place of the turn's own prompt among the sayings: its pictures go there.
    pub asked: usize,
    /// How many pictures come to it.
    pub images: usize,
}

impl Conversation {
    /// Files that did not fit, by path: they are named, not shown.
    pub fn trimmed(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter(|file| file.state == ContextState::Trimmed).map(|file| file.path.as_str())
    }

    pub fn tokens(&self) -> usize {
        estimate_tokens(&self.system)
            + self.sayings.iter().map(|saying| estimate_tokens(&saying.text)).sum::<usize>()
            + self.images * IMAGE_TOKENS
    }
}

impl Material {
    /// What kind of work the prompt asks for.
    pub fn kind(&self) -> Kind {
        Kind::of(&self.prompt, !self.files.is_empty())
    }

    /// Puts a request together. What does not fit goes in a fixed order: the oldest turns first, then files as the
    /// ledger ranks them, which are then only named. The prompt itself is never cut, and a request is always made.
    pub fn conversation(&self) -> Result<Conversation, TemplateError> {
        let mut history: &[Exchange] = &self.history;
        let mut files = rank(&self.files, &self.prompt, &self.options, &self.hints);
        loop {
            let built = self.build(history, &files)?;
            if built.tokens() <= self.budget {
                return Ok(built);
            }
            if let [_, rest @ ..] = history {
                history = rest;
                continue;
            }
            match next_to_trim(&files).and_then(|at| files.get_mut(at)) {
                Some(file) => file.state = ContextState::Trimmed,
                // Nothing more to leave out: the provider decides, and says so.
                None => return Ok(built),
            }
        }
    }

    /// The instructions alone, without any file.
    pub fn instructions(&self) -> Result<String, TemplateError> {
        self.system("")
    }

    fn system(&self, files: &str) -> Result<String, TemplateError> {
        let packages = vfs::package_names().join(", ");
        let others = if self.registry { FETCHED } else { "Others are not available." };
        if self.planning {
            return Template::Plan.render(&[("packages", &packages), ("others", others), ("files", files)]);
        }
        // What a repair is about, it says itself.
        let kind = if self.repair.is_some() { Kind::Change } else { self.kind() };
        let kind = kind.template().render(&[])?;
        Template::Generate.render(&[
            ("packages", &packages),
            ("others", others),
            ("files", files),
            ("kind", kind.trim_end()),
        ])
    }

    /// The prompt with what goes along beside files.
    fn prompt(&self) -> String {
        let mut text = self.prompt.clone();
        if !self.options.console.is_empty() {
            text.push_str("\n\n# What the preview's console said last\n\n");
            text.push_str(&self.options.console.join("\n"));
        }
        if self.options.plan_only {
            text.push_str(PLAN_ONLY);
        }
        if !self.planning && !self.plan.trim().is_empty() {
            text.push_str(PLANNED);
            text.push_str(self.plan.trim());
            text.push_str(FOLLOW);
        }
        text
    }

    fn build(&self, history: &[Exchange], ledger: &[ContextFile]) -> Result<Conversation, TemplateError> {
        let left_out: Vec<&str> = ledger
            .iter()
            .filter(|file| file.state != ContextState::Sent)
            .map(|file| file.path.as_str())
            .collect();
        let system = self.system(&render_files(&self.files, &left_out))?;
        let mut sayings = Vec::new();
        let mut say = |speaker, text: String| sayings.push(Saying { speaker, text });
        for exchange in history {
            say(Speaker::User, exchange.prompt.clone());
            say(Speaker::Assistant, exchange.reply.clone());
        }
        let asked = history.len() * 2;
        say(Speaker::User, self.prompt());
        if let Some((reply, complaints)) = &self.repair {
            say(Speaker::Assistant, reply.clone());
            let concerned: Vec<(String, String)> = self
                .files
                .iter()
                .filter(|(path, _)| complaints.iter().any(|complaint| complaint.starts_with(path.as_str())))
                .cloned()
                .collect();
            let listed: Vec<String> = complaints.iter().map(|complaint| format!("- {complaint}")).collect();
            let text = Template::Repair
                .render(&[("complaints", &listed.join("\n")), ("files", &render_files(&concerned, &[]))])?;
            say(Speaker::User, text);
        }
        Ok(Conversation {
            system,
            sayings,
            files: ledger.to_vec(),
            turns: history.len(),
            asked,
            images: self.options.images.len(),
        })
    }
}

fn render_files(files: &[(String, String)], left_out: &[&str]) -> String {
    if files.is_empty() {
        return "(none)".to_owned();
    }
    let mut out = String::new();
    for (path, text) in files {
        out.push_str(&format!("## {path}\n"));
        if left_out.contains(&path.as_str()) {
            out.push_str(&format!("(not shown: {} lines)\n\n", text.lines().count()));
            continue;
        }
        // A fence longer than any inside the file.
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        let end = if text.ends_with('\n') || text.is_empty() { "" } else { "\n" };
        out.push_str(&format!("{fence}\n{text}{end}{fence}\n\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material() -> Material {
        let exchange = |n: u32| Exchange { prompt: format!("prompt {n}"), reply: "reply ".repeat(400) };
        Material {
            prompt: "Make src/App.tsx green".into(),
            files: vec![
                ("src/App.tsx".into(), "export default function App() {}\n".repeat(80)),
                ("src/big.ts".into(), "export const a = 1;\n".repeat(2_000)),
                ("src/small.ts".into(), "export {};\n".into()),
            ],
            history: vec![exchange(1), exchange(2), exchange(3)],
            budget: 200_000,
            ..Material::default()
        }
    }

    #[test]
    fn with_room_all_is_sent() {
        let built = material().conversation().unwrap();
        assert_eq!(built.sayings.len(), 7);
        assert!(built.trimmed().next().is_none() && built.system.contains("export const a = 1;"));
    }

    #[test]
    fn the_oldest_turns_go_first_then_the_largest_file_and_never_the_prompt() {
        let mut tight = material();
        tight.budget = 12_500;
        let built = tight.conversation().unwrap();
        assert_eq!(built.sayings.last().unwrap().text, tight.prompt);
        assert!(!built.sayings.iter().any(|saying| saying.text == "prompt 1"));
        assert!(built.trimmed().next().is_none());

        tight.budget = 4_000;
        let built = tight.conversation().unwrap();
        assert_eq!(built.sayings.len(), 1);
        assert_eq!(built.trimmed().collect::<Vec<_>>(), ["src/big.ts"]);
        assert!(built.system.contains("(not shown: 2000 lines)"));

        tight.budget = 1;
        let built = tight.conversation().unwrap();
        assert_eq!(built.sayings.last().unwrap().text, tight.prompt);
        assert_eq!(built.trimmed().count(), 3, "nobody is locked out");
    }

    #[test]
    fn other_packages_are_offered_only_where_they_can_be_had() {
        let mut material = material();
        assert!(material.conversation().unwrap().system.contains("Others are not available."));
        material.registry = true;
        assert!(material.conversation().unwrap().system.contains("dependencies of package.json"));
    }

    #[test]
    fn what_differs_comes_after_what_is_always_the_same() {
        let system =
            |prompt: &str| Material { prompt: prompt.into(), ..material() }.conversation().unwrap().system;
        let (one, other) = (system("Add a footer"), system("What does App do?"));
        let same = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
        // Also with other files.
        assert!(one.find("# Files now").unwrap() < one.find("## src/App.tsx").unwrap());
        assert!(one[..same].ends_with("# This request: a "), "{}", &one[..same]);
        assert!(other.contains("send no plan and no element"));
    }

    #[test]
    fn pictures_count_and_belong_to_the_prompt() {
        let mut seen = material();
        let without = seen.conversation().unwrap().tokens();
        seen.options.images = vec!["one".into(), "two".into()];
        seen.repair = Some(("broken".into(), vec!["src/small.ts:1: Unexpected token".into()]));
        let built = seen.conversation().unwrap();
        assert_eq!(built.sayings[built.asked].text, seen.prompt);
        seen.repair = None;
        assert_eq!(seen.conversation().unwrap().tokens(), without + 2 * IMAGE_TOKENS);
        // They take the room of the oldest turn.
        seen.budget = without;
        let built = seen.conversation().unwrap();
        assert!(built.turns < 3);
        assert_eq!(built.sayings[built.asked].text, seen.prompt);
    }

    #[test]
    fn a_repair_shows_the_files_it_is_about() {
        let mut repair = material();
        repair.repair = Some(("broken".into(), vec!["src/small.ts:1: Unexpected token".into()]));
        let built = repair.conversation().unwrap();
        let last = &built.sayings.last().unwrap().text;
        assert!(last.contains("- src/small.ts:1: Unexpected token") && last.contains("## src/small.ts"));
        assert!(!last.contains("## src/big.ts"));
    }
}
