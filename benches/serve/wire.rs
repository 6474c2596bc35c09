//! HTTP/1.1 as cheap as it gets: what measures must not be what is measured.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One kept connection that posts.
pub struct Line {
    stream: TcpStream,
    address: String,
    buffer: Vec<u8>,
}

impl Line {
    /// Connects.
    pub async fn open(address: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, address: address.to_owned(), buffer: Vec::with_capacity(4096) })
    }

    /// Posts a body with one header more and answers the status.
    pub async fn post(&mut self, path: &str, header: &str, body: &[u8]) -> io::Result<u16> {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\n{header}\r\n\
             content-length: {}\r\n\r\n",
            self.address,
            body.len()
        );
        let mut request = head.into_bytes();
        request.extend_from_slice(body);
        self.stream.write_all(&request).await?;
        self.buffer.clear();
        read_message(&mut self.stream, &mut self.buffer).await?;
        let status = self.buffer.get(9..12).and_then(|it| std::str::from_utf8(it).ok());
        status.and_then(|it| it.parse().ok()).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }
}

/// Reads one message to the end of its body; answers where the body begins.
async fn read_message(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> io::Result<usize> {
    loop {
        if let Some((body, length)) = measure(buffer)
            && buffer.len() >= body + length
        {
            return Ok(body);
        }
        if stream.read_buf(buffer).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// Where the body begins and how long it is, once the head is there.
fn measure(buffer: &[u8]) -> Option<(usize, usize)> {
    let end = buffer.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(buffer.get(..end)?).ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    Some((end + 4, length.unwrap_or(0)))
}

/// Makes the answer's JSON from a request's path and body.
pub type Answer = Arc<dyn Fn(&str, &[u8]) -> String + Send + Sync>;

/// Serves every request by a function of it.
pub async fn serve(listener: TcpListener, answer: Answer) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let answer = answer.clone();
        tokio::spawn(async move {
            let _ = stream.set_nodelay(true);
            let mut buffer = Vec::with_capacity(8192);
            loop {
                buffer.clear();
                let Ok(body) = read_message(&mut stream, &mut buffer).await else { return };
                let path = std::str::from_utf8(&buffer)
                    .ok()
                    .and_then(|text| text.split(' ').nth(1))
                    .unwrap_or_default()
                    .to_owned();
                let json = answer(&path, buffer.get(body..).unwrap_or_default());
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                    json.len()
                );
                if stream.write_all((head + &json).as_bytes()).await.is_err() {
                    return;
                }
            }
        });
    }
}
