//! The preview's compiler and module graph: from a project's files to code that a sandboxed frame can run.
//!
//! Pure and deterministic: no IO, no clock, no async; it builds for the browser's worker and for the server,
//! which checks a run's result with it. Nothing here runs the user's code or knows how it is shown: that is
//! the JavaScript in `frontend/js/preview`.

mod assets;
mod candidates;
mod check;
mod compile;
mod css;
mod css_refs;
mod document;
mod engine;
mod frame_message;
mod graph;
mod json;
mod link;
mod locate;
mod loops;
mod manifest;
mod moved;
mod position;
mod rewrite;
mod script;
mod sheets;
mod site;
mod tsconfig;
mod undeclared;

pub use assets::is_asset;
pub use check::{Inspection, check, imports, inspect, packages};
pub use compile::{
    CompileOptions, Compiled, Dep, DepKind, ImportedName, ModuleKind, Style, compile, original_position,
};
pub use css_refs::{References, references as css_references};
pub use engine::{Engine, Update};
pub use moved::{Moves, follow_copies, follow_moves};
pub use position::Lines;
pub use site::{Sheet, Site, site};
