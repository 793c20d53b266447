use leptos::html::Dialog;
use leptos::prelude::*;

use icondata_lu::LuX;

use super::shortcuts::{GROUPS, SHORTCUTS, Shortcut};
use super::use_commands;
use crate::browser;
use crate::parts::Icon;

/// The keys of a shortcut, each on its own cap.
#[component]
pub fn Keys(shortcut: &'static Shortcut) -> impl IntoView {
    let mac = use_commands().mac;
    move || {
        let caps = shortcut.chord().caps(mac.get());
        view! { <span class="keys">{caps.into_iter().map(|cap| view! { <kbd>{cap}</kbd> }).collect_view()}</span> }
    }
}

/// All shortcuts, by group.
#[component]
pub fn ShortcutList() -> impl IntoView {
    let groups = GROUPS.map(|group| {
        let rows = SHORTCUTS.iter().filter(|shortcut| shortcut.group == group).map(|shortcut| {
            view! {
                <div>
                    <dt>{shortcut.words}</dt>
                    <dd>
                        <Keys shortcut=shortcut />
                    </dd>
                </div>
            }
        });
        view! {
            <section class="shortcut-group" aria-label=group>
                <h3>{group}</h3>
                <dl>{rows.collect_view()}</dl>
            </section>
        }
    });
    view! { <div class="shortcut-list">{groups.collect_view()}</div> }.into_any()
}

/// What `?` opens.
#[component]
pub fn Help() -> impl IntoView {
    let commands = use_commands();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        let open = commands.help.get();
        let Some(dialog) = dialog.get() else { return };
        if open { browser::show_dialog(&dialog) } else { browser::close_dialog(&dialog) }
    });
    view! {
        <dialog
            node_ref=dialog
            class="dialog wide"
            aria-labelledby="shortcuts-title"
            on:close=move |_| commands.help.set(false)
            on:click=move |event| {
                // Beside the dialog: on what is behind it.
                if browser::is_backdrop(&event) {
                    commands.help.set(false);
                }
            }
        >
            <div class="dialog-head">
                <h2 id="shortcuts-title">"Keyboard shortcuts"</h2>
                <button
                    type="button"
                    class="btn ghost square"
                    aria-label="Close"
                    on:click=move |_| commands.help.set(false)
                >
                    <Icon icon=LuX />
                </button>
            </div>
            <Show when=move || commands.help.get()>
                <ShortcutList />
            </Show>
        </dialog>
    }
    .into_any()
}
