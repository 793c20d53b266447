//! The file tree and everything that is done in it: making, naming, moving, copying, deleting, uploading, looking.
//!
//! Each deed is one call of the server, which answers what it changed; the tree itself follows the events, in this tab
//! as in every other.

mod action;
mod drag;
mod icons;
mod keys;
mod lines;
mod menu;
mod naming;
mod panel;
mod picture;
mod relocate;
mod row;
mod specimen;
mod state;
mod toast;
mod tree;
mod upload;
mod view;

pub use panel::FilesPanel;
pub use state::provide_explorer;
pub use toast::say_done;
pub use tree::FileTree;
pub use view::{FileViewer, Look, RenderedSwitch, viewer};
