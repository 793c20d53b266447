//! What the demo model can build.

use super::wish::Wish;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Counter,
    Todo,
    Pricing,
    Login,
    Stopwatch,
    Kanban,
    Dashboard,
    Memory,
}

/// A file of a kind: where it goes, why, and its template.
struct Template {
    path: &'static str,
    why: &'static str,
    text: &'static str,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Counter,
        Self::Todo,
        Self::Pricing,
        Self::Login,
        Self::Stopwatch,
        Self::Kanban,
        Self::Dashboard,
        Self::Memory,
    ];

    /// Words of a prompt that ask for this kind.
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Counter => &["counter", "count clicks", "click count", "tally"],
            Self::Todo => &[
                "to-do",
                "todo",
                "to do list",
                "task list",
                "checklist",
                "shopping list",
                "grocery",
                "groceries",
            ],
            Self::Pricing => &["pricing", "price table", "plans page", "subscription plans"],
            Self::Login => &["login", "log in", "sign in", "sign-in", "log-in"],
            Self::Stopwatch => &["stopwatch", "stop watch", "timer", "lap time"],
            Self::Kanban => &["kanban", "task board", "trello", "board with columns"],
            Self::Dashboard => &["dashboard", "analytics", "chart", "sales report", "metrics"],
            Self::Memory => &["memory game", "matching game", "card game", "pairs game", "memory"],
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Counter => "Counter",
            Self::Todo => "To-do",
            Self::Pricing => "Simple pricing",
            Self::Login => "Sign in",
            Self::Stopwatch => "Stopwatch",
            Self::Kanban => "Board",
            Self::Dashboard => "Sales",
            Self::Memory => "Memory",
        }
    }

    /// "a counter", as part of a sentence.
    pub(super) fn article(self) -> &'static str {
        match self {
            Self::Counter => "a counter",
            Self::Todo => "a to-do list",
            Self::Pricing => "a pricing table",
            Self::Login => "a login form",
            Self::Stopwatch => "a stopwatch",
            Self::Kanban => "a kanban board",
            Self::Dashboard => "a sales dashboard",
            Self::Memory => "a memory game",
        }
    }

    /// The kind that `prompt`, in lower case, asks for; the earliest word decides.
    pub(super) fn asked(prompt: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .filter_map(|kind| {
                kind.words().iter().filter_map(|word| find_word(prompt, word)).min().map(|at| (at, kind))
            })
            .min_by_key(|(at, _)| *at)
            .map(|(_, kind)| kind)
    }

    fn templates(self) -> Vec<Template> {
        let app = |text| Template { path: "src/App.tsx", why: "The page itself, with its state.", text };
        match self {
            Self::Counter => vec![app(include_str!("kinds/counter.tsx"))],
            Self::Todo => vec![
                Template {
                    path: "src/TaskRow.tsx",
                    why: "One task with its checkbox, so that the list stays short.",
                    text: include_str!("kinds/todo.row.tsx"),
                },
                app(include_str!("kinds/todo.tsx")),
            ],
            Self::Pricing => vec![app(include_str!("kinds/pricing.tsx"))],
            Self::Login => vec![app(include_str!("kinds/login.tsx"))],
            Self::Stopwatch => vec![app(include_str!("kinds/stopwatch.tsx"))],
            Self::Kanban => vec![
                Template {
                    path: "src/Column.tsx",
                    why: "A column takes cards by drag and drop, and by buttons for the keyboard.",
                    text: include_str!("kinds/kanban.column.tsx"),
                },
                app(include_str!("kinds/kanban.tsx")),
            ],
            Self::Dashboard => vec![
                Template {
                    path: "src/BarChart.tsx",
                    why: "The chart is a few lines of SVG; no library is needed.",
                    text: include_str!("kinds/dashboard.chart.tsx"),
                },
                app(include_str!("kinds/dashboard.tsx")),
            ],
            Self::Memory => vec![app(include_str!("kinds/memory.tsx"))],
        }
    }

    /// Paths of files that only kinds of the demo model have, but not this one: left from another kind.
    pub(super) fn foreign_parts(self) -> Vec<&'static str> {
        let parts = |kind: Self| kind.templates().into_iter().map(|template| template.path);
        let own: Vec<&str> = parts(self).collect();
        Self::ALL.into_iter().flat_map(parts).filter(|path| !own.contains(path)).collect()
    }

    /// As many columns, plans or pairs as were asked for.
    fn counted(self, text: String, count: Option<usize>) -> String {
        const THREE: &str = "\"To do\", \"Doing\", \"Done\"";
        const TEAM: &str = "  { name: \"Team\"";
        match (self, count) {
            (Self::Kanban, Some(count @ 4..)) => {
                let more = ["Review", "Testing", "Ready", "Paused", "Later"];
                let more: Vec<String> =
                    more[..(count - 3).min(5)].iter().map(|name| format!("\"{name}\"")).collect();
                let columns = format!("\"To do\", \"Doing\", {}, \"Done\"", more.join(", "));
                let last = count.min(8) - 1;
                text.replace(THREE, &columns).replace("column: 2 }", &format!("column: {last} }}"))
            }
            (Self::Pricing, Some(2)) => {
                text.split_inclusive('\n').filter(|line| !line.starts_with(TEAM)).collect()
            }
            (Self::Pricing, Some(4)) => {
                let fourth = "  { name: \"Company\", monthly: 96, pitch: \"For many teams\", features: [\"Everything in \
                              Team\", \"Single sign-on\", \"A contract\"] },\n];\n\nexport";
                text.replacen("];\n\nexport", fourth, 1)
            }
            (Self::Memory, Some(count)) => {
                let all = ["▲", "●", "■", "★", "◆", "♥", "♣", "☀"].map(|symbol| format!("\"{symbol}\""));
                text.replace(&all.join(", "), &all[..count.min(8)].join(", "))
            }
            _ => text,
        }
    }

    fn style(self) -> &'static str {
        match self {
            Self::Counter => include_str!("kinds/counter.css"),
            Self::Todo => include_str!("kinds/todo.css"),
            Self::Pricing => include_str!("kinds/pricing.css"),
            Self::Login => include_str!("kinds/login.css"),
            Self::Stopwatch => include_str!("kinds/stopwatch.css"),
            Self::Kanban => include_str!("kinds/kanban.css"),
            Self::Dashboard => include_str!("kinds/dashboard.css"),
            Self::Memory => include_str!("kinds/memory.css"),
        }
    }

    /// Path, why and text of each file, styles first, so that every file finds its imports when it arrives.
    pub(super) fn files(self, wish: &Wish) -> Vec<(String, String, String)> {
        let base = include_str!("kinds/base.css").replace("__ACCENT__", wish.accent.unwrap_or("#c2410c"));
        let mut style = format!("{base}{}", self.style());
        if wish.dark == Some(true) {
            style = super::change::with_theme(&style, true);
        }
        let why = "Colours and spacing in one place, as custom properties.";
        let mut files = vec![("src/index.css".to_owned(), why.to_owned(), style)];
        let title = escape(wish.title.as_deref().unwrap_or(self.title()));
        for template in self.templates() {
            let text = self.counted(template.text.replace("__TITLE__", &title), wish.count);
            files.push((template.path.to_owned(), template.why.to_owned(), text));
        }
        files
    }
}

/// Where `word` begins in `text`, not as the end of another word: "encounter" is no counter.
fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word)
        .find(|(at, _)| text[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
        .map(|(at, _)| at)
}

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
