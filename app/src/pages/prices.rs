use contract::{Price, PriceView};
use leptos::prelude::*;

use crate::api;

/// What models cost for a million tokens. A figure that is changed is stored when its field is left.
#[component]
pub fn Prices(prices: Vec<PriceView>) -> impl IntoView {
    let said = RwSignal::new(None::<Result<String, String>>);
    let rows = prices.into_iter().map(|price| view! { <Row price=price said=said /> }).collect_view();
    view! {
        <h2 id="prices">"Prices"</h2>
        <p class="muted">
            "US dollars for a million tokens. Built-in prices are from early 2026: compare them with your provider's, and type your own. An empty row is not counted."
        </p>
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="prices">
            <table class="figures-table">
                <thead>
                    <tr>
                        <th scope="col">"Model"</th>
                        <th scope="col" class="num">"Read"</th>
                        <th scope="col" class="num">"Cached"</th>
                        <th scope="col" class="num">"Written"</th>
                        <th scope="col">"Source"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
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
fn Row(price: PriceView, said: RwSignal<Option<Result<String, String>>>) -> impl IntoView {
    let text =
        |of: fn(&Price) -> i64| RwSignal::new(price.price.as_ref().map(of).map(dollars).unwrap_or_default());
    let fields = [
        ("read", text(|price| price.input)),
        ("cached", text(|price| price.cached)),
        ("written", text(|price| price.output)),
    ];
    let own = RwSignal::new(price.own);
    let model = StoredValue::new(price.model);
    let name = model.get_value();
    let save = move || {
        let texts = fields.map(|(_, text)| text.get_untracked());
        let price = match parse(&texts) {
            Ok(price) => price,
            Err(problem) => return said.set(Some(Err(problem))),
        };
        leptos::task::spawn_local(async move {
            let model = model.get_value();
            let outcome = api::save_price(model.clone(), price).await;
            let _ = said.try_set(Some(match outcome {
                Ok(()) => {
                    let _ = own.try_set(price.is_some());
                    Ok(format!("The price of {model} is saved."))
                }
                Err(error) => Err(error.0.message),
            }));
        });
    };
    view! {
        <tr>
            <td>
                <code>{name.0.clone()}</code>
            </td>
            {fields
                .map(|(what, text)| {
                    view! {
                        <td class="num">
                            <input
                                class="field"
                                type="text"
                                inputmode="decimal"
                                autocomplete="off"
                                aria-label=format!("Price of {name}, {what}")
                                prop:value=move || text.get()
                                on:input=move |event| text.set(event_target_value(&event))
                                on:change=move |_| save()
                            />
                        </td>
                    }
                })
                .collect_view()}
            <td class="muted">{move || if own.get() { "yours" } else { "built in" }}</td>
        </tr>
    }
    .into_any()
}

/// Of millionths, without zeros that say nothing.
fn dollars(micros: i64) -> String {
    let (whole, rest) = (micros / 1_000_000, micros % 1_000_000);
    if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:06}").trim_end_matches('0').to_owned() }
}

/// None when all are empty. What is read before costs as much as the rest unless it has a price of its own.
fn parse([input, cached, output]: &[String; 3]) -> Result<Option<Price>, String> {
    let read = |text: &str| -> Result<Option<i64>, String> {
        let text = text.trim().trim_start_matches('$').replace(',', ".");
        if text.is_empty() {
            return Ok(None);
        }
        let value: f64 =
            text.parse().map_err(|_| format!("\"{text}\" is no price. Type dollars, such as 1.25."))?;
        if !(0.0..=10_000.0).contains(&value) {
            return Err("A price is a number of dollars from 0 to 10000.".to_owned());
        }
        Ok(Some((value * 1e6).round() as i64))
    };
    match (read(input)?, read(cached)?, read(output)?) {
        (None, None, None) => Ok(None),
        (Some(input), cached, Some(output)) => {
            Ok(Some(Price { input, cached: cached.unwrap_or(input), output }))
        }
        _ => Err("A price needs what is read and what is written. Empty all three to go back.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(input: &str, cached: &str, output: &str) -> Result<Option<Price>, String> {
        parse(&[input.to_owned(), cached.to_owned(), output.to_owned()])
    }

    #[test]
    fn prices_are_read_as_they_are_shown() {
        let price = Price { input: 1_250_000, cached: 125_000, output: 10_000_000 };
        assert_eq!(
            typed(&dollars(price.input), &dollars(price.cached), &dollars(price.output)),
            Ok(Some(price))
        );
        assert_eq!(dollars(125_000), "0.125");
        assert_eq!(
            typed(" $3 ", "", "15,5"),
            Ok(Some(Price { input: 3_000_000, cached: 3_000_000, output: 15_500_000 }))
        );
        assert_eq!(typed("", " ", ""), Ok(None));
        assert!(
            typed("1", "", "").is_err() && typed("-1", "", "2").is_err() && typed("NaN", "", "2").is_err()
        );
        assert!(typed("cheap", "", "2").unwrap_err().contains("cheap"));
    }
}
