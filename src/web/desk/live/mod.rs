//! What happens at the desk, as it happens: one stream a browser, told by one task a process.
//!
//! An event names a conversation that changed and nothing of what is in it; the page asks for that
//! itself, from the place it knows. So nothing is lost where an event is, nothing is shown twice
//! where one comes twice, and whatever is shown was asked for with the rights of that moment. The id
//! of an event is the moment of the change: a stream that comes back tells what changed since, a
//! little more than that, since a change may be older than its commit. A page that is new says when it
//! was made, so that nothing is lost between its making and its stream.

mod hub;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use futures_util::stream;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

pub use hub::Hub;

use self::hub::OVERLAP;
use crate::app::desk::presence;
use crate::clock::Stopwatch;
use crate::domain::access::{Right, Who};
use crate::store::views::desk::live::{self, Changed};
use crate::web::desk::Signed;
use crate::web::error::Error;
use crate::web::site::Site;

/// How often a stream says that it lives: a page takes twice as long for lost.
const PULSE: Duration = Duration::from_secs(2);

/// How old an answer to whether somebody still may be told may be.
const FRESH: Duration = Duration::from_millis(500);

/// How often it is noted that somebody is at the desk.
const NOTED: Duration = Duration::from_mins(1);

/// The most changes that a stream which comes back is told one by one.
const CATCH_UP: u32 = 500;

/// The stream's address.
pub fn routes() -> Router<Site> {
    Router::new().route("/eventos", get(stream))
}

/// From when on a page wants to be told that has heard nothing yet.
#[derive(Debug, Deserialize)]
pub struct From {
    /// A moment, in microseconds.
    #[serde(default, rename = "desde")]
    since: Option<i64>,
}

/// One browser that listens.
struct Listener {
    signed: Signed,
    who: Who,
    asked: Stopwatch,
    noted: Option<Stopwatch>,
    site: Site,
    ready: VecDeque<Event>,
    changes: Receiver<Arc<Changed>>,
    end: watch::Receiver<bool>,
}

/// Tells what changes, from the last change on that the browser knows.
async fn stream(
    signed: Signed,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let site = signed.site().clone();
    signed.need(Right::ReadCases).await?;
    // Listening begins before what was missed is read: what happens in between comes twice.
    let changes = site.hub.listen(&site);
    let last = headers.get("last-event-id").and_then(|it| it.to_str().ok()?.parse().ok());
    let last = last.max(from.since).and_then(DateTime::<Utc>::from_timestamp_micros);
    let ready = caught_up(&site, &signed.who, last).await?;
    let listener = Listener {
        who: signed.who.clone(),
        asked: Stopwatch::start(),
        noted: None,
        end: site.end.clone(),
        site,
        signed,
        ready,
        changes,
    };
    let told = stream::unfold(listener, |mut listener| async {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    let unheld = [
        (header::CACHE_CONTROL, "no-store"),
        // Asks a proxy in front of us to pass on each event as it comes.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    Ok((unheld, Sse::new(told)).into_response())
}

/// What a stream tells first: what changed since it was heard last, and where it goes on from.
///
/// That comes last: a stream that is lost before it was all told is told all of it again.
async fn caught_up(
    site: &Site,
    who: &Who,
    last: Option<DateTime<Utc>>,
) -> Result<VecDeque<Event>, Error> {
    let begins = Event::default()
        .event("pronto")
        .id(site.app.clock.now().timestamp_micros().to_string())
        .data("{}");
    let mut ready = VecDeque::new();
    if let Some(last) = last {
        let creditors = live::creditors(&site.app.db).await.map_err(Error::internal)?;
        for creditor in creditors.iter().filter(|it| who.creditors.holds(it)) {
            let since = live::since(&site.app.db, creditor, last - OVERLAP, CATCH_UP);
            let since = since.await.map_err(Error::internal)?;
            if u32::try_from(since.len()).unwrap_or(u32::MAX) >= CATCH_UP {
                ready.push_back(anew());
            }
            let seen = since.iter().filter(|it| who.sees(&it.creditor, it.sector.as_deref()));
            ready.extend(seen.map(told));
        }
    }
    ready.push_back(begins);
    Ok(ready)
}

/// A conversation that changed.
fn told(change: &Changed) -> Event {
    let data = json!({
        "key": format!("{}/{}", change.creditor, change.id),
        "messages": change.messages,
    });
    Event::default()
        .event("mudou")
        .id(change.changed_at.timestamp_micros().to_string())
        .data(data.to_string())
}

/// That too much changed to be told one by one.
fn anew() -> Event {
    Event::default().event("recarregar").data("{}")
}

impl Listener {
    /// The next event; none once the server ends, or once nobody may be told any more.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if *self.end.borrow() {
                return None;
            }
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            let change = tokio::select! {
                change = self.changes.recv() => change,
                () = tokio::time::sleep(PULSE) => {
                    self.still().await?;
                    self.note().await;
                    return Some(Event::default().event("pulso").data("{}"));
                }
                _ = self.end.changed() => continue,
            };
            match change {
                Ok(change) => {
                    self.still().await?;
                    if self.who.sees(&change.creditor, change.sector.as_deref()) {
                        return Some(told(&change));
                    }
                }
                Err(RecvError::Lagged(_)) => return Some(anew()),
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// Notes now and then that somebody is at the desk: who is not, loses what they have.
    async fn note(&mut self) {
        let is_due = self.noted.as_ref().is_none_or(|noted| noted.elapsed() >= NOTED);
        if is_due && self.who.may(Right::Answer) {
            self.noted = Some(Stopwatch::start());
            if let Err(error) = presence::here(&self.site.app, &self.who, false).await {
                tracing::warn!(%error, "could not note who is at the desk");
            }
        }
    }

    /// Asks who they are by now; none where they may be told nothing any more.
    async fn still(&mut self) -> Option<()> {
        if self.asked.elapsed() < FRESH {
            return Some(());
        }
        match self.signed.again().await {
            Ok(Some(who)) if who.may(Right::ReadCases) => {
                self.who = who;
                self.asked = Stopwatch::start();
                Some(())
            }
            Ok(Some(_) | None) => None,
            Err(error) => {
                tracing::warn!(%error, "could not ask whether somebody still may be told");
                None
            }
        }
    }
}
