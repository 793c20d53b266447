//! What the demo model can build, and which prompts ask for it.

use super::words::{find, has, is_word};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Counter,
    Todo,
    Pricing,
    Login,
    Dashboard,
    Kanban,
    Calculator,
    Stopwatch,
    Quiz,
    Memory,
    Notes,
    Gallery,
    Table,
    Chat,
    Landing,
    Settings,
}

/// What is known of a kind without looking into its sources.
struct About {
    /// The heading, where the prompt names none.
    title: &'static str,
    /// "a counter", as part of a sentence.
    article: &'static str,
    /// Text in the page that tells the kind of a project.
    mark: &'static str,
    /// Phrases that ask for it, divided by commas.
    phrases: &'static str,
    /// Words that make something else of it when they stand right before: a word counter is no counter.
    unless: &'static str,
}

impl Kind {
    pub(super) const ALL: [Self; 16] = [
        Self::Counter,
        Self::Todo,
        Self::Pricing,
        Self::Login,
        Self::Dashboard,
        Self::Kanban,
        Self::Calculator,
        Self::Stopwatch,
        Self::Quiz,
        Self::Memory,
        Self::Notes,
        Self::Gallery,
        Self::Table,
        Self::Chat,
        Self::Landing,
        Self::Settings,
    ];

    fn about(self) -> About {
        let about = |title, article, mark, phrases, unless| About { title, article, mark, phrases, unless };
        match self {
            Self::Counter => about(
                "Counter",
                "a counter",
                "className=\"card counter\"",
                "counter, count clicks, click count, tally, counting app",
                "word, character, letter, calorie, kitchen, bar, geiger, bean, carb, step, token, line",
            ),
            Self::Todo => about(
                "To-do",
                "a to-do list",
                "className=\"card tasks\"",
                "to do, todo, todo list, to do list, to do app, task list, tasks list, list of tasks, \
                  checklist, check list, shopping list, grocery list, groceries, packing list, bucket list, \
                  chore list, task app, task manager, task tracker, todos, list of chores",
                "nothing, want, need, have, able, how, what",
            ),
            Self::Pricing => about(
                "Simple pricing",
                "a pricing table",
                "className=\"page pricing\"",
                "pricing, pricing table, pricing page, price table, price plan, plans page, \
                  subscription plan, price list, pricing plan, pricing card, plan comparison, \
                  compare plans",
                "option, options, dynamic",
            ),
            Self::Login => about(
                "Sign in",
                "a login form",
                "className=\"card login\"",
                "login, log in form, log in page, log in screen, log in, sign in, signin, sign in form, \
                  sign up form, signup form, signup page, sign up page, registration form, register form, \
                  registration page, sign up screen, login form, login page",
                "they, users, to, can, must",
            ),
            Self::Dashboard => about(
                "Sales",
                "a dashboard with charts",
                "className=\"page wide dashboard\"",
                "dashboard, analytics, chart, sales report, bar chart, line chart, pie chart, kpi, \
                  metrics, admin panel, graph of sales, statistics page, data visualization",
                "org, organization, flow, gantt, seating, star, birth, eye, chore, car, plane, natal, \
                  color, size",
            ),
            Self::Kanban => about(
                "Board",
                "a kanban board",
                "className=\"page wide board\"",
                "kanban, kanban board, task board, trello, board with columns, scrum board, sprint board, \
                  project board, agile board, board with cards, planning board, board with lists, \
                  board with # column, board with the column, board of # column, board with # list",
                "",
            ),
            Self::Calculator => about(
                "Calculator",
                "a calculator",
                "className=\"card calculator\"",
                "calculator, calc, pocket calculator, calculator app, adding machine",
                "mortgage, tip, bmi, loan, tax, age, calorie, discount, grade, gpa, interest, currency, \
                  unit, date, fuel, carbon, roi, savings, body, matrix, graphing",
            ),
            Self::Stopwatch => about(
                "Stopwatch",
                "a stopwatch",
                "className=\"card watch\"",
                "stopwatch, stop watch, timer, lap time, lap timer, chronometer",
                "egg, kitchen, countdown, down, pomodoro, cooking, tea, focus, interval, workout, tomato, \
                  hiit",
            ),
            Self::Quiz => about(
                "Quiz",
                "a quiz",
                "className=\"card quiz\"",
                "quiz, quizz, trivia, trivia game, quiz game, multiple choice test, multiple choice",
                "personality",
            ),
            Self::Memory => about(
                "Memory",
                "a memory game",
                "className=\"card memory\"",
                "memory game, matching game, card game, pairs game, memory cards, concentration game, \
                  memory card, find the pairs, matching pairs, game of memory, memory with, pair matching, \
                  match the cards, card matching",
                "trading, collectible",
            ),
            Self::Notes => about(
                "Notes",
                "Markdown notes",
                "className=\"page wide notes\"",
                "notes, note app, notes app, markdown notes, markdown editor, markdown note, notebook, \
                  notepad, note taking, note taker, markdown preview, journal app, note pad",
                "sticky, release, musical, piano, lecture, bank, patch, jupyter, fragrance",
            ),
            Self::Gallery => about(
                "Gallery",
                "an image gallery",
                "className=\"page wide gallery\"",
                "gallery, image gallery, photo gallery, picture gallery, photo wall, photo grid, \
                  image grid, photo album, lightbox, picture wall, photos page, portfolio of photos",
                "shooting",
            ),
            Self::Table => about(
                "People",
                "a data table",
                "className=\"page wide data\"",
                "data table, data grid, sortable table, table with sort, table with filter, \
                  table with sorting, table with pagination, filterable table, table of people, \
                  table of employees, table of customers, table of users, table of products, \
                  employee table, user table, customer table, employee directory, people table, \
                  table with columns, searchable table, paginated table, employee list, table with search, \
                  table with rows, table",
                "periodic, time, times, multiplication, dining, seating, pool, coffee, hash, truth, \
                  league, round, turn, the",
            ),
            Self::Chat => about(
                "Messages",
                "a chat window",
                "className=\"card chat\"",
                "chat window, chat app, chat, chat box, chat room, chat interface, messenger, \
                  messaging app, chat ui, chat widget, chat screen, chatbot, message thread, chat page, \
                  instant messaging",
                "lets, can, we, to, could, video, voice, want",
            ),
            Self::Landing => about(
                "Daybreak",
                "a landing page",
                "className=\"landing\"",
                "landing page, landingpage, home page, homepage, marketing page, product page, \
                  marketing site, website for, website, web site, one page site, launch page, startup page, \
                  coming soon page, promo page, landing site, landing",
                "moon, the, plane, crash, soft",
            ),
            Self::Settings => about(
                "Settings",
                "a settings form",
                "className=\"settings\"",
                "settings, settings form, settings page, settings screen, preferences, preferences page, \
                  settings panel, account settings, options page, profile settings, preference form, \
                  settings dialog, user settings",
                "camera, the",
            ),
        }
    }

    pub(super) fn title(self) -> &'static str {
        self.about().title
    }

    pub(super) fn article(self) -> &'static str {
        self.about().article
    }

    /// The kind that the project is of, as far as its page can still be told.
    pub(super) fn of(files: &[(String, String)]) -> Option<Self> {
        let (_, page) = files.iter().find(|(path, _)| path == "src/App.tsx")?;
        Self::ALL.into_iter().find(|kind| page.contains(kind.about().mark))
    }

    /// The kind that a prompt asks for, and where: the earliest phrase decides, of these the longest.
    pub(super) fn asked(words: &[String]) -> Option<(usize, Self)> {
        let found = Self::ALL.into_iter().filter_map(|kind| {
            let about = kind.about();
            let phrases = about.phrases.split(", ").filter_map(|phrase| {
                let at = find(words, phrase)?;
                let before = |back: usize| at.checked_sub(back).map(|at| words[at].as_str());
                let other = before(1).is_some_and(|word| about.unless.split(", ").any(|other| other == word))
                    || names_another_thing(words, at + phrase.split(' ').count());
                (!other && !is_denied(before(1), before(2))).then_some((at, phrase.split(' ').count()))
            });
            phrases.min_by_key(|(at, length)| (*at, usize::MAX - length)).map(|place| (place, kind))
        });
        // A longer phrase that begins one word earlier was meant: the table in a pricing table.
        let ((at, _), kind) = found.min_by_key(|((at, length), _)| (*at, usize::MAX - length))?;
        Some((at, kind))
    }
}

/// "Not a counter", "without charts".
fn is_denied(before: Option<&str>, two_before: Option<&str>) -> bool {
    let denies = |word: &str| ["not", "no", "without", "except", "isnt", "never", "than"].contains(&word);
    let article = |word: &str| ["a", "an", "any", "the"].contains(&word);
    before.is_some_and(denies) || before.is_some_and(article) && two_before.is_some_and(denies)
}

/// "Chart library", "calculator in COBOL for tests": what follows may make it a thing of another kind.
fn names_another_thing(words: &[String], after: usize) -> bool {
    let things = [
        "library",
        "tennis",
        "reservation",
        "algorithm",
        "parser",
        "compiler",
        "leak",
        "plugin",
        "cloth",
        "driver",
        "server",
        "api",
        "extension",
        "history",
        "joke",
        "poem",
        "essay",
        "article",
        "tutorial",
        "bug",
    ];
    words.get(after).is_some_and(|word| things.contains(&word.as_str()))
}

/// Why a prompt is none for this model, whatever thing it names.
pub(super) fn is_foreign(words: &[String]) -> bool {
    // Questions and texts about a thing are no wish to have it.
    let openings: [&[&str]; 20] = [
        &["what", "is"],
        &["what", "are"],
        &["whats"],
        &["explain"],
        &["why"],
        &["who"],
        &["when"],
        &["where"],
        &["how", "do"],
        &["how", "does"],
        &["how", "can"],
        &["how", "to"],
        &["tell", "me"],
        &["translate"],
        &["summarize"],
        &["summarise"],
        &["describe"],
        &["compare", "react"],
        &["should", "i"],
        &["is", "a"],
    ];
    let begins = openings.iter().any(|opening| {
        words.len() >= opening.len() && opening.iter().zip(words).all(|(wanted, word)| wanted == word)
    });
    let texts = [
        "poem", "essay", "article", "story", "song", "novel", "joke", "speech", "tutorial", "compiler",
        "script", "regex", "query",
    ];
    let asks_for_text =
        words.first().is_some_and(|first| ["write", "draft", "compose"].contains(&first.as_str()))
            && has(&words[..words.len().min(5)], &texts);
    begins || asks_for_text || other_language(words).is_some()
}

/// "In Vue", "with Django": what these pages are not written in.
pub(super) fn other_language(words: &[String]) -> Option<&str> {
    let languages = [
        "vue", "angular", "svelte", "solidjs", "python", "django", "flask", "rails", "php", "laravel",
        "java", "kotlin", "flutter", "swift", "swiftui", "rust", "cobol", "fortran", "haskell", "excel",
        "jquery", "perl", "ruby",
    ];
    words
        .windows(2)
        .find(|pair| {
            ["in", "with", "using", "to", "as"].contains(&pair[0].as_str())
                && languages.iter().any(|name| is_word(&pair[1], name))
        })
        .map(|pair| pair[1].as_str())
}
