//! All shortcuts, in one table: the keys follow it, and the palette, the dialog and the settings show it.

use super::chord::{Chord, Press};

/// Where a shortcut works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Also while something is being typed.
    Everywhere,
    /// Not while something is being typed: there it is a letter, or means something else.
    Reading,
    /// In one part only, which listens itself.
    Inside,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    pub keys: &'static str,
    /// Id of the command; empty for what a part does itself.
    pub command: &'static str,
    pub words: &'static str,
    pub group: &'static str,
    pub scope: Scope,
}

impl Shortcut {
    pub fn chord(&self) -> Chord {
        Chord::parse(self.keys)
    }
}

pub const GROUPS: [&str; 4] = ["General", "Chat", "Code", "View"];

const fn global(
    keys: &'static str,
    command: &'static str,
    group: &'static str,
    words: &'static str,
) -> Shortcut {
    Shortcut { keys, command, words, group, scope: Scope::Everywhere }
}

const fn inside(keys: &'static str, group: &'static str, words: &'static str) -> Shortcut {
    Shortcut { keys, command: "", words, group, scope: Scope::Inside }
}

pub const SHORTCUTS: &[Shortcut] = &[
    global("Mod+K", "palette", "General", "Command palette: every command, file and setting"),
    global("Mod+P", "files", "General", "Go to a file"),
    Shortcut {
        keys: "?",
        command: "shortcuts",
        words: "Keyboard shortcuts",
        group: "General",
        scope: Scope::Reading,
    },
    global("Escape", "stop", "General", "Stop the turn, or close a dialog"),
    inside("Enter", "Chat", "Send the prompt, in the prompt box"),
    inside("Shift+Enter", "Chat", "New line in the prompt"),
    inside("ArrowUp", "Chat", "Recall an earlier prompt, in an empty prompt box"),
    global("Mod+Enter", "send", "Chat", "Send the prompt, from anywhere"),
    global("Mod+S", "save", "Code", "Save now"),
    global("Mod+Shift+F", "search", "Code", "Search in the project"),
    inside("Mod+Z", "Code", "Undo what was typed, in the editor"),
    inside("Delete", "Code", "Close the file, on its tab"),
    global("Mod+B", "panel", "View", "Show or hide the left panel"),
    global("Ctrl+`", "drawer", "View", "Show or hide the drawer"),
    inside("ArrowRight", "View", "Next tab; on an edge between panels, move it"),
    inside("Home", "View", "First tab; on an edge, as small as it goes"),
    inside("Enter", "View", "On an edge, hide its panel"),
];

/// The shortcut that a key stands for, if it stands for a command.
pub fn find(press: &Press, mac: bool) -> Option<&'static Shortcut> {
    SHORTCUTS.iter().find(|shortcut| shortcut.scope != Scope::Inside && shortcut.chord().is(press, mac))
}

/// The keys of a command.
pub fn keys_of(command: &str) -> Option<&'static Shortcut> {
    SHORTCUTS.iter().find(|shortcut| shortcut.command == command && !command.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_keys_mean_two_commands() {
        let all: Vec<_> = SHORTCUTS.iter().filter(|shortcut| shortcut.scope != Scope::Inside).collect();
        let keys: BTreeSet<_> = all.iter().map(|shortcut| shortcut.keys).collect();
        let commands: BTreeSet<_> = all.iter().map(|shortcut| shortcut.command).collect();
        assert_eq!((keys.len(), commands.len()), (all.len(), all.len()));
        assert!(SHORTCUTS.iter().all(|shortcut| GROUPS.contains(&shortcut.group)));
    }

    #[test]
    fn a_key_finds_its_command() {
        let press = Press { key: "k".to_owned(), ctrl: true, ..Press::default() };
        assert_eq!(find(&press, false).map(|shortcut| shortcut.command), Some("palette"));
        assert_eq!(find(&Press { ctrl: false, ..press.clone() }, false), None);
        assert_eq!(find(&Press { shift: true, ..press }, false), None);
        assert_eq!(keys_of("save").map(|shortcut| shortcut.keys), Some("Mod+S"));
        assert_eq!(keys_of(""), None);
    }
}
