//! Which parts of the workspace are in sight.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Code,
    Preview,
    Split,
}

impl View {
    /// As the style sheet and the browser's storage call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Preview => "preview",
            Self::Split => "split",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Chat,
    Files,
    Search,
    History,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
    Console,
    Problems,
    Activity,
}

/// The one column of a narrow screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Side,
    Code,
    Preview,
}

impl Column {
    pub fn key(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Code => "code",
            Self::Preview => "preview",
        }
    }
}

/// A border that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Of the left panel, in pixels.
    Side,
    /// Between code and preview: the share of the code in percent.
    Split,
    /// Of the drawer: its height in pixels.
    Drawer,
}

impl Edge {
    pub const ALL: [Self; 3] = [Self::Side, Self::Split, Self::Drawer];

    /// As the style sheet, the browser's storage and the document's first script call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Split => "split",
            Self::Drawer => "drawer",
        }
    }

    pub fn unit(self) -> &'static str {
        match self {
            Self::Side | Self::Drawer => "px",
            Self::Split => "%",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Side => "Width of the left panel",
            Self::Split => "Width of the code",
            Self::Drawer => "Height of the drawer",
        }
    }

    pub fn least(self) -> i32 {
        match self {
            Self::Side => 280,
            Self::Split => 20,
            Self::Drawer => 100,
        }
    }

    pub fn most(self) -> i32 {
        match self {
            Self::Side => 720,
            Self::Split => 80,
            Self::Drawer => 640,
        }
    }

    pub fn usual(self) -> i32 {
        match self {
            Self::Side => 384,
            Self::Split => 50,
            Self::Drawer => 200,
        }
    }

    pub fn step(self) -> i32 {
        match self {
            Self::Side | Self::Drawer => 16,
            Self::Split => 2,
        }
    }
}

#[derive(Clone, Copy)]
pub struct Layout {
    sizes: [RwSignal<i32>; 3],
    pub view: RwSignal<View>,
    pub panel: RwSignal<Panel>,
    pub panel_open: RwSignal<bool>,
    pub drawer: RwSignal<Option<Drawer>>,
    pub column: RwSignal<Column>,
}

impl Layout {
    pub fn new() -> Self {
        Self {
            sizes: Edge::ALL.map(|edge| RwSignal::new(edge.usual())),
            view: RwSignal::new(View::Split),
            panel: RwSignal::new(Panel::Chat),
            panel_open: RwSignal::new(true),
            drawer: RwSignal::new(None),
            column: RwSignal::new(Column::Side),
        }
    }

    pub fn size(self, edge: Edge) -> RwSignal<i32> {
        let [side, split, drawer] = self.sizes;
        match edge {
            Edge::Side => side,
            Edge::Split => split,
            Edge::Drawer => drawer,
        }
    }

    /// Watches everything that moves the panels.
    pub fn track(self) {
        self.view.track();
        self.column.track();
        self.panel_open.track();
        self.drawer.track();
        for size in self.sizes {
            size.track();
        }
    }

    /// As it is for somebody who comes for the first time.
    pub fn reset(self) {
        for edge in Edge::ALL {
            self.size(edge).set(edge.usual());
        }
        self.view.set(View::Split);
        self.panel_open.set(true);
        self.drawer.set(None);
    }

    /// Brings the conversation into sight, wherever it was.
    pub fn show_chat(self) {
        self.panel_open.set(true);
        self.panel.set(Panel::Chat);
        self.column.set(Column::Side);
    }

    /// Brings the code into sight, wherever it was.
    pub fn show_code(self) {
        // Also asked for when an answer comes, and the page may be another by then.
        if self.view.try_get_untracked() == Some(View::Preview) {
            let _ = self.view.try_set(View::Split);
        }
        let _ = self.column.try_set(Column::Code);
    }
}
