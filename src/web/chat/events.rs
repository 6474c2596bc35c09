//! The conversation as it happens, as server-sent events whose ids are the messages' places.
//!
//! Each stream asks the store for what came after the last message it told, whenever something was
//! written here and once a second besides, since another process may have written. A page that lost
//! its connection comes back with the last id it saw.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use tokio::sync::watch;

use super::{After, Whose, conversation};
use crate::web::chat::shown::Shown;
use crate::web::error::Error;
use crate::web::site::Site;

/// How long a stream waits for news before it looks for itself.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// The same while an answer is likely on its way, and how often.
const LOOK_SOON: (Duration, u32) = (Duration::from_millis(60), 25);

/// One page that listens.
struct Listener {
    site: Site,
    whose: Whose,
    after: i64,
    ready: VecDeque<Shown>,
    soon: u32,
    news: watch::Receiver<u64>,
    end: watch::Receiver<bool>,
}

/// Tells a conversation from a place on.
pub async fn stream(
    State(site): State<Site>,
    Path(whose): Path<Whose>,
    Query(asked): Query<After>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Error> {
    conversation::parties(&site, &whose).await?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let listener = Listener {
        after: last.unwrap_or(asked.after),
        ready: VecDeque::new(),
        soon: 0,
        news: site.news.subscribe(),
        end: site.end.clone(),
        site,
        whose,
    };
    let told = stream::unfold(listener, |mut listener| async {
        let shown = listener.next().await?;
        let event = Event::default().id(shown.seq.to_string()).json_data(&shown);
        Some((Ok(event.unwrap_or_default()), listener))
    });
    Ok(Sse::new(told).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

impl Listener {
    /// The next message; none once the server ends.
    async fn next(&mut self) -> Option<Shown> {
        loop {
            if let Some(shown) = self.ready.pop_front() {
                self.after = shown.seq;
                return Some(shown);
            }
            if *self.end.borrow() {
                return None;
            }
            self.news.mark_unchanged();
            match conversation::messages(&self.site, &self.whose, self.after).await {
                Ok(messages) if messages.is_empty() => self.wait().await,
                Ok(messages) => self.ready.extend(messages),
                Err(error) => {
                    tracing::warn!(%error, "could not read a conversation for its page");
                    self.wait().await;
                }
            }
        }
    }

    async fn wait(&mut self) {
        let rest = if self.soon > 0 { LOOK_SOON.0 } else { LOOK_EVERY };
        self.soon = self.soon.saturating_sub(1);
        tokio::select! {
            _ = self.news.changed() => self.soon = LOOK_SOON.1,
            _ = self.end.changed() => {}
            () = tokio::time::sleep(rest) => {}
        }
    }
}
