//! What of the workspace's looks outlives a reload.

use leptos::prelude::*;

use super::Desk;
use super::layout::{Column, Drawer, Edge, Layout, Panel, View};
use crate::browser;

/// Takes a value up once, when the page has come to life, and keeps it from then on. `show` tells the style sheet.
fn keep<T>(
    signal: RwSignal<T>,
    key: impl Fn() -> String + Send + Sync + 'static,
    read: fn(&str) -> Option<T>,
    write: fn(&T) -> String,
    show: fn(&T),
) where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let now = signal.get();
        if restored.get_value() {
            show(&now);
            browser::remember(&key(), &write(&now));
            return;
        }
        restored.set_value(true);
        // The document's script has told the style sheet already, so nothing moves.
        if let Some(kept) = browser::remembered(&key()).and_then(|text| read(&text))
            && kept != now
        {
            signal.set(kept);
        }
    });
}

/// The view, for everybody who looks at a project.
pub fn keep_view(layout: Layout) {
    keep(
        layout.view,
        || "view".to_owned(),
        |text| [View::Code, View::Preview, View::Split].into_iter().find(|view| view.key() == text),
        |view| view.key().to_owned(),
        |view| browser::mark_root("data-view", Some(view.key())),
    );
}

/// Sizes and drawer are a person's habit, which part is open and in front belongs to the project: a new one begins
/// with its conversation.
pub fn keep_layout(desk: Desk) {
    let layout = desk.layout;
    keep_view(layout);
    for edge in Edge::ALL {
        keep_size(layout, edge);
    }
    keep(
        layout.drawer,
        || "drawer-open".to_owned(),
        |text| Some(read(&DRAWERS, text)),
        |drawer| write(&DRAWERS, drawer),
        |drawer| {
            browser::mark_root("data-drawer", drawer.map(|_| "open"));
        },
    );
    let own = move |name: &'static str| move || format!("{name}.{}", desk.project.get_value());
    keep(
        layout.panel_open,
        own("panel-open"),
        |text| Some(text != "no"),
        |open| (if *open { "yes" } else { "no" }).to_owned(),
        |open| {
            browser::mark_root("data-side", (!open).then_some("closed"));
        },
    );
    keep(
        layout.panel,
        own("panel"),
        |text| read(&PANELS, text),
        |panel| write(&PANELS, &Some(*panel)),
        |_| {},
    );
    keep(
        layout.column,
        own("column"),
        |text| read(&COLUMNS, text),
        |column| write(&COLUMNS, &Some(*column)),
        |_| {},
    );
    // Of this project alone: the next page has its own.
    on_cleanup(|| browser::mark_root("data-side", None));
}

fn keep_size(layout: Layout, edge: Edge) {
    let size = layout.size(edge);
    let restored = StoredValue::new(false);
    Effect::new(move |_| {
        let now = size.get();
        if restored.get_value() {
            browser::style_root(&format!("--{}", edge.key()), &format!("{now}{}", edge.unit()));
            browser::remember(edge.key(), &now.to_string());
            return;
        }
        restored.set_value(true);
        let kept = browser::remembered(edge.key()).and_then(|kept| kept.parse::<i32>().ok());
        if let Some(kept) = kept.map(|kept| kept.clamp(edge.least(), edge.most()))
            && kept != now
        {
            size.set(kept);
        }
    });
}

type Names<T> = [(T, &'static str)];

const DRAWERS: [(Drawer, &str); 3] =
    [(Drawer::Console, "console"), (Drawer::Problems, "problems"), (Drawer::Activity, "activity")];
const PANELS: [(Panel, &str); 4] =
    [(Panel::Chat, "chat"), (Panel::Files, "files"), (Panel::Search, "search"), (Panel::History, "history")];
const COLUMNS: [(Column, &str); 3] =
    [(Column::Side, "side"), (Column::Code, "code"), (Column::Preview, "preview")];

fn read<T: Copy>(names: &Names<T>, text: &str) -> Option<T> {
    names.iter().find(|(_, name)| *name == text).map(|(value, _)| *value)
}

/// Empty for none.
fn write<T: PartialEq>(names: &Names<T>, value: &Option<T>) -> String {
    let name = names.iter().find(|(known, _)| Some(known) == value.as_ref());
    name.map_or_else(String::new, |(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_were_written() {
        for (panel, _) in PANELS {
            assert_eq!(read(&PANELS, &write(&PANELS, &Some(panel))), Some(panel));
        }
        assert_eq!(write(&DRAWERS, &None), "");
        assert_eq!(read(&DRAWERS, ""), None);
    }
}
