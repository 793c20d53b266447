//! The sources of each kind: its files, its lists, and the parts that it may have.

mod lists;
mod parts;

use super::kind::Kind;
use super::list::List;
use super::part::Part;

/// A file of a kind: where it goes, what it is for, and its text.
pub(super) struct File {
    pub path: &'static str,
    pub step: &'static str,
    pub why: &'static str,
    pub text: &'static str,
}

pub(super) const STYLE: File = File {
    path: "src/index.css",
    step: "Set colours, type and spacing",
    why: "Colours and spacing in one place, as custom properties.",
    text: include_str!("kinds/shared/index.css"),
};
const SAVED: File = File {
    path: "src/useSaved.ts",
    step: "Remember what was entered",
    why: "The list outlives a reload, and works on where storage is forbidden.",
    text: include_str!("kinds/shared/useSaved.ts"),
};
pub(super) const PAGES: (&str, &str) = ("src/Pages.tsx", include_str!("kinds/shared/Pages.tsx"));
pub(super) const NEW_PAGE: &str = include_str!("kinds/shared/NewPage.tsx");

/// A file of the kind in `$folder`.
macro_rules! file {
    ($folder:literal, $name:literal, $step:literal, $why:literal) => {
        File {
            path: concat!("src/", $name),
            step: $step,
            why: $why,
            text: include_str!(concat!("kinds/", $folder, "/", $name)),
        }
    };
}

/// The page and its style, which every kind has.
macro_rules! page {
    ($folder:literal) => {
        [
            file!($folder, "App.css", "Lay out the page", "What only this page needs."),
            file!($folder, "App.tsx", "Build the page and its state", "The page itself, with its state."),
        ]
    };
}

impl Kind {
    /// Each file after those that it imports, so that nothing is missing when it arrives.
    pub(super) fn files(self) -> Vec<File> {
        let mut files = vec![STYLE];
        let [style, page] = match self {
            Self::Counter => page!("counter"),
            Self::Todo => page!("todo"),
            Self::Pricing => page!("pricing"),
            Self::Login => page!("login"),
            Self::Dashboard => page!("dashboard"),
            Self::Kanban => page!("kanban"),
            Self::Calculator => page!("calculator"),
            Self::Stopwatch => page!("stopwatch"),
            Self::Quiz => page!("quiz"),
            Self::Memory => page!("memory"),
            Self::Notes => page!("notes"),
            Self::Gallery => page!("gallery"),
            Self::Table => page!("table"),
            Self::Chat => page!("chat"),
            Self::Landing => page!("landing"),
            Self::Settings => page!("settings"),
        };
        files.push(style);
        files.extend(self.inner());
        files.push(page);
        files
    }

    /// The files between style and page.
    fn inner(self) -> Vec<File> {
        match self {
            Self::Counter => vec![],
            Self::Todo => vec![
                file!(
                    "todo",
                    "tasks.ts",
                    "List the first tasks",
                    "What the list begins with, a task to a line."
                ),
                SAVED,
                file!(
                    "todo",
                    "TaskRow.tsx",
                    "Build a task",
                    "One task with its checkbox, so that the list stays short."
                ),
            ],
            Self::Pricing => vec![
                file!(
                    "pricing",
                    "plans.ts",
                    "List the plans",
                    "Names, prices and features, a plan to a line."
                ),
                file!("pricing", "PlanCard.tsx", "Build a plan's card", "Every plan looks alike."),
            ],
            Self::Login => vec![
                file!(
                    "login",
                    "fields.ts",
                    "List and check the fields",
                    "A field to a line, and what is wrong with a value."
                ),
                file!("login", "TextField.tsx", "Build a field", "Label, input and message belong together."),
                file!("login", "Welcome.tsx", "Greet who is signed in", "What comes after the form."),
            ],
            Self::Dashboard => vec![
                file!(
                    "dashboard",
                    "sales.ts",
                    "List figures and orders",
                    "The data in one place, an entry to a line."
                ),
                file!(
                    "dashboard",
                    "BarChart.tsx",
                    "Draw bars",
                    "The chart is a few lines of SVG; no library is needed."
                ),
                file!("dashboard", "ShareChart.tsx", "Draw a ring", "Parts of a whole, also SVG."),
                file!(
                    "dashboard",
                    "OrderTable.tsx",
                    "Build the table of orders",
                    "The latest orders; it scrolls sideways on a phone."
                ),
            ],
            Self::Kanban => vec![
                file!(
                    "kanban",
                    "board.ts",
                    "List columns and cards",
                    "What the board begins with, an entry to a line."
                ),
                SAVED,
                file!(
                    "kanban",
                    "CardItem.tsx",
                    "Build a card",
                    "A card moves by drag and drop, and by buttons for the keyboard."
                ),
                file!(
                    "kanban",
                    "Column.tsx",
                    "Build a column",
                    "A column takes cards that are dropped, and new ones."
                ),
            ],
            Self::Calculator => vec![
                file!(
                    "calculator",
                    "evaluate.ts",
                    "Work out an expression",
                    "Multiplication comes before addition, and nothing is divided by zero."
                ),
                file!(
                    "calculator",
                    "keys.ts",
                    "List the keys",
                    "Rows of keys, their names, and their twins on the keyboard."
                ),
                file!("calculator", "Keypad.tsx", "Build the keys", "Every key is a button."),
            ],
            Self::Stopwatch => vec![
                file!("stopwatch", "format.ts", "Write times", "Minutes, seconds and hundredths."),
                file!(
                    "stopwatch",
                    "Laps.tsx",
                    "Build the table of laps",
                    "The fastest and the slowest lap are marked."
                ),
            ],
            Self::Quiz => vec![
                file!(
                    "quiz",
                    "questions.ts",
                    "Write the questions",
                    "A question to a line, with the index of the right option."
                ),
                file!(
                    "quiz",
                    "QuestionCard.tsx",
                    "Build a question",
                    "After an answer it shows the right one."
                ),
                file!("quiz", "Result.tsx", "Build the result", "The score at the end."),
            ],
            Self::Memory => vec![
                file!("memory", "symbols.ts", "Choose the symbols", "A pair is made of each."),
                file!("memory", "deal.ts", "Shuffle the cards", "Two of each, in any order."),
                file!(
                    "memory",
                    "TileButton.tsx",
                    "Build a card",
                    "A card is a button that says what it shows."
                ),
                file!("memory", "Game.tsx", "Play", "Two that are alike stay open."),
            ],
            Self::Notes => vec![
                file!(
                    "notes",
                    "notes.ts",
                    "Write the first notes",
                    "A note to a line; its first line is its title."
                ),
                SAVED,
                file!(
                    "notes",
                    "Markdown.tsx",
                    "Read Markdown",
                    "Built from elements and never from HTML, so that a note cannot carry a script."
                ),
                file!("notes", "NoteList.tsx", "List the notes", "The way from note to note."),
            ],
            Self::Gallery => vec![
                file!("gallery", "pictures.ts", "List the pictures", "A picture to a line."),
                file!(
                    "gallery",
                    "Art.tsx",
                    "Draw the pictures",
                    "Landscapes made of SVG: nothing has to be loaded."
                ),
                file!(
                    "gallery",
                    "Lightbox.tsx",
                    "Build the large view",
                    "A dialog with arrow keys and Escape."
                ),
            ],
            Self::Table => vec![
                file!(
                    "table",
                    "people.ts",
                    "List columns and rows",
                    "The data in one place, an entry to a line."
                ),
                file!("table", "view.ts", "Sort and filter", "Pure functions, apart from what is shown."),
                file!("table", "DataTable.tsx", "Build the table", "Headings sort, and say in which order."),
                file!("table", "Pager.tsx", "Build the pages", "Eight rows at a time."),
            ],
            Self::Chat => vec![
                file!(
                    "chat",
                    "messages.ts",
                    "Write the first messages",
                    "What was said, and what the other side answers."
                ),
                file!("chat", "Bubble.tsx", "Build a message", "Mine on the right, theirs on the left."),
                file!(
                    "chat",
                    "Composer.tsx",
                    "Build the field to write in",
                    "Enter sends, Shift and Enter begin a line."
                ),
            ],
            Self::Landing => vec![
                file!(
                    "landing",
                    "content.ts",
                    "Write the texts",
                    "Features, voices and answers, an entry to a line."
                ),
                file!("landing", "Features.tsx", "Show the features", "What it does for people."),
                file!("landing", "Voices.tsx", "Show the voices", "What people say."),
                file!("landing", "Questions.tsx", "Answer questions", "Answers that open."),
                file!(
                    "landing",
                    "SignUp.tsx",
                    "Build the sign-up",
                    "An address that is checked before it is thanked for."
                ),
            ],
            Self::Settings => vec![
                file!("settings", "fields.ts", "List the settings", "A setting to a line."),
                file!(
                    "settings",
                    "useSettings.ts",
                    "Keep what was chosen",
                    "Saved in the browser, and safe where that is forbidden."
                ),
                file!(
                    "settings",
                    "SettingRow.tsx",
                    "Build a setting",
                    "Switches, choices, sliders and texts."
                ),
            ],
        }
    }

    pub(super) fn lists(self) -> &'static [List] {
        lists::of(self)
    }

    pub(super) fn parts(self) -> &'static [Part] {
        parts::of(self)
    }

    /// The text of the template at `path`.
    pub(super) fn template(self, path: &str) -> Option<&'static str> {
        self.files().into_iter().find(|file| file.path == path).map(|file| file.text)
    }

    /// Paths of files that other kinds have, but not this one: left from another kind.
    pub(super) fn foreign_paths(self) -> Vec<&'static str> {
        let paths = |kind: Self| {
            let parts = kind.parts().iter().flat_map(|part| part.files.iter().map(|(path, _)| *path));
            kind.files().into_iter().map(|file| file.path).chain(parts)
        };
        let own: Vec<&str> = self.files().into_iter().map(|file| file.path).collect();
        let mut foreign: Vec<&str> = Self::ALL.into_iter().flat_map(paths).collect();
        foreign.push(PAGES.0);
        foreign.retain(|path| !own.contains(path));
        foreign.sort_unstable();
        foreign.dedup();
        foreign
    }
}
