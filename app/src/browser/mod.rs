//! The only modules that touch the browser. Each has a twin that does nothing, for the server.

#[cfg(feature = "hydrate")]
mod editor;
#[cfg(feature = "hydrate")]
mod folders;
#[cfg(feature = "hydrate")]
mod images;
#[cfg(feature = "hydrate")]
mod lists;
#[cfg(feature = "hydrate")]
mod modules;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod preview;
#[cfg(feature = "hydrate")]
mod searcher;
#[cfg(feature = "hydrate")]
mod shell;
#[cfg(feature = "hydrate")]
mod socket;
#[cfg(feature = "hydrate")]
mod storage;
#[cfg(feature = "hydrate")]
mod tree;
#[cfg(feature = "hydrate")]
pub use self::{
    editor::Editor, folders::*, images::*, lists::*, modules::expect_editor, page::*, preview::Preview,
    searcher::Searcher, shell::*, socket::Socket, storage::*, tree::*,
};

#[cfg(not(feature = "hydrate"))]
mod absent;
#[cfg(not(feature = "hydrate"))]
pub use self::absent::*;

/// Where an element lies in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}
