use backend::BackendError;
use contract::{Event, ModelId, Price, ProblemCode, RunStatus};
use test_support::Reply;

use crate::{App, FOLLOW_UP, REPLY};

/// The script counts 10 tokens in and 20 out for each call; see `test_support`.
const PRICE: Price = Price { input: 100_000_000, cached: 0, output: 100_000_000 };

async fn priced(app: &App) -> ModelId {
    let model = app.context.list_models().remove(0).id;
    app.context.save_price(&app.user, &model, Some(PRICE)).await.unwrap();
    model
}

#[tokio::test]
async fn each_call_is_counted_at_its_price() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    let first = app.create("a list").await;
    let unpriced = app.context.await_answer(&app.user, &first.run).await.unwrap();
    assert_eq!(unpriced.cost_micros, None, "nobody knows the price of this model");
    let model = priced(&app).await;
    let (run, _) = app.prompt(&first.project, "add tea").await;
    let answer = app.context.await_answer(&app.user, &run).await.unwrap();
    let expected = (answer.usage.input_tokens + answer.usage.output_tokens) * 100;
    assert!(expected > 0);
    assert_eq!(answer.cost_micros, Some(expected));

    let lines = app.context.list_usage(&app.user, 1).await.unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].model.as_str(), lines[0].calls, lines[0].unpriced), (model.as_str(), 2, 1));
    assert_eq!(lines[0].cost_micros, expected);
    let prices = app.context.list_prices(&app.user).await.unwrap();
    assert_eq!((prices[0].price, prices[0].own), (Some(PRICE), true));
    app.context.save_price(&app.user, &model, None).await.unwrap();
    assert_eq!(app.context.list_prices(&app.user).await.unwrap()[0].price, None);
    let absurd = Some(Price { input: -1, ..PRICE });
    assert!(matches!(app.context.save_price(&app.user, &model, absurd).await, Err(BackendError::Invalid(_))));
}

#[tokio::test]
async fn a_budget_warns_and_then_stops_the_next_turn() {
    let app = App::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).await;
    priced(&app).await;
    let project = app.finished_project().await;
    let spent = app.context.list_budgets(&app.user).await.unwrap()[0].spent_micros;
    assert!(spent > 0);

    let near = Some(spent * 100 / 85);
    app.context.save_budget(&app.user, &project, near).await.unwrap();
    let (_, events) = app.prompt(&project, "add tea").await;
    let warned = events.iter().any(|stored| match &stored.event {
        Event::Noticed { text } => text.contains("% of its budget"),
        _ => false,
    });
    assert!(warned);
    // That turn went beyond it; the next one does not begin.
    let refused = app.context.start_run(&app.user, &project, "add bread", None).await.unwrap_err();
    assert_eq!(refused.problem().code, ProblemCode::BudgetSpent);
    assert!(refused.problem().message.contains('$'));
    app.context.save_budget(&app.user, &project, None).await.unwrap();
    app.context.start_run(&app.user, &project, "add bread", None).await.unwrap();
    assert!(matches!(
        app.context.save_budget(&app.user, &project, Some(-1)).await,
        Err(BackendError::Invalid(_))
    ));
}

const BROKEN: &str = "<file path=\"src/App.tsx\" op=\"create\">\n<content>\nexport default function App() { return <p>\n</content>\n</file>\n";

#[tokio::test]
async fn a_repair_does_not_begin_above_the_budget() {
    let app = App::new([Reply::new(REPLY), Reply::new(BROKEN), Reply::new(REPLY)]).await;
    priced(&app).await;
    let project = app.finished_project().await;
    let spent = app.context.list_budgets(&app.user).await.unwrap()[0].spent_micros;
    app.context.save_budget(&app.user, &project, Some(spent + 1)).await.unwrap();
    let (run, _) = app.prompt(&project, "rewrite it").await;
    let answer = app.context.await_answer(&app.user, &run).await.unwrap();
    assert_eq!((answer.status, answer.rounds), (RunStatus::NeedsReview, 0));
    assert_eq!(answer.problem.unwrap().code, ProblemCode::BudgetSpent);
}
