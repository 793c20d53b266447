//! Keys that are pressed together.

/// A key as the browser reports it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// What it stands for: `f`, `?`, `Escape`.
    pub key: String,
    /// Where it lies: `Backquote`. Some layouts make an accent of it.
    pub code: String,
    pub ctrl: bool,
    pub meta: bool,
    pub shift: bool,
    pub alt: bool,
}

/// Where a key was pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// In something that takes text.
    pub typing: bool,
    /// A dialog is open.
    pub dialog: bool,
    /// In the code editor.
    pub editor: bool,
}

/// Written as `Mod+Shift+F`; `Mod` is Cmd on a Mac and Ctrl elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chord {
    modifier: bool,
    ctrl: bool,
    shift: bool,
    key: &'static str,
}

impl Chord {
    pub fn parse(text: &'static str) -> Self {
        let mut chord = Self::default();
        for part in text.split('+') {
            match part {
                "Mod" => chord.modifier = true,
                "Ctrl" => chord.ctrl = true,
                "Shift" => chord.shift = true,
                key => chord.key = key,
            }
        }
        chord
    }

    pub fn is(self, press: &Press, mac: bool) -> bool {
        let ctrl = self.ctrl || (self.modifier && !mac);
        let meta = self.modifier && mac;
        if press.alt || press.ctrl != ctrl || press.meta != meta {
            return false;
        }
        let letter = self.key.len() == 1 && self.key.bytes().all(|byte| byte.is_ascii_alphabetic());
        // A sign is where the layout puts it, with Shift or without.
        let named = self.key.len() > 1;
        if (letter || named) && press.shift != self.shift {
            return false;
        }
        press.key.eq_ignore_ascii_case(self.key) || (self.key == "`" && press.code == "Backquote")
    }

    /// Each key as it stands on the keyboard.
    pub fn caps(self, mac: bool) -> Vec<&'static str> {
        let mut caps = Vec::new();
        if self.ctrl || (self.modifier && !mac) {
            caps.push(if mac { "⌃" } else { "Ctrl" });
        }
        if self.modifier && mac {
            caps.push("⌘");
        }
        if self.shift {
            caps.push(if mac { "⇧" } else { "Shift" });
        }
        caps.push(match self.key {
            "Escape" => "Esc",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            key => key,
        });
        caps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> Press {
        Press { key: key.to_owned(), ..Press::default() }
    }

    #[test]
    fn modifiers_have_to_fit() {
        let find = Chord::parse("Mod+Shift+F");
        assert!(find.is(&Press { ctrl: true, shift: true, ..press("F") }, false));
        assert!(find.is(&Press { meta: true, shift: true, ..press("f") }, true));
        assert!(!find.is(&Press { ctrl: true, ..press("f") }, false));
        // On a Mac, Ctrl moves the cursor.
        assert!(!find.is(&Press { ctrl: true, shift: true, ..press("f") }, true));
        assert!(!find.is(&Press { ctrl: true, shift: true, alt: true, ..press("f") }, false));
    }

    #[test]
    fn signs_are_where_the_layout_puts_them() {
        assert!(Chord::parse("?").is(&Press { shift: true, ..press("?") }, false));
        assert!(Chord::parse("?").is(&press("?"), false));
        let tick = Chord::parse("Ctrl+`");
        assert!(tick.is(&Press { ctrl: true, ..press("`") }, true));
        assert!(tick.is(&Press { ctrl: true, code: "Backquote".to_owned(), ..press("Dead") }, false));
        assert!(!Chord::parse("Enter").is(&Press { shift: true, ..press("Enter") }, false));
    }

    #[test]
    fn keys_are_shown_as_they_stand_there() {
        assert_eq!(Chord::parse("Mod+Shift+F").caps(false), ["Ctrl", "Shift", "F"]);
        assert_eq!(Chord::parse("Mod+Shift+F").caps(true), ["⌘", "⇧", "F"]);
        assert_eq!(Chord::parse("Escape").caps(false), ["Esc"]);
    }
}
