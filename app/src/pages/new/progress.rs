use icondata_lu::LuCheck;
use leptos::prelude::*;

use super::use_wizard;
use super::wizard::Step;
use crate::parts::Icon;

/// Where one is. Steps that are behind can be opened again.
#[component]
pub fn Progress(step: Memo<Step>, go: Callback<Step>) -> impl IntoView {
    let desk = use_wizard();
    let items = Step::ALL
        .map(|own| {
            let behind = move || own.number() < step.get().number();
            let here = move || step.get() == own;
            view! {
                <li class:done=behind class:now=here>
                    <button
                        type="button"
                        disabled=move || !behind() || desk.busy.get()
                        aria-current=move || here().then_some("step")
                        on:click=move |_| go.run(own)
                    >
                        <span class="step-number" aria-hidden="true">
                            {move || if behind() { view! { <Icon icon=LuCheck /> }.into_any() } else { (own.number() + 1).to_string().into_any() }}
                        </span>
                        {own.name()}
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="wizard-steps" aria-label="Steps">
            <ol>{items}</ol>
        </nav>
    }
    .into_any()
}
