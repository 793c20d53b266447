//! A server of raw sockets: what it sends, and where it cuts it, is up to the test.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Then {
    Close,
    /// Says nothing more, until the client goes.
    Hold,
}

/// What one request gets.
#[derive(Clone, Debug)]
pub struct Answer {
    bytes: Vec<u8>,
    cut: usize,
    then: Then,
}

impl Answer {
    /// A stream whose end is the end of the connection.
    pub fn stream(body: impl Into<String>) -> Self {
        Self::raw("200 OK", "", &body.into())
    }

    /// A stream whose end is said: a connection that ends before was cut.
    pub fn broken_transfer(body: &str) -> Self {
        let chunk = format!("{:x}\r\n{body}\r\n", body.len());
        Self::raw("200 OK", "transfer-encoding: chunked\r\n", &chunk)
    }

    pub fn status(status: u16, headers: &str, body: &str) -> Self {
        Self::raw(&format!("{status} Status"), &format!("{headers}content-length: {}\r\n", body.len()), body)
    }

    fn raw(status: &str, headers: &str, body: &str) -> Self {
        let head = format!(
            "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: text/event-stream\r\n{headers}\r\n"
        );
        Self { bytes: (head + body).into_bytes(), cut: usize::MAX, then: Then::Close }
    }

    /// Sent in pieces of so many bytes.
    pub fn cut(mut self, bytes: usize) -> Self {
        self.cut = bytes;
        self
    }

    /// The connection stays open.
    pub fn hold(mut self) -> Self {
        self.then = Then::Hold;
        self
    }
}

/// One request as it came: head and body.
#[derive(Clone, Debug)]
pub struct Asked {
    pub head: String,
    pub body: String,
}

impl Asked {
    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

/// Gives its answers in order, one a connection. Questions about a model, which Ollama is asked before a call, get
/// an answer of their own.
#[derive(Clone)]
pub struct Server {
    pub address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    /// Tells when a client went before its answer ended.
    left: Arc<tokio::sync::Notify>,
}

impl Server {
    pub async fn start(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::start_with_model(answers, None).await
    }

    /// `show` is what the server says about a model.
    pub async fn start_with_model(answers: impl IntoIterator<Item = Answer>, show: Option<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap().to_string(),
            asked: Arc::default(),
            left: Arc::default(),
        };
        let about = match show {
            Some(body) => Answer::status(200, "", body),
            None => Answer::status(404, "", "{}"),
        };
        let answers = Arc::new(Mutex::new(answers.into_iter().collect::<VecDeque<_>>()));
        let this = server.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(this.clone().serve(socket, answers.clone(), about.clone()));
            }
        });
        server
    }

    async fn serve(self, mut socket: TcpStream, answers: Arc<Mutex<VecDeque<Answer>>>, about: Answer) {
        let Some(asked) = read(&mut socket).await else { return };
        let answer = if asked.path().ends_with("/api/show") {
            about
        } else {
            self.asked.lock().unwrap().push(asked);
            let next = answers.lock().unwrap().pop_front();
            next.unwrap_or_else(|| Answer::status(418, "", "the script has no more answers"))
        };
        for piece in answer.bytes.chunks(answer.cut.min(64 * 1024)) {
            if socket.write_all(piece).await.is_err() || socket.flush().await.is_err() {
                self.left.notify_one();
                return;
            }
            tokio::task::yield_now().await;
        }
        if answer.then == Then::Hold {
            let _ = socket.read(&mut [0; 1]).await;
            self.left.notify_one();
        }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub async fn left(&self) {
        self.left.notified().await;
    }
}

/// An address at which nobody answers.
pub async fn closed_address() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().to_string()
}

async fn read(socket: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        let count = socket.read(&mut piece).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&piece[..count]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
        });
        if body.len() >= length.unwrap_or_default() {
            return Some(Asked { head: head.to_owned(), body: body.to_owned() });
        }
    }
}
