//! An endpoint of second opinions on the loopback, as helpful or as hostile as a test wants it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// What the endpoint does with a request.
#[derive(Clone)]
pub enum Does {
    /// Answers with a status, headers and a body.
    Answers(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Takes the request and never answers.
    Nothing,
    /// Breaks off in the middle of its answer.
    BreaksOff,
    /// Hangs up before a word.
    HangsUp,
    /// Answers once it is told to.
    Waits(Arc<Notify>, Box<Does>),
}

impl Does {
    /// Answers with this opinion, as the protocol has it.
    pub fn says(opinion: &Json) -> Self {
        Self::writes(&opinion.to_string())
    }

    /// Answers with a message of this text.
    pub fn writes(text: &str) -> Self {
        let message = json!({ "role": "assistant", "content": text });
        let usage = json!({ "prompt_tokens": 1200, "completion_tokens": 30 });
        let body = json!({ "choices": [{ "index": 0, "message": message }], "usage": usage });
        Self::Answers(200, Vec::new(), body.to_string().into_bytes())
    }

    /// Answers with a status and nothing of use.
    pub fn refuses(status: u16) -> Self {
        Self::Answers(status, Vec::new(), b"<html>no</html>".to_vec())
    }
}

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The first line and the headers.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Seen {
    /// What the model was asked: the user's message, which is JSON itself.
    pub fn question(&self) -> Json {
        let body: Json = serde_json::from_str(&self.body).expect("requests are JSON");
        let asked = body["messages"][1]["content"].as_str().expect("a text");
        serde_json::from_str(asked).expect("the question is JSON")
    }
}

/// An endpoint that runs until it is dropped.
pub struct Endpoint {
    /// Its address.
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
    serving: JoinHandle<()>,
}

impl Endpoint {
    /// Starts one that does these things in order, the last of them for ever.
    pub async fn that(does: impl IntoIterator<Item = Does>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (noted, mut plan) = (seen.clone(), does.into_iter().collect::<VecDeque<_>>());
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let next = if plan.len() > 1 { plan.pop_front() } else { plan.front().cloned() };
                let does = next.expect("a test says what it does");
                tokio::spawn(serve(stream, does, noted.clone()));
            }
        });
        Self { url, seen, serving }
    }

    /// The requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no test panics within").clone()
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(mut stream: TcpStream, mut does: Does, noted: Arc<Mutex<Vec<Seen>>>) {
    if matches!(does, Does::HangsUp) {
        return;
    }
    let Some(seen) = request(&mut stream).await else { return };
    noted.lock().expect("no test panics within").push(seen);
    while let Does::Waits(told, then) = does {
        told.notified().await;
        does = *then;
    }
    match does {
        Does::Answers(status, headers, body) => {
            let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
            for (name, value) in headers {
                head.extend([name, ": ", &value, "\r\n"]);
            }
            head.push_str("connection: close\r\n\r\n");
            // Whoever reads may hang up when it has had enough.
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(&body).await;
        }
        Does::BreaksOff => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"cho").await;
        }
        Does::Nothing => {
            // Reads on until the other side gives up.
            let _ = stream.read(&mut [0; 1]).await;
        }
        Does::HangsUp | Does::Waits(..) => {}
    }
}

/// Reads one request to its end.
async fn request(stream: &mut TcpStream) -> Option<Seen> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        // Counted in bytes: a picture is no text.
        if let Some(end) = bytes.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let (head, body) = bytes.split_at(end);
            let (head, body) = (String::from_utf8_lossy(head), body.get(4..)?);
            let length = head.lines().find_map(|line| {
                let (name, value) = line.split_once(':')?;
                name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
            });
            if body.len() >= length.unwrap_or(0) {
                let body = String::from_utf8_lossy(body).into_owned();
                return Some(Seen { head: head.into_owned(), body });
            }
        }
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(part.get(..read)?),
        }
    }
}
