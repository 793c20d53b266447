//! Lists of projects, and what new ones are made of.

use serde::{Deserialize, Serialize};

use crate::{ModelId, ProjectId, ProjectView};

/// Projects on one page of a list.
pub const PROJECTS_PER_PAGE: u32 = 48;
/// Days after which a deleted project is gone for good.
pub const DAYS_IN_TRASH: i64 = 30;
/// Longest name of a project, in characters.
pub const MAX_PROJECT_NAME: usize = 100;
/// Largest picture, font or sound that an import takes, in bytes (VFS-09).
pub const MAX_IMPORT_ASSET_BYTES: usize = 10 * 1024 * 1024;
/// Most bytes of an archive or a folder that is imported, packed and unpacked.
pub const MAX_IMPORT_BYTES: usize = 48 * 1024 * 1024;

/// Where a project stands: each is in exactly one list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectShelf {
    #[default]
    Active,
    /// Put aside with all that belongs to it.
    Archived,
    /// Gone for good `DAYS_IN_TRASH` days later.
    Deleted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectSort {
    /// Last changed first.
    #[default]
    Changed,
    /// From A to Z, whatever the case of the letters.
    Name,
    /// Newest first.
    Created,
}

/// Which projects, in which order, and which page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectQuery {
    /// Words of the name, in their order; empty for all.
    #[serde(default)]
    pub search: String,
    #[serde(default)]
    pub shelf: ProjectShelf,
    #[serde(default)]
    pub sort: ProjectSort,
    /// The first page is 0. One beyond the last is answered with the last.
    #[serde(default)]
    pub page: u32,
}

/// How many projects stand where, whatever is searched for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfCounts {
    pub active: i64,
    pub archived: i64,
    pub deleted: i64,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ProjectPage {
    pub projects: Vec<ListedProject>,
    /// Projects that were found, on all pages.
    pub found: i64,
    /// The page that this is.
    pub page: u32,
    pub counts: ShelfCounts,
}

/// A project in a list, with when it was deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListedProject {
    pub project: ProjectView,
    #[serde(default)]
    pub deleted_at_ms: Option<i64>,
}

/// An app to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateView {
    /// `to-do`, as routes and forms name it.
    pub id: String,
    pub name: String,
    /// One sentence: what it does.
    pub about: String,
    /// Packages beside React that it is built with.
    pub packages: Vec<String>,
    pub files: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectSource {
    /// By the template's id.
    Template(String),
    /// The plan's `request` says what it is to be.
    Description,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Brightness {
    /// As the computer is set.
    #[default]
    System,
    Light,
    Dark,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Corners {
    #[default]
    Soft,
    Square,
    Round,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Typeface {
    #[default]
    Sans,
    Serif,
    Mono,
    Rounded,
}

/// How an app is to look. Whatever is left as it is by default changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// `#rrggbb`; none for the app's own.
    #[serde(default)]
    pub accent: Option<String>,
    #[serde(default)]
    pub brightness: Brightness,
    #[serde(default)]
    pub corners: Corners,
    #[serde(default)]
    pub typeface: Typeface,
    /// In a person's words, for a model: "calm, lots of white space".
    #[serde(default)]
    pub words: String,
}

/// A new project as the wizard describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectPlan {
    pub source: ProjectSource,
    /// Empty takes the template's, or the one that the request suggests.
    #[serde(default)]
    pub name: String,
    /// What to build, or what to change of the template right away; empty for nothing.
    #[serde(default)]
    pub request: String,
    #[serde(default)]
    pub look: Look,
    #[serde(default)]
    pub model: Option<ModelId>,
}

/// Answer to an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedProject {
    pub project: ProjectId,
    pub name: String,
    pub files: u32,
    /// Files that do not belong to a project's sources, `node_modules` among them.
    pub left_out: u32,
}

/// A file of a folder that is being imported; its bytes follow the list, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportEntry {
    pub path: String,
    pub bytes: u64,
}

/// Accent colours that the wizard offers, by the names that people and models use.
pub const ACCENTS: [(&str, &str); 8] = [
    ("orange", "#c2410c"),
    ("red", "#b91c1c"),
    ("pink", "#be185d"),
    ("purple", "#7e22ce"),
    ("blue", "#1d4ed8"),
    ("teal", "#0f766e"),
    ("green", "#15803d"),
    ("slate", "#475569"),
];
