//! From a model's reply to changed files: parse, locate, apply.
//!
//! Pure and for both sides: no IO, no async, no clock. A reply may be cut, mangled or hostile; the worst that
//! comes of it is a refusal with a reason. Text that is not part of a complete, located change never reaches a
//! file.

mod apply;
mod changes;
mod collect;
mod diff;
mod display;
mod elision;
mod event;
mod gate;
mod hunk;
mod locate;
mod nearest;
mod outline;
mod parser;
mod reindent;
mod repair;
mod splice;
mod tag;
mod text;

pub use apply::{Applied, Apply, Tree, apply_block};
pub use changes::count as count_changes;
pub use collect::{Collector, FileBlock, Hunk};
pub use diff::write_diff;
pub use display::preview_block;
pub use event::{DiffLine, FileHead, ParseEvent};
pub use gate::Wish;
pub use outline::{Outline, Syntax};
pub use parser::{Parser, Standing};
pub use splice::{apply_splices, inverse_splices};
pub use vfs::{PathProblem, normalize_path};
