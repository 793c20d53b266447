//! Pictures: taken in, refused, sent with their own turn, and kept through whatever happens to it.

use contract::{Event, ImageId, ProblemCode, ProjectId, RunStatus, TurnOptions, TurnRequest, UserId};
use llm::Image;
use test_support::{Reply, Scripted};

use crate::{App, FOLLOW_UP, REPLY, ending};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nnot much of a picture";
const GIF: &[u8] = b"GIF89a";

async fn add(app: &App, project: &ProjectId, content: &[u8]) -> ImageId {
    app.context.add_image(&app.user, project, content).await.unwrap().id
}

fn ask(prompt: &str, images: &[ImageId]) -> TurnRequest {
    let options = TurnOptions { images: images.to_vec(), ..TurnOptions::default() };
    TurnRequest { options, ..prompt.into() }
}

/// The pictures of each message of a request.
fn sent(request: &llm::Request) -> Vec<Vec<Image>> {
    request.messages.iter().map(|message| message.images.clone()).collect()
}

#[tokio::test]
async fn a_turn_and_its_repair_get_the_pictures_and_later_turns_only_hear_of_them() {
    let broken = REPLY.replace("</ul>\n  );", "\n  );");
    let app = App::new([
        Reply::new(REPLY),
        Reply::new(broken.replace("op=\"create\"", "op=\"write\"")),
        Reply::new(REPLY.replace("op=\"create\"", "op=\"write\"")),
        Reply::new(FOLLOW_UP),
    ])
    .await;
    let project = app.finished_project().await;
    let images = [add(&app, &project, PNG).await, add(&app, &project, GIF).await];
    let started = app.context.start_turn(&app.user, &project, ask("Like this", &images)).await.unwrap();
    let events = app.finish(&started).await;
    assert_eq!(ending(&events).0, RunStatus::Succeeded);
    let named = events
        .iter()
        .any(|stored| matches!(&stored.event, Event::RunStarted { options, .. } if options.images == images));
    assert!(named, "the turn names its pictures");
    app.prompt(&project, "add tea").await;

    let requests = app.model.requests();
    assert_eq!(requests.len(), 4);
    let both = vec![Image::new("image/png", PNG), Image::new("image/gif", GIF)];
    let none = Vec::new();
    assert_eq!(sent(&requests[1]), [none.clone(), none.clone(), both.clone()]);
    assert_eq!(sent(&requests[2]), [none.clone(), none.clone(), both, none.clone(), none], "the repair");
    assert_eq!(requests[3].images(), 0);
    assert!(requests[3].messages.iter().any(|message| message.text == "Like this\n\n(2 images)"));
}

#[tokio::test]
async fn what_is_no_picture_is_refused_with_a_sentence() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    for (content, code, words) in [
        (b"<svg onload='alert(1)'/>".to_vec(), ProblemCode::Invalid, "PNG, JPEG, WebP or GIF"),
        ([PNG, &vec![0; contract::MAX_IMAGE_BYTES]].concat(), ProblemCode::FileTooLarge, "at most 5 MB"),
        (Vec::new(), ProblemCode::Invalid, "PNG, JPEG, WebP or GIF"),
    ] {
        let problem = app.context.add_image(&app.user, &project, &content).await.unwrap_err().problem();
        assert_eq!(problem.code, code);
        assert!(problem.message.contains(words), "{problem}");
    }
    for _ in 0..200 {
        add(&app, &project, GIF).await;
    }
    let full = app.context.add_image(&app.user, &project, GIF).await.unwrap_err().problem();
    assert_eq!(full.code, ProblemCode::TooManyFiles);
}

#[tokio::test]
async fn foreign_and_unknown_pictures_start_nothing() {
    let app = App::new([Reply::new(REPLY), Reply::new(REPLY), Reply::new(REPLY)]).await;
    let (project, other) = (app.finished_project().await, app.finished_project().await);
    let (own, foreign) = (add(&app, &project, PNG).await, add(&app, &other, PNG).await);
    let five: Vec<ImageId> = (0..5).map(|n| format!("{n}").into()).collect();
    for (images, code) in [
        (vec![foreign.clone()], ProblemCode::NotFound),
        (vec!["unknown".into()], ProblemCode::NotFound),
        (vec![own.clone(), own.clone()], ProblemCode::NotFound),
        (five, ProblemCode::Invalid),
    ] {
        for outcome in [
            app.context.start_turn(&app.user, &project, ask("x", &images)).await.map(drop),
            app.context.replace_run(&app.user, &project, ask("x", &images)).await.map(drop),
            app.context.queue_prompt(&app.user, &project, ask("x", &images)).await,
        ] {
            assert_eq!(outcome.unwrap_err().problem().code, code, "{images:?}");
        }
    }
    assert_eq!(app.model.requests().len(), 2);

    let stranger = UserId::from("stranger");
    app.context.store().create_user(&stranger, "Stranger").await.unwrap();
    let taken = app.context.add_image(&stranger, &project, PNG).await.unwrap_err();
    let seen = app.context.open_image(&stranger, &project, &own).await.unwrap_err();
    let elsewhere = app.context.open_image(&app.user, &project, &foreign).await.unwrap_err();
    for refused in [taken, seen, elsewhere] {
        assert_eq!(refused.problem().code, ProblemCode::NotFound);
    }
    let found = app.context.open_image(&app.user, &project, &own).await.unwrap();
    assert_eq!((found.media_type.as_str(), found.content.as_slice()), ("image/png", PNG));
}

#[tokio::test]
async fn a_prompt_that_waits_keeps_its_pictures_and_so_does_a_turn_that_was_interrupted() {
    let folder = tempfile::tempdir().unwrap();
    let half = REPLY.find("return").unwrap();
    let replies = [Reply::new(REPLY), Reply::new(REPLY).hold_at(half)];
    let app = App::at(folder.path(), Scripted::new(replies)).await;
    let project = app.finished_project().await;
    let image = add(&app, &project, PNG).await;
    let running = app
        .context
        .start_turn(&app.user, &project, ask("Like this", std::slice::from_ref(&image)))
        .await
        .unwrap();
    app.wait(&project, |event| {
        event.run.as_ref() == Some(&running.run) && matches!(event.event, Event::TextReceived { .. })
    })
    .await;
    app.context.queue_prompt(&app.user, &project, ask("add tea", &[image])).await.unwrap();
    app.context.shutdown().await;
    drop(app);

    let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)])).await;
    app.context.resume_runs().await.unwrap();
    let ended = std::cell::Cell::new(0);
    app.wait(&project, |event| {
        ended.set(ended.get() + u32::from(matches!(event.event, Event::RunFinished { .. })));
        ended.get() == 3
    })
    .await;
    let png = vec![Image::new("image/png", PNG)];
    let requests = app.model.requests();
    assert!(requests[0].prefix.is_some(), "taken up again");
    for request in [&requests[0], requests.last().unwrap()] {
        let asked = request.messages.iter().rfind(|message| !message.images.is_empty()).unwrap();
        assert_eq!((request.images(), &asked.images), (1, &png));
    }
    assert_eq!(requests.last().unwrap().prompt, "add tea");
}

#[tokio::test]
async fn a_model_that_does_not_see_is_told_so_and_the_person_too() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::at(folder.path(), Scripted::new([Reply::new(REPLY), Reply::new(FOLLOW_UP)]).blind()).await;
    let project = app.finished_project().await;
    let image = add(&app, &project, PNG).await;
    let asked = ask("add tea", &[image]);
    let context = app.context.preview_context(&app.user, &project, asked.clone()).await.unwrap();
    assert_eq!(context.images_tokens, 0);
    let started = app.context.start_turn(&app.user, &project, asked).await.unwrap();
    let events = app.finish(&started).await;
    let told: Vec<&str> = events
        .iter()
        .filter_map(|stored| match &stored.event {
            Event::Noticed { text } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(told, ["Script cannot see images. It was told that there was 1 image."]);
    let request = app.model.requests().pop().unwrap();
    assert_eq!((request.images(), request.unseen), (0, 1));
    assert!(request.messages.last().unwrap().text.contains("The person attached 1 image."));
}

#[tokio::test]
async fn pictures_are_in_the_ledger() {
    let app = App::new([Reply::new(REPLY)]).await;
    let project = app.finished_project().await;
    let images = [add(&app, &project, PNG).await, add(&app, &project, GIF).await];
    let without = app.context.preview_context(&app.user, &project, "x").await.unwrap();
    let with = app.context.preview_context(&app.user, &project, ask("x", &images)).await.unwrap();
    assert_eq!((without.images_tokens, with.images_tokens), (0, 2_000));
    assert_eq!(with.tokens, without.tokens + 2_000);
}
