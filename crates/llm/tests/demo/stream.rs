//! How a reply arrives: taken up again, broken off, or wrong on demand.

use futures::StreamExt;
use llm::{Demo, Message, Provider, Request, Role};

use crate::{Files, apply, apply_changed, ask, request, text_of};

#[tokio::test]
async fn a_broken_reply_goes_on_where_it_stopped() {
    let files = Files::default();
    let whole = ask("Kanban board", &files).await;
    for cut in [0, 1, 40, whole.len() / 2, whole.len() - 1] {
        let cut = (cut..).find(|at| whole.is_char_boundary(*at)).unwrap();
        let again = Request { prefix: Some(whole[..cut].to_owned()), ..request("Kanban board", &files) };
        assert_eq!(format!("{}{}", &whole[..cut], text_of(again).await), whole);
    }
}

#[tokio::test]
async fn a_prefix_of_another_reply_is_not_continued() {
    let again =
        Request { prefix: Some("Something else".into()), ..request("Kanban board", &Files::default()) };
    let events: Vec<_> = Demo::at_rate(0).stream(again).collect().await;
    assert_eq!(events, [Err(llm::LlmError::Stopped)]);
}

#[tokio::test]
async fn it_errs_on_demand_and_mends_a_syntax_error() {
    let mut files = Files::default();
    apply(&ask("A counter [[mistake:syntax-error]]", &files).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("function App( {"));
    let mut repair = request("A counter [[mistake:syntax-error]]", &files);
    repair
        .messages
        .push(Message { role: Role::User, text: "The check found problems in what you sent:".into() });
    apply_changed(&text_of(repair).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("function App() {"));
}
