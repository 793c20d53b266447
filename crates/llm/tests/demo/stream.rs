//! How a reply arrives: taken up again, broken off, or wrong on demand.

use futures::StreamExt;
use llm::{Demo, Image, Message, Provider, Request, Role};

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
async fn it_says_that_it_cannot_see_and_does_what_the_words_ask() {
    let files = Files::default();
    let with_image = || {
        let mut request = request("Kanban board", &files);
        request.messages[0].images.push(Image::new("image/png", *b"x"));
        request
    };
    let text = text_of(with_image()).await;
    let words = ask("Kanban board", &files).await;
    assert_eq!(text, format!("I cannot see pictures, so I went by your words alone.\n\n{words}"));
    // The same when the picture was left out, and when it is taken up again.
    let mut left_out = with_image();
    left_out.prompt = "Kanban board".into();
    assert_eq!(left_out.leave_out_images(), 1);
    assert_eq!(text_of(left_out).await, text);
    let again = Request { prefix: Some(text[..70].to_owned()), ..with_image() };
    assert_eq!(format!("{}{}", &text[..70], text_of(again).await), text);
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
    repair.messages.push(Message::new(Role::User, "The check found problems in what you sent:"));
    apply_changed(&text_of(repair).await, &mut files);
    assert!(files.0["src/App.tsx"].contains("function App() {"));
}
