use contract::{KeyState, ProviderDraft, ProviderView};
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::state::words;

/// So many suggestions fit into a look.
const MOST_SUGGESTIONS: usize = 60;

/// What became of the last button.
#[derive(Clone, PartialEq)]
enum Outcome {
    None,
    Waiting(&'static str),
    Done(String),
    Failed(String),
}

/// What is known and what is typed about one provider.
#[derive(Clone, Copy)]
struct Form {
    view: RwSignal<ProviderView>,
    key: RwSignal<String>,
    address: RwSignal<String>,
    models: RwSignal<String>,
    outcome: RwSignal<Outcome>,
    /// Names of the models that the provider told.
    offered: RwSignal<Vec<String>>,
}

impl Form {
    fn id(self) -> String {
        self.view.with_untracked(|view| view.id.clone())
    }

    fn draft(self) -> ProviderDraft {
        ProviderDraft {
            id: self.id(),
            key: self.key.get_untracked(),
            address: self.address.get_untracked(),
            models: self.models.get_untracked(),
        }
    }

    fn run<T: 'static>(
        self,
        doing: &'static str,
        work: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) -> String + 'static,
    ) {
        self.outcome.set(Outcome::Waiting(doing));
        leptos::task::spawn_local(async move {
            let outcome = match work.await {
                Ok(value) => Outcome::Done(done(value)),
                Err(error) => Outcome::Failed(error.0.message),
            };
            let _ = self.outcome.try_set(outcome);
        });
    }

    fn test(self) {
        self.run("Asking for its models", api::test_provider(self.draft()), move |names| {
            let text = match names.len() {
                0 => "It answers, and offers no models.".to_owned(),
                n => format!("It answers and offers {}.", words::count(n, "model")),
            };
            let _ = self.offered.try_set(names);
            text
        });
    }

    fn save(self, changed: Callback<()>) {
        self.run("Saving", api::save_provider(self.draft()), move |()| {
            let _ = self.key.try_set(String::new());
            self.refresh(changed);
            "Saved. Its models can be chosen from now on.".to_owned()
        });
    }

    fn forget(self, changed: Callback<()>) {
        self.run("Forgetting", api::forget_provider(self.id()), move |()| {
            let _ = self.key.try_set(String::new());
            let _ = self.address.try_set(String::new());
            let _ = self.models.try_set(String::new());
            self.refresh(changed);
            "Forgotten.".to_owned()
        });
    }

    /// Shows what the server makes of it.
    fn refresh(self, changed: Callback<()>) {
        changed.run(());
        let id = self.id();
        leptos::task::spawn_local(async move {
            let fresh = api::list_providers().await.unwrap_or_default();
            if let Some(fresh) = fresh.into_iter().find(|view| view.id == id) {
                let _ = self.view.try_set(fresh);
            }
        });
    }

    /// Adds the model to the list, or takes it out.
    fn toggle(self, name: &str) {
        self.models.update(|list| {
            let mut names: Vec<&str> =
                list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
            match names.iter().position(|known| *known == name) {
                Some(at) => drop(names.remove(at)),
                None => names.push(name),
            }
            *list = names.join(", ");
        });
    }
}

/// A provider: whether it is connected, and what connects it.
#[component]
pub fn Provider(provider: ProviderView, changed: Callback<()>) -> impl IntoView {
    let form = Form {
        key: RwSignal::new(String::new()),
        address: RwSignal::new(provider.address.clone().unwrap_or_default()),
        models: RwSignal::new(provider.models.replace(',', ", ")),
        outcome: RwSignal::new(Outcome::None),
        offered: RwSignal::new(Vec::new()),
        view: RwSignal::new(provider),
    };
    let stored = move || {
        form.view.with(|view| {
            matches!(view.key, KeyState::Stored { .. } | KeyState::Unreadable)
                || view.address.is_some()
                || !view.models.is_empty()
        })
    };
    let waiting = move || form.outcome.with(|outcome| matches!(outcome, Outcome::Waiting(_)));
    let badge = move || form.view.with(|view| state(view).0);
    let connected = move || form.view.with(|view| state(view).1);
    let name = form.view.with_untracked(|view| view.name.clone());
    view! {
        <details class="provider" name="provider">
            <summary>
                <b>{name.clone()}</b>
                <span class=move || if connected() { "badge" } else { "badge off" }>{badge}</span>
            </summary>
            <form
                on:submit=move |event| {
                    event.prevent_default();
                    form.save(changed);
                }
            >
                <Fields form=form />
                <Offered form=form />
                <div class="row">
                    <button
                        type="submit"
                        class="btn primary"
                        aria-label=format!("Save {name}")
                        disabled=waiting
                    >
                        "Save"
                    </button>
                    <button type="button" class="btn" disabled=waiting on:click=move |_| form.test()>
                        "Test connection"
                    </button>
                    <button
                        type="button"
                        class="btn ghost"
                        hidden=move || !stored()
                        disabled=waiting
                        on:click=move |_| form.forget(changed)
                    >
                        "Forget"
                    </button>
                </div>
                <p role="status" class="outcome-line">
                    {move || match form.outcome.get() {
                        Outcome::None => view! { <span></span> }.into_any(),
                        Outcome::Waiting(what) => view! { <span class="muted">{what} "…"</span> }.into_any(),
                        Outcome::Done(text) => view! { <span class="ok">{text}</span> }.into_any(),
                        Outcome::Failed(text) => view! { <span class="danger">{text}</span> }.into_any(),
                    }}
                </p>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Fields(form: Form) -> impl IntoView {
    let provider = form.view.get_untracked();
    let has_key = provider.key != KeyState::NotNeeded;
    let hint = move || {
        form.view.with(|view| match &view.key {
            KeyState::NotNeeded | KeyState::Missing => String::new(),
            KeyState::Environment { variable } => format!("from {variable}"),
            KeyState::Stored { hint } if hint.is_empty() => "stored".to_owned(),
            KeyState::Stored { hint } => format!("stored, ends in {hint}"),
            KeyState::Unreadable => "stored, and cannot be read; enter it again".to_owned(),
        })
    };
    let page = provider.keys_page.clone();
    view! {
        {has_key
            .then(|| {
                view! {
                    <label>
                        <span>
                            "Key"
                            {page
                                .map(|page| {
                                    view! {
                                        " "
                                        <a href=page target="_blank" rel="noreferrer">
                                            "Get one"
                                        </a>
                                    }
                                })}
                        </span>
                        <input
                            class="field"
                            type="password"
                            autocomplete="off"
                            spellcheck="false"
                            placeholder=hint
                            prop:value=move || form.key.get()
                            on:input=move |event| form.key.set(event_target_value(&event))
                        />
                    </label>
                }
            })}
        <label>
            <span>"Address"</span>
            <input
                class="field"
                type="text"
                inputmode="url"
                autocomplete="off"
                spellcheck="false"
                placeholder=provider.default_address
                prop:value=move || form.address.get()
                on:input=move |event| form.address.set(event_target_value(&event))
            />
        </label>
        {has_key
            .then(|| {
                view! {
                    <label>
                        <span>"Models, separated by commas"</span>
                        <input
                            class="field"
                            type="text"
                            autocomplete="off"
                            spellcheck="false"
                            placeholder=provider.default_model
                            prop:value=move || form.models.get()
                            on:input=move |event| form.models.set(event_target_value(&event))
                        />
                    </label>
                }
            })}
    }
    .into_any()
}

/// The provider's own list, to choose from.
#[component]
fn Offered(form: Form) -> impl IntoView {
    let chosen = move |name: &str| form.models.with(|list| list.split(',').any(|known| known.trim() == name));
    move || {
        let names = form.offered.get();
        (!names.is_empty()).then(|| {
            let more = names.len().saturating_sub(MOST_SUGGESTIONS);
            let chips = names
                .into_iter()
                .take(MOST_SUGGESTIONS)
                .map(|name| {
                    let (pressed, toggled) = (name.clone(), name.clone());
                    view! {
                        <button
                            type="button"
                            class="chip"
                            aria-pressed=move || chosen(&pressed).to_string()
                            on:click=move |_| form.toggle(&toggled)
                        >
                            {name}
                        </button>
                    }
                })
                .collect_view();
            view! {
                <div class="offered" role="group" aria-label="Models it offers">
                    {chips}
                    {(more > 0).then(|| view! { <span class="muted">{format!("and {more} more")}</span> })}
                </div>
            }
        })
    }
}

fn state(provider: &ProviderView) -> (String, bool) {
    let models = words::count(usize::try_from(provider.available).unwrap_or_default(), "model");
    match &provider.key {
        KeyState::Unreadable => ("The key cannot be read".to_owned(), false),
        _ if provider.available > 0 => (format!("Connected, {models}"), true),
        KeyState::NotNeeded => ("Not running".to_owned(), false),
        KeyState::Missing | KeyState::Environment { .. } | KeyState::Stored { .. } => {
            ("Not connected".to_owned(), false)
        }
    }
}
