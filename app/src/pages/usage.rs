use std::collections::BTreeMap;

use contract::UsageLine;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

use super::budgets::Budgets;
use super::prices::Prices;
use crate::api;
use crate::parts::SiteBar;
use crate::state::words;

/// Days that can be looked at.
const RANGES: [u32; 3] = [7, 30, 365];
const DEFAULT_RANGE: u32 = 30;
/// Bars that can be told apart.
const MOST_BARS: usize = 60;

/// What turns have cost: by day, by model and by project.
#[component]
pub fn Usage() -> impl IntoView {
    let query = use_query_map();
    let days = Memo::new(move |_| {
        let asked = query.with(|query| query.get("days").and_then(|days| days.parse().ok()));
        asked.filter(|days| RANGES.contains(days)).unwrap_or(DEFAULT_RANGE)
    });
    let lines = Resource::new_blocking(move || days.get(), api::list_usage);
    let prices = Resource::new_blocking(|| (), |()| api::list_prices());
    let budgets = Resource::new_blocking(|| (), |()| api::list_budgets());
    view! {
        <Title text="Usage" />
        <div class="page">
            <SiteBar />
            <main class="list-page usage">
                <div class="list-head">
                    <h1>"Usage"</h1>
                    <nav class="ranges" aria-label="Range">
                        {RANGES
                            .map(|range| {
                                view! {
                                    <a
                                        class="btn ghost"
                                        href=format!("/usage?days={range}")
                                        aria-current=move || (days.get() == range).then_some("page")
                                    >
                                        {format!("{range} days")}
                                    </a>
                                }
                            })}
                    </nav>
                    <a class="btn" rel="external" download="usage.csv" href=move || format!("/api/usage.csv?days={}", days.get())>
                        "CSV"
                    </a>
                </div>
                <Transition>
                    {move || Suspend::new(async move {
                        match lines.await {
                            Ok(lines) => view! { <Report lines=lines /> }.into_any(),
                            Err(error) => view! { <p class="error">{error.0.message}</p> }.into_any(),
                        }
                    })}
                </Transition>
                <Suspense>
                    {move || Suspend::new(async move {
                        match (budgets.await, prices.await) {
                            (Ok(budgets), Ok(prices)) => {
                                view! {
                                    <Budgets budgets=budgets />
                                    <Prices prices=prices />
                                }
                                    .into_any()
                            }
                            (Err(error), _) | (_, Err(error)) => view! { <p class="error">{error.0.message}</p> }.into_any(),
                        }
                    })}
                </Suspense>
            </main>
        </div>
    }
    .into_any()
}

/// Sums of some lines.
#[derive(Clone, Copy, Default)]
struct Sum {
    calls: i64,
    input: i64,
    cached: i64,
    output: i64,
    cost: i64,
    unpriced: i64,
}

impl Sum {
    fn add(mut self, line: &UsageLine) -> Self {
        self.calls += line.calls;
        self.input += line.input_tokens;
        self.cached += line.cached_tokens;
        self.output += line.output_tokens;
        self.cost += line.cost_micros;
        self.unpriced += line.unpriced;
        self
    }
}

fn sum_by<K: Ord>(lines: &[UsageLine], key: impl Fn(&UsageLine) -> K) -> BTreeMap<K, Sum> {
    lines.iter().fold(BTreeMap::new(), |mut sums, line| {
        let sum = sums.entry(key(line)).or_default();
        *sum = sum.add(line);
        sums
    })
}

#[component]
fn Report(lines: Vec<UsageLine>) -> impl IntoView {
    if lines.is_empty() {
        return view! {
            <p class="empty">"No model was called in these days. Each turn will be listed here with its tokens and its price."</p>
        }
        .into_any();
    }
    let total = lines.iter().fold(Sum::default(), Sum::add);
    let figures = [
        ("Cost", words::dollars(total.cost)),
        ("Calls", words::thousands(total.calls)),
        ("Tokens read", words::thousands(total.input)),
        ("of them cached", words::thousands(total.cached)),
        ("Tokens written", words::thousands(total.output)),
    ];
    let by_model: Vec<_> = sum_by(&lines, |line| line.model.clone())
        .into_iter()
        .map(|(model, sum)| (model, None, sum))
        .collect();
    let by_project: Vec<_> = sum_by(&lines, |line| (line.project.clone(), line.project_id.clone()))
        .into_iter()
        .map(|((name, id), sum)| (name, Some(format!("/p/{id}")), sum))
        .collect();
    view! {
        <dl class="figures">
            {figures
                .map(|(name, figure)| {
                    view! {
                        <div>
                            <dt>{name}</dt>
                            <dd>{figure}</dd>
                        </div>
                    }
                })}
        </dl>
        {(total.unpriced > 0)
            .then(|| {
                view! {
                    <p class="muted">
                        {format!(
                            "The price of {} is not known; set it below to have later ones counted.",
                            words::count(usize::try_from(total.unpriced).unwrap_or_default(), "call"),
                        )}
                    </p>
                }
            })}
        <Chart lines=lines />
        <Table title="By model" rows=by_model />
        <Table title="By project" rows=by_project />
    }
    .into_any()
}

/// Tokens a day, oldest first. The table says the same in figures.
#[component]
fn Chart(lines: Vec<UsageLine>) -> impl IntoView {
    let by_day = sum_by(&lines, |line| line.day.clone());
    let most = by_day.values().map(|sum| sum.input + sum.output).max().unwrap_or(1).max(1);
    let bars: Vec<_> = by_day.iter().rev().take(MOST_BARS).collect();
    let newest = bars.first().map(|(day, _)| (*day).clone()).unwrap_or_default();
    let oldest = bars.last().map(|(day, _)| (*day).clone()).unwrap_or_default();
    let label = format!("Tokens by day, {oldest} to {newest}");
    let bars = bars
        .into_iter()
        .rev()
        .map(|(day, sum)| {
            let tokens = sum.input + sum.output;
            let title = format!("{day}: {} tokens, {}", words::thousands(tokens), words::dollars(sum.cost));
            // A day with any tokens is seen.
            let height = (tokens * 100 / most).max(2);
            view! { <span title=title style=format!("height:{height}%")></span> }
        })
        .collect_view();
    view! {
        <div class="chart" role="img" aria-label=label>
            {bars}
        </div>
        <div class="chart-axis" aria-hidden="true">
            <span>{oldest}</span>
            <span>{newest}</span>
        </div>
    }
    .into_any()
}

#[component]
fn Table(title: &'static str, rows: Vec<(String, Option<String>, Sum)>) -> impl IntoView {
    let mut rows = rows;
    rows.sort_by_key(|(_, _, sum)| std::cmp::Reverse((sum.cost, sum.input + sum.output)));
    let rows = rows
        .into_iter()
        .map(|(name, href, sum)| {
            let name = match href {
                Some(href) => view! { <A href=href>{name}</A> }.into_any(),
                None => view! { <span>{name}</span> }.into_any(),
            };
            view! {
                <tr>
                    <td>{name}</td>
                    <td class="num">{words::thousands(sum.calls)}</td>
                    <td class="num">{words::thousands(sum.input)}</td>
                    <td class="num">{words::thousands(sum.output)}</td>
                    <td class="num">{words::dollars(sum.cost)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <h2>{title}</h2>
        <div class="table-scroll" tabindex="0" role="region" aria-label=title>
            <table class="figures-table">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col" class="num">"Calls"</th>
                        <th scope="col" class="num">"Read"</th>
                        <th scope="col" class="num">"Written"</th>
                        <th scope="col" class="num">"Cost"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
