//! A server on the loopback address that can fail as real ones do: break off, drip, say half.
//!
//! It knows no provider. A handler answers with what it would say, and [`spoilt`] makes of that
//! answer what a plan asks for.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use futures_util::stream;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::Error;
use super::faults::{Fault, Plan};
use super::ledger::Verdict;

/// How long silence lasts where a plan does not say: longer than any client waits.
const SILENCE: u32 = 60;

/// How long a slow answer takes where a plan does not say.
const DRIP: u32 = 30;

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    end: watch::Sender<bool>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end.send_replace(true);
    }
}

/// A port that is ours; what is served on it comes later.
///
/// # Errors
/// When the port cannot be had.
pub async fn listen(port: u16) -> Result<TcpListener, Error> {
    let address = (Ipv4Addr::LOCALHOST, port);
    TcpListener::bind(address).await.map_err(|source| Error::Listen { port, source })
}

/// Serves on a listener until the server is dropped; open connections are cut then.
///
/// # Errors
/// When the listener has no address.
pub fn serve(listener: TcpListener, router: Router) -> Result<Server, Error> {
    let address = listener.local_addr().map_err(|source| Error::Listen { port: 0, source })?;
    let (end, mut ended) = watch::channel(false);
    tokio::spawn(async move {
        let mut open = JoinSet::new();
        loop {
            tokio::select! {
                _ = ended.wait_for(|end| *end) => return,
                accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                    open.spawn(connection(stream, router.clone()));
                },
                Some(_) = open.join_next() => {}
            }
        }
    });
    Ok(Server { address, end })
}

async fn connection(stream: TcpStream, router: Router) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| answer(router.clone(), request));
    // Whoever went away, or was cut off on purpose, is no news.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(router: Router, request: Request<Incoming>) -> io::Result<Response> {
    let answered: Result<Response, Infallible> = router.oneshot(request.map(Body::new)).await;
    let Ok(response) = answered;
    if response.extensions().get::<Cut>().is_some() {
        return Err(io::ErrorKind::ConnectionReset.into());
    }
    Ok(response)
}

/// Marks an answer that never comes: the connection is cut instead.
#[derive(Clone, Copy, Debug)]
struct Cut;

/// The connection is cut without an answer.
pub fn cut() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Cut);
    response
}

/// An error that each provider words in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ordered {
    /// The provider's own error of this number.
    Code(u32),
    /// Too many calls.
    TooMany,
    /// An error within the provider.
    Internal,
}

/// How a provider words an error.
#[derive(Debug)]
pub struct Worded {
    /// The answer.
    pub answer: Response,
    /// Its HTTP status.
    pub status: u16,
    /// The provider's own code.
    pub code: u32,
}

/// What a fault that strikes before anything was accepted answers instead, and what became of the
/// call; errors are worded by the provider.
pub fn instead(plan: &Plan, word: impl FnOnce(Ordered) -> Worded) -> (Response, Verdict) {
    let ordered = match plan.fault {
        Fault::Code(code) => Ordered::Code(code),
        Fault::TooMany => Ordered::TooMany,
        Fault::Internal => Ordered::Internal,
        Fault::BadGateway => {
            return (bad_gateway(), Verdict::Refused { status: 502, code: 0 });
        }
        Fault::Silence
        | Fault::SilenceAfter
        | Fault::Reset
        | Fault::ResetAfter
        | Fault::Slow
        | Fault::Half
        | Fault::Garbage
        | Fault::Duplicate
        | Fault::Reorder
        | Fault::Batch
        | Fault::StatusLost
        | Fault::StatusReversed => return (StatusCode::OK.into_response(), Verdict::Lost),
    };
    let Worded { answer, status, code } = word(ordered);
    (answer, Verdict::Refused { status, code })
}

/// What becomes of an answer under a plan; plans of other kinds leave it alone.
pub async fn spoilt(plan: &Plan, answer: Response) -> Response {
    match plan.fault {
        Fault::Silence | Fault::SilenceAfter => {
            let seconds = u64::from(plan.seconds.unwrap_or(SILENCE));
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            cut()
        }
        Fault::Reset | Fault::ResetAfter => cut(),
        Fault::Slow => drip(answer, plan.seconds.unwrap_or(DRIP)).await,
        Fault::Half => half(answer).await,
        Fault::Garbage => (StatusCode::OK, "\u{0}\u{1}{\"messages\":[{").into_response(),
        Fault::BadGateway => bad_gateway(),
        Fault::Code(_)
        | Fault::TooMany
        | Fault::Internal
        | Fault::Duplicate
        | Fault::Reorder
        | Fault::Batch
        | Fault::StatusLost
        | Fault::StatusReversed => answer,
    }
}

fn bad_gateway() -> Response {
    let page =
        "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>";
    (StatusCode::BAD_GATEWAY, [(header::CONTENT_TYPE, "text/html")], page).into_response()
}

async fn whole(answer: Response) -> (axum::http::response::Parts, Bytes) {
    let (parts, body) = answer.into_parts();
    (parts, to_bytes(body, usize::MAX).await.unwrap_or_default())
}

/// The answer's first half, then the end of the connection.
async fn half(answer: Response) -> Response {
    let (mut parts, bytes) = whole(answer).await;
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let first = bytes.slice(..bytes.len() / 2);
    let broken = stream::iter([Ok(first), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
    Response::from_parts(parts, Body::from_stream(broken))
}

/// The answer byte by byte, over so many seconds.
async fn drip(answer: Response, seconds: u32) -> Response {
    let (mut parts, bytes) = whole(answer).await;
    parts.headers.insert(header::CONTENT_LENGTH, bytes.len().into());
    let count = u32::try_from(bytes.len()).unwrap_or(u32::MAX).max(1);
    let pause = Duration::from_secs(u64::from(seconds)) / count;
    let drops = stream::unfold((bytes, 0_usize), move |(bytes, at)| async move {
        if at >= bytes.len() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let one = bytes.slice(at..=at);
        Some((Ok::<_, io::Error>(one), (bytes, at + 1)))
    });
    Response::from_parts(parts, Body::from_stream(drops))
}

#[cfg(test)]
mod tests {
    use axum::routing::get;

    use super::*;

    async fn asked(fault: Fault) -> Result<(u16, String), reqwest::Error> {
        let router = Router::new().route(
            "/",
            get(move || async move {
                let plan = Plan::always(fault).lasting(0);
                spoilt(&plan, "{\"ok\":true}".into_response()).await
            }),
        );
        let listener = listen(0).await.expect("a free port is free");
        let server = serve(listener, router).expect("it has an address");
        let response = reqwest::get(format!("http://{}/", server.address)).await?;
        let status = response.status().as_u16();
        Ok((status, response.text().await?))
    }

    #[tokio::test]
    async fn a_slow_answer_is_whole_in_the_end() {
        let (status, text) = asked(Fault::Slow).await.expect("it comes");

        assert_eq!((status, text.as_str()), (200, "{\"ok\":true}"));
    }

    #[tokio::test]
    async fn half_an_answer_and_a_cut_connection_are_no_answers() {
        assert!(asked(Fault::Half).await.is_err());
        assert!(asked(Fault::ResetAfter).await.is_err());
        assert!(asked(Fault::Silence).await.is_err());
    }

    #[tokio::test]
    async fn a_gateway_answers_in_html() {
        let (status, text) = asked(Fault::BadGateway).await.expect("it comes");

        assert_eq!(status, 502);
        assert!(text.starts_with("<html>"));
    }
}
