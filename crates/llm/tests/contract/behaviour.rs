//! The table: each behaviour for each provider.

use std::time::Duration;

use contract::Usage;
use futures::StreamExt;
use llm::{FinishReason, LlmError, LlmEvent, Patience, Request};

use super::protocol::{PROTOCOLS, Protocol};
use super::server::{Answer, Server, closed_address};
use super::{PATIENT, ask, last, prompt, split, stopped};

const PIECES: [&str; 4] = ["Grüße", " 👋🏽 <file", " path=\"→\">\n", "世界"];
const TEXT: &str = "Grüße 👋🏽 <file path=\"→\">\n世界";

#[tokio::test]
async fn a_reply_is_the_same_however_its_bytes_are_cut() {
    for protocol in &PROTOCOLS {
        let cuts = [1, 2, 3, 4, 5, 6, 7, 1000];
        let body = protocol.reply(&PIECES);
        let server = Server::start(cuts.map(|cut| Answer::stream(&*body).cut(cut))).await;
        let model = (protocol.make)(&server.address, "key", PATIENT);
        for cut in cuts {
            let (text, rest) = split(ask(&model).await);
            assert_eq!(text, TEXT, "{} cut at {cut}", protocol.name);
            let cached_tokens = if protocol.says_cached { 10 } else { 0 };
            let usage = Usage { input_tokens: 30, output_tokens: 5, cached_tokens, estimated: false };
            assert_eq!(rest, [Ok(LlmEvent::Usage(usage)), stopped()], "{} cut at {cut}", protocol.name);
        }
    }
}

#[tokio::test]
async fn thoughts_pings_and_news_are_no_text() {
    for protocol in &PROTOCOLS {
        let noisy = [protocol.begin, protocol.noise, &(protocol.text)("a"), protocol.noise, protocol.stop];
        let server = Server::start([Answer::stream(noisy.concat())]).await;
        let (text, rest) = split(ask(&(protocol.make)(&server.address, "key", PATIENT)).await);
        assert_eq!((text.as_str(), last(&rest)), ("a", &stopped()), "{}", protocol.name);
    }
}

#[tokio::test]
async fn a_reply_that_got_too_long_says_so() {
    for protocol in &PROTOCOLS {
        let server = Server::start([Answer::stream(protocol.start(&["a"]) + protocol.length)]).await;
        let items = ask(&(protocol.make)(&server.address, "key", PATIENT)).await;
        assert_eq!(last(&items), &Ok(LlmEvent::Finish(FinishReason::Length)), "{}", protocol.name);
    }
}

#[tokio::test]
async fn a_reply_that_is_cut_anywhere_before_its_end_broke_off() {
    for protocol in &PROTOCOLS {
        let started = protocol.start(&["Hel", "lo"]);
        let within = started.len() - 12;
        let answers = [
            Answer::stream(&*started),
            Answer::stream(&started[..within]),
            Answer::broken_transfer(&started),
            Answer::stream(started.clone() + protocol.malformed + &(protocol.text)("never")),
        ];
        let server = Server::start(answers.clone()).await;
        let model = (protocol.make)(&server.address, "key", PATIENT);
        for i in 0..answers.len() {
            let (text, rest) = split(ask(&model).await);
            let wanted = if i == 1 { "Hel" } else { "Hello" };
            assert_eq!(text, wanted, "{} {i}: what came is kept", protocol.name);
            assert_eq!(last(&rest), &Err(LlmError::Stopped), "{} {i}", protocol.name);
        }
    }
}

#[tokio::test]
async fn a_reply_that_said_it_is_whole_is_whole_whatever_the_connection_does() {
    for protocol in &PROTOCOLS {
        let body = protocol.reply(&["Hello"]);
        let answers =
            [Answer::broken_transfer(&body), Answer::stream(&*body).hold(), Answer::stream(body.trim_end())];
        let server = Server::start(answers.clone()).await;
        let model = (protocol.make)(&server.address, "key", PATIENT);
        for i in 0..answers.len() {
            let (text, rest) = split(ask(&model).await);
            assert_eq!((text.as_str(), last(&rest)), ("Hello", &stopped()), "{} {i}", protocol.name);
        }
    }
}

#[tokio::test]
async fn an_error_within_a_reply_ends_it() {
    for protocol in &PROTOCOLS {
        let body = protocol.start(&["a"]) + protocol.error + &(protocol.text)("never");
        let server = Server::start([Answer::stream(body)]).await;
        let (text, rest) = split(ask(&(protocol.make)(&server.address, "key", PATIENT)).await);
        assert_eq!((text.as_str(), last(&rest)), ("a", &Err((protocol.error_means)())), "{}", protocol.name);
    }
}

#[tokio::test]
async fn a_filter_is_told_plainly() {
    for protocol in PROTOCOLS.iter().filter(|protocol| protocol.blocked.is_some()) {
        let server =
            Server::start([Answer::stream(protocol.start(&["a"]) + protocol.blocked.unwrap())]).await;
        let items = ask(&(protocol.make)(&server.address, "key", PATIENT)).await;
        let Err(error @ LlmError::Blocked(_)) = last(&items) else { panic!("{}: {items:?}", protocol.name) };
        let sentence = error.problem().message;
        assert!(sentence.contains("filter") || sentence.contains("declined"), "{sentence}");
        assert!(!sentence.contains("SAFETY") && !error.retryable(), "{sentence}");
    }
}

#[tokio::test]
async fn refusals_are_told_apart() {
    for protocol in &PROTOCOLS {
        let seconds = |n| LlmError::RateLimited { retry_after: Some(Duration::from_secs(n)) };
        let refused = |status, message: &str| LlmError::Refused { status, message: message.to_owned() };
        let unauthorized = LlmError::Unauthorized { key: protocol.key_variable };
        let said = "{\"error\":{\"message\":\"no such model: m\"}}";
        let cases = [
            (Answer::status(401, "", "{}"), unauthorized.clone()),
            (Answer::status(403, "", "{}"), unauthorized),
            (Answer::status(404, "", said), refused(404, "no such model: m")),
            (Answer::status(429, "retry-after: 20\r\n", said), seconds(20)),
            (Answer::status(429, "retry-after: 0.2\r\n", ""), seconds(1)),
            (Answer::status(429, "", "{}"), LlmError::RateLimited { retry_after: None }),
            (Answer::status(500, "", "busy"), refused(500, "busy")),
            (Answer::status(400, "", "{\"error\":\"plain\"}"), refused(400, "plain")),
        ];
        let server = Server::start(cases.iter().map(|(answer, _)| answer.clone())).await;
        let model = (protocol.make)(&server.address, "key", PATIENT);
        for (answer, wanted) in cases {
            assert_eq!(ask(&model).await, [Err(wanted)], "{} {answer:?}", protocol.name);
        }
        assert_eq!(server.asked().len(), 8, "nothing is asked twice");
    }
}

#[tokio::test]
async fn nobody_there_is_said_with_the_address() {
    for protocol in &PROTOCOLS {
        let address = closed_address().await;
        let wanted = LlmError::Unreachable { address: address.clone(), variable: protocol.address_variable };
        assert_eq!(ask(&(protocol.make)(&address, "key", PATIENT)).await, [Err(wanted)], "{}", protocol.name);
    }
}

#[tokio::test]
async fn silence_has_a_limit_before_the_first_piece_and_between_two() {
    let (first, next) = (Duration::from_secs(2), Duration::from_millis(300));
    let check = |protocol: &'static Protocol| async move {
        let silent = Answer::stream("").hold();
        let server = Server::start([silent, Answer::stream(protocol.start(&["a"])).hold()]).await;
        let model = (protocol.make)(&server.address, "key", Patience { first, next });
        let (_, rest) = split(ask(&model).await);
        assert_eq!(last(&rest), &Err(LlmError::TimedOut(first)), "{}", protocol.name);
        let (text, rest) = split(ask(&model).await);
        assert_eq!((text.as_str(), last(&rest)), ("a", &Err(LlmError::TimedOut(next))), "{}", protocol.name);
    };
    futures::future::join_all(PROTOCOLS.iter().map(check)).await;
}

#[tokio::test]
async fn who_drops_the_stream_ends_the_call() {
    for protocol in &PROTOCOLS {
        let server = Server::start([Answer::stream(protocol.start(&["a"])).hold()]).await;
        let mut stream = (protocol.make)(&server.address, "key", PATIENT).stream(prompt());
        assert_eq!(stream.next().await, Some(Ok(LlmEvent::Text("a".into()))), "{}", protocol.name);
        drop(stream);
        tokio::time::timeout(Duration::from_secs(20), server.left()).await.unwrap();
    }
}

#[tokio::test]
async fn a_continued_reply_has_no_seam() {
    for protocol in &PROTOCOLS {
        let server = Server::start([Answer::stream(protocol.reply(&["return ", "<main>Hel", "lo"]))]).await;
        let request = Request {
            prefix: Some("function App() {\n  return <main>".into()),
            continuation: "Go on.".into(),
            ..prompt()
        };
        let model = (protocol.make)(&server.address, "key", PATIENT);
        let (text, _) = split(model.stream(request).collect().await);
        assert_eq!(text, "Hello", "{}", protocol.name);
    }
}

/// Those whose bytes are read here; the library that reads OpenAI's has its own limits.
#[tokio::test]
async fn an_answer_that_is_none_is_told_plainly() {
    for protocol in PROTOCOLS.iter().filter(|protocol| protocol.name != "openai") {
        let endless = format!("data: {}", "x".repeat(11 * 1024 * 1024));
        let answers = [Answer::stream(protocol.malformed), Answer::stream(endless)];
        let server = Server::start(answers).await;
        let model = (protocol.make)(&server.address, "key", PATIENT);
        for words in [protocol.address_variable, "longer than 10 MB"] {
            let items = ask(&model).await;
            let Err(error @ LlmError::Unreadable(_)) = last(&items) else { panic!("{items:?}") };
            let sentence = error.problem().message;
            assert!(sentence.contains(words), "{sentence}");
        }
    }
}
