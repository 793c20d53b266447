//! Names by scope: as much as is needed to say that a name means one thing only, and to doubt everything else.

use oxc::str::{Ident, IdentHashMap};

const NONE: u32 = u32::MAX;

struct Name {
    /// The last declaration of this name.
    last: u32,
    import: u32,
}

struct Declared {
    scope: u32,
    /// The declaration of the same name before it.
    before: u32,
    is_type: bool,
}

struct Open {
    id: u32,
    is_function: bool,
}

pub struct Scopes<'a> {
    names: IdentHashMap<'a, Name>,
    declared: Vec<Declared>,
    open: Vec<Open>,
    /// The last scope inside each scope; scopes are numbered as they are entered.
    ends: Vec<u32>,
}

impl<'a> Scopes<'a> {
    /// With the module's own scope open.
    pub fn new() -> Self {
        let open = vec![Open { id: 0, is_function: false }];
        Self { names: IdentHashMap::default(), declared: Vec::with_capacity(64), open, ends: vec![NONE] }
    }

    pub fn enter(&mut self, is_function: bool) {
        let id = self.ends.len() as u32;
        self.ends.push(NONE);
        self.open.push(Open { id, is_function });
    }

    pub fn leave(&mut self) {
        if let Some(open) = self.open.pop() {
            self.ends[open.id as usize] = self.ends.len() as u32 - 1;
        }
    }

    pub fn current(&self) -> u32 {
        self.open.last().map_or(0, |open| open.id)
    }

    pub fn parent(&self) -> u32 {
        self.open.iter().rev().nth(1).map_or(0, |open| open.id)
    }

    /// Not in a block of a function, but in the function itself.
    pub fn in_function(&self) -> bool {
        self.open.last().is_some_and(|open| open.is_function)
    }

    /// False if the name is an import's, too.
    pub fn import(&mut self, name: Ident<'a>, import: u32) -> bool {
        self.declared.push(Declared { scope: 0, before: NONE, is_type: false });
        let last = self.declared.len() as u32 - 1;
        self.names.insert(name, Name { last, import }).is_none()
    }

    /// False if the name is declared twice in this scope, or hides an import.
    pub fn declare(&mut self, name: Ident<'a>, is_type: bool) -> bool {
        let scope = self.current();
        let at = self.declared.len() as u32;
        let known = self.names.entry(name).or_insert(Name { last: NONE, import: NONE });
        let before = std::mem::replace(&mut known.last, at);
        self.declared.push(Declared { scope, before, is_type });
        let mut seen = before;
        // Declarations since this scope was opened are in it or in a scope inside.
        while let Some(declared) = self.declared.get(seen as usize).filter(|other| other.scope >= scope) {
            if declared.scope == scope {
                return false;
            }
            seen = declared.before;
        }
        known.import == NONE
    }

    pub fn import_of(&self, name: &Ident<'a>) -> Option<u32> {
        self.names.get(name).map(|known| known.import).filter(|import| *import != NONE)
    }

    /// Once the file was walked: the scope in which the name is found from inside of `scope`, and whether it is a type.
    pub fn resolve(&self, name: &Ident<'a>, scope: u32) -> Option<(u32, bool)> {
        let mut at = self.names.get(name)?.last;
        let mut found: Option<(u32, bool)> = None;
        while let Some(declared) = self.declared.get(at as usize) {
            let holds = declared.scope <= scope && scope <= self.ends[declared.scope as usize];
            if holds && found.is_none_or(|(inner, _)| inner < declared.scope) {
                found = Some((declared.scope, declared.is_type));
            }
            at = declared.before;
        }
        found
    }
}
