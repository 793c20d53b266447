//! Commands, and the three ways to them: keys, the palette, and the list of shortcuts.
//!
//! A part of the interface offers its commands for as long as it is there; what a command is called, which keys it has
//! and whether it can be done now is asked in one place.

mod button;
mod chord;
mod fuzzy;
mod help;
mod listen;
mod palette;
mod rank;
mod shortcuts;
mod site;

use std::sync::Arc;

use leptos::prelude::*;

pub use button::PaletteButton;
pub use chord::{Place, Press};
pub use help::ShortcutList;
use palette::Mode;
pub use site::SiteCommands;

use rank::Entry;

type Act = Arc<dyn Fn() + Send + Sync>;

/// Something that can be asked for by name.
#[derive(Clone)]
pub struct Command {
    id: String,
    group: &'static str,
    title: String,
    also: &'static str,
    enabled: Arc<dyn Fn() -> bool + Send + Sync>,
    run: Act,
}

impl Command {
    pub fn new(
        id: impl Into<String>,
        group: &'static str,
        title: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self {
            id: id.into(),
            group,
            title: title.into(),
            also: "",
            enabled: Arc::new(|| true),
            run: Arc::new(run),
        }
    }

    /// Other words that people look for it by.
    pub fn also(self, words: &'static str) -> Self {
        Self { also: words, ..self }
    }

    /// Only while this is true.
    pub fn when(self, enabled: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { enabled: Arc::new(enabled), ..self }
    }

    fn is_enabled(&self) -> bool {
        untrack(|| (self.enabled)())
    }
}

/// Where the palette finds files.
#[derive(Clone)]
pub struct Files {
    /// Paths, those that are open first.
    pub list: Arc<dyn Fn() -> Vec<String> + Send + Sync>,
    pub open: Arc<dyn Fn(&str) + Send + Sync>,
}

/// What is offered now.
#[derive(Clone, Copy)]
pub struct Commands {
    /// Each with the number of its offer.
    list: RwSignal<Vec<(u32, Command)>>,
    files: RwSignal<Option<(u32, Files)>>,
    last: StoredValue<u32>,
    /// Whether the palette is open, and for what.
    pub palette: RwSignal<Option<Mode>>,
    /// Whether the list of shortcuts is open.
    pub help: RwSignal<bool>,
    /// Known when the page has come to life.
    pub mac: RwSignal<bool>,
}

pub fn provide_commands() {
    let commands = Commands {
        list: RwSignal::new(Vec::new()),
        files: RwSignal::new(None),
        last: StoredValue::new(0),
        palette: RwSignal::new(None),
        help: RwSignal::new(false),
        mac: RwSignal::new(false),
    };
    provide_context(commands);
    listen::listen(commands);
}

pub fn use_commands() -> Commands {
    // Provided by the app, around every page.
    expect_context()
}

impl Commands {
    /// Offers commands until the part that calls this is gone. Later offers are asked first: a page's own command
    /// stands before one of the same name that every page has.
    pub fn offer(&self, commands: Vec<Command>) {
        let Commands { list, last, .. } = *self;
        Effect::new(move |_| {
            let number = next(last);
            let fresh = commands.iter().cloned().map(|command| (number, command));
            list.update(|list| list.extend(fresh));
            on_cleanup(move || {
                let _ = list.try_update(|list| list.retain(|(offer, _)| *offer != number));
            });
        });
    }

    pub fn offer_files(&self, offered: Files) {
        let Commands { files, last, .. } = *self;
        Effect::new(move |_| {
            let number = next(last);
            files.set(Some((number, offered.clone())));
            on_cleanup(move || {
                let _ = files.try_update(|files| {
                    if files.as_ref().is_some_and(|(offer, _)| *offer == number) {
                        *files = None;
                    }
                });
            });
        });
    }

    fn find(&self, id: &str) -> Option<Command> {
        self.list.with_untracked(|list| {
            list.iter().rev().find(|(_, command)| command.id == id).map(|(_, command)| command.clone())
        })
    }

    /// Does it, if it is offered and can be done now.
    pub fn run(&self, id: &str) -> bool {
        match self.find(id) {
            Some(command) if command.is_enabled() => {
                (command.run)();
                true
            }
            Some(_) | None => false,
        }
    }

    fn entries(&self) -> Vec<Entry> {
        self.list.with_untracked(|list| {
            let entry = |(_, command): &(u32, Command)| Entry {
                id: command.id.clone(),
                title: command.title.clone(),
                group: command.group,
                also: command.also.to_owned(),
                enabled: command.is_enabled(),
            };
            // A page's own before what every page has.
            let mut sorted: Vec<&(u32, Command)> = list.iter().collect();
            sorted.sort_by_key(|(offer, _)| std::cmp::Reverse(*offer));
            sorted.into_iter().map(entry).collect()
        })
    }
}

fn next(last: StoredValue<u32>) -> u32 {
    last.try_update_value(|last| {
        *last = last.wrapping_add(1);
        *last
    })
    .unwrap_or_default()
}
