//! The workspace: top bar, left panel, code, preview, drawer.

mod changes;
mod console;
mod console_line;
mod desk;
mod drawer;
mod editor;
mod failure;
mod files;
mod history;
mod keys;
mod layout;
mod loading;
mod open_files;
mod panel;
mod phone_bar;
mod preview;
mod preview_bar;
mod preview_status;
mod saving;
mod search;
mod share;
mod showing;
mod splitter;
mod stage;
mod stream;
mod top_bar;
mod tree;
mod workbench;

pub use changes::view_changes;
pub use desk::{Desk, use_desk};
pub use editor::EditorPane;
pub use layout::View;
pub use preview::PreviewPane;
pub use stage::{Picked, with_elements};
pub use tree::FileTree;
pub use workbench::Workbench;
