//! Keys stay where they are: in no error, in no log.

use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use super::protocol::PROTOCOLS;
use super::server::{Answer, Server, closed_address};
use super::{PATIENT, ask};

const KEY: &str = "sk-very-secret-1234567890";

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_key_gets_into_an_error_or_a_log() {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    // This thread runs all of the test, the servers and the clients.
    let _guard = tracing::subscriber::set_default(subscriber);
    for protocol in PROTOCOLS.iter().filter(|protocol| protocol.key_header.is_some()) {
        let echo = format!("{{\"error\":{{\"message\":\"Incorrect API key provided: {KEY}\"}}}}");
        let within = (protocol.text)("a") + &protocol.error.replace("verloaded", KEY).replace("gone", KEY);
        let answers = [
            Answer::status(401, "", &echo),
            Answer::status(400, "", &echo),
            Answer::status(500, "", KEY),
            Answer::stream(within),
            Answer::stream(protocol.start(&["a"]) + protocol.malformed),
            Answer::broken_transfer(&protocol.start(&["a"])),
            Answer::stream(protocol.reply(&["a"])),
        ];
        let server = Server::start(answers.clone()).await;
        let model = (protocol.make)(&server.address, KEY, PATIENT);
        let mut items = Vec::new();
        for _ in &answers {
            items.extend(ask(&model).await);
        }
        let address = format!("name:{KEY}@{}", closed_address().await);
        items.extend(ask(&(protocol.make)(&address, KEY, PATIENT)).await);
        // A key that fits into no header.
        items.extend(ask(&(protocol.make)(&server.address, &format!("{KEY}\n{KEY}"), PATIENT)).await);

        let errors: Vec<_> = items.into_iter().filter_map(Result::err).collect();
        assert!(errors.len() >= 8, "{}: {errors:?}", protocol.name);
        for error in errors {
            let told = format!("{error} {error:?} {}", error.problem());
            assert!(!told.contains("very-secret"), "{}: {told}", protocol.name);
        }
        assert!(server.asked().iter().all(|asked| asked.head.contains(KEY)), "it is sent, though");
    }
    let log = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(log.contains("a model did not answer"), "something is logged");
    let line = log.lines().find(|line| line.contains("very-secret"));
    assert_eq!(line, None);
}

#[tokio::test]
async fn a_key_is_not_carried_elsewhere() {
    for protocol in &PROTOCOLS {
        let elsewhere = Server::start([]).await;
        let redirect = format!("location: http://{}/v1\r\n", elsewhere.address);
        let answers = [301, 302, 307, 308].map(|status| Answer::status(status, &redirect, ""));
        let server = Server::start(answers.clone()).await;
        let model = (protocol.make)(&server.address, KEY, PATIENT);
        for _ in &answers {
            let items = ask(&model).await;
            let Err(error) = items.last().unwrap() else { panic!("{items:?}") };
            let sentence = error.problem().message;
            assert!(sentence.contains(protocol.address_variable), "{sentence}");
        }
        assert!(elsewhere.asked().is_empty(), "{}", protocol.name);
    }
}
