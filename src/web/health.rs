//! Whether the program lives, whether it can work, and what it counts.
//!
//! `/health/live` says that it runs, `/health/ready` whether the database answers with the tables
//! we know, its disk keeps what is written and what comes in is worked, `/health/well` besides
//! whether every account sends and every other desk answers, `/metrics` everything that is counted,
//! in the text format of Prometheus, to this machine or to who brings the token. Nothing here names
//! a person.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use subtle::ConstantTimeEq;

use super::serve::Peer;
use crate::app::App;
use crate::clock::Stopwatch;
use crate::config::hints::Secret;
use crate::meter::{head, put};
use crate::store::views::queues::{self, Queue, Queues};

/// How late what came in may be before somebody should look.
const LATE: i64 = 120;

/// How long a look at the queues is good for.
const FRESH: Duration = Duration::from_millis(500);

/// How long a look may take.
const WITHIN: Duration = Duration::from_secs(5);

/// What proxies say of whom they speak for.
const FORWARDED: [&str; 3] = ["forwarded", "x-forwarded-for", "x-real-ip"];

/// What the handlers need; clones share it.
#[derive(Clone)]
pub struct Watch {
    app: App,
    /// What must be brought to read the metrics from elsewhere.
    token: Option<Secret>,
    /// True where this process works what comes in, so that it answers for its lateness.
    works: bool,
    last: Arc<Mutex<Option<(Stopwatch, Queues)>>>,
}

/// The routes for whoever watches over the program.
pub fn routes(app: App, token: Option<Secret>, works: bool) -> Router {
    let watch = Watch { app, token, works, last: Arc::default() };
    Router::new()
        .route("/health/live", get(async || "ok"))
        .route("/health/ready", get(ready))
        .route("/health/well", get(well))
        .route("/metrics", get(metrics))
        .with_state(watch)
}

/// Whether work may be given to this process: where it may not, a proxy asks another.
async fn ready(State(watch): State<Watch>) -> Response {
    let (found, database) = watch.database().await;
    let now = watch.app.clock.now();
    let is_ready = watch.ill(&found, database).next().is_none();
    let body = json!({
        "ready": is_ready,
        "database": database,
        "inbox": told(&found.inbox, now),
        "outbox": told(&found.outbox, now),
    });
    answer(is_ready, body)
}

/// Whether everything does well, for whoever is woken where it does not.
///
/// A suspended account is no reason to take messages elsewhere, so that [`ready`] does not ask.
async fn well(State(watch): State<Watch>) -> Response {
    let (found, database) = watch.database().await;
    let mut ill: Vec<Value> = watch
        .ill(&found, database)
        .map(|(part, why)| json!({ "part": part, "why": why }))
        .collect();
    ill.extend(
        found
            .suspended
            .iter()
            .map(|(account, why)| json!({ "part": format!("account {account}"), "why": why })),
    );
    let down = found.desks.iter().filter(|(_, up)| !up);
    ill.extend(down.map(|(desk, _)| json!({ "part": format!("desk {desk}"), "why": "down" })));
    answer(ill.is_empty(), json!({ "well": ill.is_empty(), "ill": ill }))
}

fn answer(is_good: bool, body: Value) -> Response {
    let status = if is_good { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(body)).into_response()
}

fn told(queue: &Queue, now: DateTime<Utc>) -> Value {
    json!({
        "waiting": queue.waiting,
        "oldest_seconds": seconds(queue.oldest, now),
        "late_seconds": seconds(queue.due, now),
        "dead": queue.dead,
        "unknown": queue.unknown,
    })
}

async fn metrics(State(watch): State<Watch>, request: Request) -> Response {
    if !watch.may_read(&request) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut text = watch.app.meter.text();
    let found = watch.look().await;
    head(&mut text, "combinado_database_up", "1 where the database answers.", "gauge");
    put(&mut text, format_args!("combinado_database_up {}", u8::from(found.is_some())));
    if let Some(found) = found {
        gauges(&mut text, &found, watch.app.clock.now());
    }
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Takes a figure of a queue, as of now.
type Figure = fn(&Queue, DateTime<Utc>) -> i64;

/// What the queues hold now.
fn gauges(text: &mut String, found: &Queues, now: DateTime<Utc>) {
    let both = [("inbox", &found.inbox), ("outbox", &found.outbox)];
    let figures: [(&str, &str, Figure); 5] = [
        ("combinado_queue_waiting", "Entries that wait.", |it, _| it.waiting),
        ("combinado_queue_oldest_seconds", "The age of the oldest of them.", |it, now| {
            seconds(it.oldest, now)
        }),
        ("combinado_queue_late_seconds", "How late the first due one is.", |it, now| {
            seconds(it.due, now)
        }),
        ("combinado_queue_dead", "Entries given up.", |it, _| it.dead),
        ("combinado_queue_unknown", "Sends of which nobody knows how they ended.", |it, _| {
            it.unknown
        }),
    ];
    for (name, help, figure) in figures {
        head(text, name, help, "gauge");
        for (queue, it) in both {
            put(text, format_args!("{name}{{queue=\"{queue}\"}} {}", figure(it, now)));
        }
    }
    for (desk, up) in &found.desks {
        // The names of desks are words of ours.
        let name = format!("{desk}_bridge_up");
        head(text, &name, "1 where the other desk answers.", "gauge");
        put(text, format_args!("{name} {}", u8::from(*up)));
    }
    let (timers, due) = found.timers;
    for (name, help, figure) in [
        ("combinado_alerts", "Alerts that nobody has seen.", found.alerts),
        ("combinado_timers", "Timers that are set.", timers),
        ("combinado_timers_late_seconds", "How late the first due one is.", seconds(due, now)),
    ] {
        head(text, name, help, "gauge");
        put(text, format_args!("{name} {figure}"));
    }
}

/// How long ago a moment was; nothing where it is yet to come.
fn seconds(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> i64 {
    at.map_or(0, |at| (now - at).num_seconds().max(0))
}

impl Watch {
    /// How the queues do, and the database: `ok`, `old`, `unreachable` or, where its disk did not keep
    /// what was written, `disk-failed`.
    async fn database(&self) -> (Queues, &'static str) {
        let current = tokio::time::timeout(WITHIN, queues::is_current(&self.app.db)).await;
        let found = self.look().await;
        let database = match (current, &found) {
            _ if self.app.db.has_failed() => "disk-failed",
            (Ok(Ok(true)), Some(_)) => "ok",
            (Ok(Ok(false)), _) => "old",
            (Ok(Ok(true) | Err(_)) | Err(_), _) => "unreachable",
        };
        (found.unwrap_or_default(), database)
    }

    /// The parts without which no work can be done here, and why.
    fn ill(
        &self,
        found: &Queues,
        database: &'static str,
    ) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let late = seconds(found.inbox.due, self.app.clock.now()) > LATE;
        let database = (database != "ok").then_some(("database", database));
        let inbox = (late && self.works).then_some(("inbox", "late"));
        database.into_iter().chain(inbox)
    }

    /// How the queues do, as of a moment ago; none where the database does not tell.
    async fn look(&self) -> Option<Queues> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, found)) = last.filter(|(since, _)| since.elapsed() < FRESH) {
            return Some(found);
        }
        let found = tokio::time::timeout(WITHIN, queues::look(&self.app.db)).await.ok()?.ok()?;
        let now = Some((Stopwatch::start(), found.clone()));
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = now;
        Some(found)
    }

    /// True for who brings the token, and for who is on this machine and speaks for nobody else.
    fn may_read(&self, request: &Request) -> bool {
        let brought = bearer(request.headers());
        let knows = self.token.as_ref().zip(brought).is_some_and(|(token, brought)| {
            bool::from(token.expose().as_bytes().ct_eq(brought.as_bytes()))
        });
        let peer = request.extensions().get::<Peer>();
        let here = peer.is_some_and(|Peer(peer)| peer.ip().to_canonical().is_loopback());
        let forwarded = FORWARDED.iter().any(|name| request.headers().contains_key(*name));
        knows || (here && !forwarded)
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}
