//! The OpenAI client against raw sockets: bytes cut anywhere, refusals, broken streams.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use std::time::Duration;

use futures::StreamExt;
use llm::{FinishReason, LlmError, LlmEvent, Message, OpenAi, Patience, Provider, Request, Role};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// Answers one request with `head` and the body in pieces of `cut` bytes; then closes.
async fn server(head: &'static str, body: Vec<u8>, cut: usize) -> OpenAi {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 64 * 1024];
        let _ = socket.read(&mut request).await.unwrap();
        socket.write_all(head.as_bytes()).await.unwrap();
        for piece in body.chunks(cut) {
            if socket.write_all(piece).await.is_err() || socket.flush().await.is_err() {
                return;
            }
            tokio::task::yield_now().await;
        }
    });
    OpenAi::new(&format!("http://{address}/v1"), "key", vec!["m".into()])
        .with_patience(Patience::of(Duration::from_secs(5)))
}

async fn ask(model: &OpenAi) -> Vec<Result<LlmEvent, LlmError>> {
    let request = Request {
        model: "m".into(),
        messages: vec![Message { role: Role::User, text: "Hi".into() }],
        ..Request::default()
    };
    model.stream(request).collect().await
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";

fn chunk(text: &str) -> String {
    format!("data: {{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":\"\"}}]}}\n\n")
}

#[tokio::test]
async fn a_stream_is_the_same_however_its_bytes_are_cut() {
    let mut body = chunk("Grüße") + &chunk(" 👋🏽 <file") + &chunk(" path=…>");
    body += "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    body +=
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5}}\n\ndata: [DONE]\n\n";
    for cut in [1, 2, 3, 5, 7, 4096] {
        let model = server(OK, body.clone().into_bytes(), cut).await;
        let mut text = String::new();
        let mut rest = Vec::new();
        for event in ask(&model).await {
            match event.unwrap() {
                LlmEvent::Text(piece) => text.push_str(&piece),
                other => rest.push(other),
            }
        }
        assert_eq!(text, "Grüße 👋🏽 <file path=…>", "cut {cut}");
        assert!(matches!(&rest[..], [LlmEvent::Usage(usage), LlmEvent::Finish(FinishReason::Stop)]
            if usage.input_tokens == 3 && usage.output_tokens == 5 && !usage.estimated));
    }
}

#[tokio::test]
async fn a_stream_without_a_reason_to_end_was_broken_off() {
    let model = server(OK, (chunk("Hel") + &chunk("lo")).into_bytes(), 9).await;
    let events = ask(&model).await;
    assert_eq!(events.last(), Some(&Err(LlmError::Stopped)));
    assert_eq!(events.len(), 3, "what came is kept: {events:?}");
}

#[tokio::test]
async fn refusals_are_told_apart() {
    let cases: [(&'static str, LlmError); 4] = [
        (
            "HTTP/1.1 401 Unauthorized\r\ncontent-length: 2\r\n\r\n{}",
            LlmError::Unauthorized { key: "OPENAI_API_KEY" },
        ),
        (
            "HTTP/1.1 429 Too Many Requests\r\nretry-after: 20\r\ncontent-length: 2\r\n\r\n{}",
            LlmError::RateLimited { retry_after: Some(Duration::from_secs(20)) },
        ),
        (
            "HTTP/1.1 404 Not Found\r\ncontent-length: 40\r\n\r\n{\"error\":{\"message\":\"no such model: m\"}} ",
            LlmError::Refused { status: 404, message: "no such model: m".into() },
        ),
        (
            "HTTP/1.1 500 Oops\r\ncontent-length: 4\r\n\r\nbusy",
            LlmError::Refused { status: 500, message: "busy".into() },
        ),
    ];
    for (head, wanted) in cases {
        let model = server(head, Vec::new(), 1).await;
        assert_eq!(ask(&model).await, [Err(wanted)]);
    }
}

#[tokio::test]
async fn nobody_there_is_said_with_the_address() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let model = OpenAi::new(&format!("http://{address}/v1"), "", vec!["m".into()]);
    assert_eq!(ask(&model).await, [Err(LlmError::Unreachable { address, variable: "OPENAI_BASE_URL" })]);
}

#[tokio::test]
async fn silence_has_a_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let limit = Duration::from_millis(200);
    let model = OpenAi::new(&format!("http://{}/v1", listener.local_addr().unwrap()), "", vec!["m".into()]);
    assert_eq!(ask(&model.with_patience(Patience::of(limit))).await, [Err(LlmError::TimedOut(limit))]);
}

#[tokio::test]
async fn a_reply_that_said_it_is_whole_is_whole_whatever_the_connection_does() {
    let body = chunk("Hello") + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    // The last chunk of the transfer is missing: a proxy cut the connection.
    let head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n".to_owned();
    let bytes = format!("{head}{:x}\r\n{body}\r\n", body.len());
    let wanted = [Ok(LlmEvent::Text("Hello".into())), Ok(LlmEvent::Finish(FinishReason::Stop))];
    for left_open in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let bytes = bytes.clone();
        tokio::spawn(async move {
            let (mut socket, _) = listener.accept().await.unwrap();
            let _ = socket.read(&mut vec![0; 64 * 1024]).await.unwrap();
            socket.write_all(bytes.as_bytes()).await.unwrap();
            socket.flush().await.unwrap();
            if left_open {
                std::future::pending::<()>().await;
            }
        });
        let model = OpenAi::new(&format!("http://{address}/v1"), "key", vec!["m".into()])
            .with_patience(Patience::of(Duration::from_millis(500)));
        assert_eq!(ask(&model).await, wanted, "left open: {left_open}");
    }
}
