//! The accept loop: as `axum::serve`, with what that lacks.
//!
//! A connection has ten seconds to send its headers, so that a slow or silent one cannot be held
//! for ever. There are at most 512 at a time: where one more comes, the one that has been idle the
//! longest goes, so that nobody is kept out by sockets that say nothing. The end is clean: nothing
//! new is accepted, answers under way are finished for a few seconds, then all is closed.

mod guests;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

pub use guests::{Guest, Guests};

use crate::meter::{Count, Meter};

/// How long a connection may take to send its headers, or to send the next ones.
const HEADERS_WITHIN: Duration = Duration::from_secs(10);

/// How long answers under way may take once the end was asked for.
const END_WITHIN: Duration = Duration::from_secs(3);

/// Connections at a time: with their files, far below what a process may open.
const CONNECTIONS: usize = 512;

/// How long to wait where all are busy, before looking again.
const CROWDED: Duration = Duration::from_millis(20);

/// Where a request came from; among a request's extensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// Answers on a listener until the end is asked for.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    meter: Meter,
    end: impl Future<Output = ()>,
) {
    let open = GracefulShutdown::new();
    let guests = Guests::new(CONNECTIONS);
    tokio::pin!(end);
    loop {
        let (stream, peer, guest) = tokio::select! {
            () = &mut end => break,
            accepted = accept(&listener, &guests, &meter) => accepted,
        };
        let served = router.clone();
        let busy = guest.clone();
        let service = hyper::service::service_fn(move |request: hyper::Request<Incoming>| {
            let (served, at_work) = (served.clone(), busy.begins());
            let mut request: Request = request.map(Body::new);
            request.extensions_mut().insert(Peer(peer));
            async move {
                let answer = served.oneshot(request).await;
                drop(at_work);
                answer
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADERS_WITHIN)
            .serve_connection(TokioIo::new(stream), service);
        let connection = open.watch(connection);
        tokio::spawn(async move {
            tokio::select! {
                // What is under way goes on: only who is idle is asked to leave.
                biased;
                answered = connection => {
                    if let Err(error) = answered {
                        tracing::debug!(%error, "a connection broke");
                    }
                }
                () = guest.shown_out() => {}
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(END_WITHIN, open.shutdown()).await.is_err() {
        tracing::debug!("closed connections that were still busy");
    }
}

/// The next connection, with its place; a failure to accept passes after a moment.
async fn accept(
    listener: &TcpListener,
    guests: &Guests,
    meter: &Meter,
) -> (TcpStream, SocketAddr, Arc<Guest>) {
    let (stream, peer) = loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let _ = stream.set_nodelay(true);
                break (stream, peer);
            }
            Err(error) if is_the_peers(&error) => {}
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection");
                if !guests.make_room() {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            }
        }
    };
    loop {
        if let Some(guest) = guests.admit() {
            return (stream, peer, guest);
        }
        if guests.make_room() {
            meter.count(Count::Evicted, "idle");
        } else {
            tokio::time::sleep(CROWDED).await;
        }
    }
}

fn is_the_peers(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}
