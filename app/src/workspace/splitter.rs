use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::desk::use_desk;
use super::layout::{Edge, Layout, View};
use crate::browser::{self, Frame};

/// Height of the drawer's bar, with its line.
const BAR: f64 = 31.0;

/// An edge between two panels: dragged, or moved with the arrow keys. Its place is remembered; a double click brings
/// it back, and what is dragged to nothing, or met with Enter, is hidden.
#[component]
pub fn Splitter(edge: Edge) -> impl IntoView {
    let layout = use_desk().layout;
    let size = layout.size(edge);
    let node = NodeRef::<Div>::new();
    let dragging = RwSignal::new(false);
    // Where the pointer is, which may be beyond what is allowed.
    let wanted = StoredValue::new(0);
    let on_key = move |event: KeyboardEvent| {
        let (lesser, greater) =
            if edge == Edge::Drawer { ("ArrowDown", "ArrowUp") } else { ("ArrowLeft", "ArrowRight") };
        let (least, most) = (edge.least(), most(edge));
        match event.key().as_str() {
            key if key == lesser => size.update(|size| *size = (*size - edge.step()).clamp(least, most)),
            key if key == greater => size.update(|size| *size = (*size + edge.step()).clamp(least, most)),
            "Home" => size.set(least),
            "End" => size.set(most),
            "Enter" => hide(layout, edge),
            _ => return,
        }
        event.prevent_default();
    };
    let on_down = move |event: PointerEvent| {
        browser::capture_pointer(&event);
        wanted.set_value(size.get_untracked());
        dragging.set(true);
    };
    let on_move = move |event: PointerEvent| {
        let Some(parent) = node.get_untracked().filter(|_| dragging.get_untracked()) else { return };
        let Some(parent) = browser::parent_frame(&parent) else { return };
        let at = edge.measure(f64::from(event.client_x()), f64::from(event.client_y()), parent);
        wanted.set_value(at);
        size.set(at.clamp(edge.least(), most(edge)));
    };
    let on_up = move |_: PointerEvent| {
        dragging.set(false);
        let at = wanted.get_value();
        if at < edge.least() / 2 {
            size.set(edge.usual());
            hide(layout, edge);
        } else if edge == Edge::Split && at > 100 - edge.least() / 2 {
            size.set(edge.usual());
            layout.view.set(View::Code);
        }
    };
    view! {
        <div
            node_ref=node
            class=format!("splitter edge-{}", edge.key())
            class:dragging=move || dragging.get()
            role="separator"
            tabindex="0"
            aria-orientation=if edge == Edge::Drawer { "horizontal" } else { "vertical" }
            aria-label=edge.label()
            title="Drag to resize, double-click to reset"
            aria-valuemin=edge.least()
            aria-valuemax=edge.most()
            aria-valuenow=move || size.get()
            on:keydown=on_key
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| dragging.set(false)
            on:dblclick=move |_| size.set(edge.usual())
        ></div>
    }
    .into_any()
}

/// What is beside a panel needs room as well.
fn most(edge: Edge) -> i32 {
    let (width, height) = browser::viewport();
    let room = match edge {
        Edge::Side => width * 0.6,
        Edge::Split => 100.0,
        Edge::Drawer => height * 0.6,
    };
    // Whole pixels; a window has far fewer than fit.
    edge.most().min(room as i32).max(edge.least())
}

fn hide(layout: Layout, edge: Edge) {
    match edge {
        Edge::Side => {
            layout.panel_open.set(false);
            // The edge that had the focus goes as well.
            browser::focus_button("Left panel");
        }
        Edge::Split => layout.view.set(View::Preview),
        Edge::Drawer => layout.drawer.set(None),
    }
}

impl Edge {
    /// How large the panel is when its edge is here.
    fn measure(self, x: f64, y: f64, parent: Frame) -> i32 {
        let at = match self {
            Self::Side => x - parent.left,
            Self::Split if parent.width > 0.0 => (x - parent.left) / parent.width * 100.0,
            Self::Split => 50.0,
            Self::Drawer => parent.top + parent.height - y - BAR,
        };
        at.round() as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_follows_the_pointer() {
        let parent = Frame { left: 400.0, top: 100.0, width: 1000.0, height: 600.0 };
        assert_eq!(Edge::Split.measure(700.0, 0.0, parent), 30);
        assert_eq!(Edge::Drawer.measure(0.0, 450.0, parent), 219);
        assert_eq!(Edge::Side.measure(710.4, 0.0, parent), 310);
        assert_eq!(Edge::Split.measure(700.0, 0.0, Frame::default()), 50);
    }

    #[test]
    fn usual_sizes_are_allowed() {
        for edge in [Edge::Side, Edge::Split, Edge::Drawer] {
            assert!((edge.least()..=edge.most()).contains(&edge.usual()), "{edge:?}");
        }
    }
}
