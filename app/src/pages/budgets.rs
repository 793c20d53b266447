use contract::BudgetView;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api;
use crate::state::words;

/// From here on a bar warns.
const NEAR_PERCENT: i64 = 80;
/// More projects than anyone sets a budget for at once.
const MOST_ROWS: usize = 50;

/// What projects may cost. A turn that would begin above it is refused.
#[component]
pub fn Budgets(budgets: Vec<BudgetView>) -> impl IntoView {
    if budgets.is_empty() {
        return ().into_any();
    }
    let said = RwSignal::new(None::<Result<String, String>>);
    let rows = budgets
        .into_iter()
        .take(MOST_ROWS)
        .map(|budget| view! { <Row budget=budget said=said /> })
        .collect_view();
    view! {
        <h2 id="budgets">"Budgets"</h2>
        <p class="muted">
            "What a project may cost in all, in US dollars. At 80% its turns say so; at 100% no further one begins. Empty is no limit."
        </p>
        <ul class="budgets" aria-labelledby="budgets">
            {rows}
        </ul>
        <p role="status">
            {move || match said.get() {
                None => view! { <span></span> }.into_any(),
                Some(Ok(text)) => view! { <span class="ok">{text}</span> }.into_any(),
                Some(Err(text)) => view! { <span class="danger">{text}</span> }.into_any(),
            }}
        </p>
    }
    .into_any()
}

#[component]
fn Row(budget: BudgetView, said: RwSignal<Option<Result<String, String>>>) -> impl IntoView {
    let spent = budget.spent_micros;
    let limit = RwSignal::new(budget.limit_micros);
    let typed = RwSignal::new(budget.limit_micros.map(whole).unwrap_or_default());
    let project = StoredValue::new(budget.project.clone());
    let name = StoredValue::new(budget.name.clone());
    let save = move || {
        let wanted = match parse(&typed.get_untracked()) {
            Ok(wanted) => wanted,
            Err(problem) => return said.set(Some(Err(problem))),
        };
        leptos::task::spawn_local(async move {
            let outcome = api::save_budget(project.get_value(), wanted).await;
            let _ = said.try_set(Some(match outcome {
                Ok(()) => {
                    let _ = limit.try_set(wanted);
                    Ok(match wanted {
                        Some(limit) => format!("{} may cost {}.", name.get_value(), words::dollars(limit)),
                        None => format!("{} has no limit.", name.get_value()),
                    })
                }
                Err(error) => Err(error.0.message),
            }));
        });
    };
    let (field, bar) =
        (format!("Budget of {}", budget.name), format!("Used of the budget of {}", budget.name));
    let percent = move || limit.get().map(|limit| percent(spent, limit));
    view! {
        <li>
            <A href=format!("/p/{}", budget.project) attr:class="clip">
                {budget.name.clone()}
            </A>
            <span class="spent">{words::dollars(spent)}</span>
            <input
                class="field"
                type="text"
                inputmode="decimal"
                autocomplete="off"
                placeholder="no limit"
                aria-label=field
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:change=move |_| save()
            />
            <progress
                max="100"
                hidden=move || percent().is_none()
                value=move || percent().unwrap_or_default().to_string()
                class=move || if percent().is_some_and(|percent| percent >= NEAR_PERCENT) { "near" } else { "" }
                aria-label=bar
            ></progress>
        </li>
    }
    .into_any()
}

fn percent(spent: i64, limit: i64) -> i64 {
    (spent.saturating_mul(100) / limit.max(1)).min(100)
}

fn whole(micros: i64) -> String {
    format!("{:.2}", micros as f64 / 1e6)
}

fn parse(text: &str) -> Result<Option<i64>, String> {
    let text = text.trim().trim_start_matches('$').replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(dollars) if (0.0..=1e9).contains(&dollars) => Ok(Some((dollars * 1e6).round() as i64)),
        Ok(_) | Err(_) => Err(format!("\"{text}\" is no budget. Type dollars, such as 5.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_is_dollars_or_nothing() {
        assert_eq!(parse(" $5 "), Ok(Some(5_000_000)));
        assert_eq!(parse("0,5"), Ok(Some(500_000)));
        assert_eq!(parse(""), Ok(None));
        assert!(parse("-1").is_err() && parse("much").is_err() && parse("NaN").is_err());
        assert_eq!((percent(4, 5), percent(9, 0), percent(i64::MAX, 1)), (80, 100, 100));
    }
}
