//! Which parts of the workspace are in sight.

use leptos::prelude::*;

use crate::browser;

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

#[derive(Clone, Copy)]
pub struct Layout {
    pub view: RwSignal<View>,
    pub panel: RwSignal<Panel>,
    pub panel_open: RwSignal<bool>,
    pub drawer: RwSignal<Option<Drawer>>,
    pub column: RwSignal<Column>,
}

impl Layout {
    pub fn new() -> Self {
        Self {
            view: RwSignal::new(View::Split),
            panel: RwSignal::new(Panel::Chat),
            panel_open: RwSignal::new(true),
            drawer: RwSignal::new(None),
            column: RwSignal::new(Column::Side),
        }
    }

    /// Takes up the remembered view, and remembers it from then on. The document's script has set the
    /// attribute already, so nothing moves.
    pub fn remember(self) {
        let restored = StoredValue::new(false);
        let view = self.view;
        Effect::new(move |_| {
            let now = view.get();
            if restored.get_value() {
                browser::mark_root("data-view", Some(now.key()));
                browser::remember("view", now.key());
                return;
            }
            restored.set_value(true);
            match browser::remembered("view").as_deref() {
                Some("code") => view.set(View::Code),
                Some("preview") => view.set(View::Preview),
                Some(_) | None => {}
            }
        });
    }

    /// Brings the conversation into sight, wherever it was.
    pub fn show_chat(self) {
        self.panel_open.set(true);
        self.panel.set(Panel::Chat);
        self.column.set(Column::Side);
    }

    /// Brings the code into sight, wherever it was.
    pub fn show_code(self) {
        if self.view.get_untracked() == View::Preview {
            self.view.set(View::Split);
        }
        self.column.set(Column::Code);
    }
}
