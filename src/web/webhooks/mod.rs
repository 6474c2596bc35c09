//! Where providers post what happened: `/webhooks/whatsapp`, `/webhooks/telegram/{bot}`, and of other
//! desks `/webhooks/chatwoot/{inbox}` and `/webhooks/pocket/{bot}`.
//!
//! A body is read whole, within limits; then it is found out who signed it, over the bytes as they
//! came; only then is it read. The answer 200 comes once everything in it is kept. Whoever signs
//! nothing, or for a number that is not ours, leaves no trace but a count. This module knows no
//! row and decides nothing about what was said. To add a channel: a file with its handler, its
//! route here, its accounts in [`Accounts`].

mod body;
mod chatwoot;
mod pocket;
mod telegram;
mod whatsapp;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use self::body::{Room, Unread};
use crate::app::{Account, App, arrivals};
use crate::clock::Stopwatch;
use crate::config::accounts::Channels;
use crate::config::channels::{Telegram, WhatsApp};
use crate::config::desks::{Chatwoot, Desks, Pocket};
use crate::domain::channel::Arrival;
use crate::meter::{Count, Timing};

/// How long the keeping may take before the provider is asked to come again.
const KEPT_WITHIN: Duration = Duration::from_secs(20);

/// After how many seconds a provider may come again.
const COME_AGAIN: &str = "5";

/// What the handlers need; clones share it.
#[derive(Clone)]
pub struct Hooks {
    app: App,
    accounts: Arc<Accounts>,
    room: Room,
}

/// Our accounts whose providers post to us.
#[derive(Clone, Debug, Default)]
pub struct Accounts {
    /// WhatsApp numbers, those together whose webhooks one app signs.
    whatsapp: Vec<Vec<WhatsApp>>,
    /// Telegram bots that do not ask for their updates.
    telegram: Vec<Telegram>,
    /// The account of Chatwoot, where it is another desk.
    chatwoot: Option<Arc<Chatwoot>>,
    /// The group of Telegram that is another desk.
    pocket: Option<Arc<Pocket>>,
}

impl Accounts {
    /// Puts accounts in order, as webhooks tell them apart.
    pub fn new(channels: &Channels) -> Self {
        let mut whatsapp: Vec<Vec<WhatsApp>> = Vec::new();
        for number in &channels.whatsapp {
            let same = |it: &&mut Vec<WhatsApp>| {
                it.first().is_some_and(|first| first.app_secret == number.app_secret)
            };
            match whatsapp.iter_mut().find(same) {
                Some(numbers) => numbers.push(number.clone()),
                None => whatsapp.push(vec![number.clone()]),
            }
        }
        let posted = channels.telegram.iter().filter(|bot| !bot.polling);
        Self { whatsapp, telegram: posted.cloned().collect(), chatwoot: None, pocket: None }
    }

    /// The same, with other desks whose providers post to us.
    #[must_use]
    pub fn with(mut self, desks: &Desks) -> Self {
        self.chatwoot = desks.chatwoot.clone().map(Arc::new);
        self.pocket = desks.telegram.clone().map(Arc::new);
        self
    }
}

/// How a webhook was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Everything is kept.
    Kept,
    /// Its body was not read.
    Unread(Unread),
    /// Nobody of ours signed it.
    Unsigned,
    /// It is for an account that is not ours.
    Foreign,
    /// Too much waits to be kept.
    Full,
    /// It could not be kept.
    Unkept,
    /// The registration of an address was refused.
    Unknown,
}

/// The routes of the webhooks.
pub fn routes(app: App, accounts: Accounts) -> Router {
    let hooks = Hooks { app, accounts: Arc::new(accounts), room: Room::default() };
    Router::new()
        .route("/webhooks/whatsapp", get(whatsapp::verify).post(whatsapp::take))
        .route("/webhooks/telegram/{bot}", post(telegram::take))
        .route("/webhooks/chatwoot/{inbox}", post(chatwoot::take))
        .route("/webhooks/pocket/{bot}", post(pocket::take))
        .with_state(hooks)
}

impl Answer {
    /// The status, and the label it is counted under.
    const fn words(self) -> (StatusCode, &'static str) {
        match self {
            Self::Kept => (StatusCode::OK, "kept"),
            Self::Unread(Unread::Packed) => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "packed"),
            Self::Unread(Unread::TooLarge) => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::Unread(Unread::TooSlow) => (StatusCode::REQUEST_TIMEOUT, "too-slow"),
            Self::Unread(Unread::Broken) => (StatusCode::BAD_REQUEST, "broken"),
            Self::Unread(Unread::Crowded) => (StatusCode::SERVICE_UNAVAILABLE, "crowded"),
            Self::Unsigned => (StatusCode::UNAUTHORIZED, "unsigned"),
            Self::Foreign => (StatusCode::FORBIDDEN, "foreign"),
            Self::Full => (StatusCode::SERVICE_UNAVAILABLE, "full"),
            Self::Unkept => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            Self::Unknown => (StatusCode::FORBIDDEN, "unverified"),
        }
    }
}

impl Hooks {
    /// Counts an answer and gives it.
    fn answer(&self, answer: Answer) -> Response {
        let (status, label) = answer.words();
        self.app.meter.count(Count::Webhooks, label);
        let mut response = status.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            let seconds = HeaderValue::from_static(COME_AGAIN);
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        if matches!(answer, Answer::Unread(_)) {
            // What is left of the body is nobody's next request.
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(header::CONNECTION, close);
        }
        response
    }

    /// Keeps what came; whoever waits for it may go away meanwhile.
    async fn keep(&self, came: Vec<(Account, Arrival)>, began: Stopwatch) -> Answer {
        if came.is_empty() {
            return Answer::Kept;
        }
        let app = self.app.clone();
        let kept = tokio::spawn(async move { arrivals::accept(&app, came).await });
        let answer = match tokio::time::timeout(KEPT_WITHIN, kept).await {
            Ok(Ok(Ok(counts))) => {
                self.app.meter.add(Count::Arrivals, "new", counts.new);
                self.app.meter.add(Count::Arrivals, "known", counts.known);
                Answer::Kept
            }
            // Said by the count alone: where everybody is refused, nobody reads the log.
            Ok(Ok(Err(error))) if error.is_full() => Answer::Full,
            Ok(Ok(Err(error))) => {
                let outage = error.is_outage();
                tracing::warn!(outage, error = %error, "could not keep what a webhook told");
                Answer::Unkept
            }
            Ok(Err(_)) => {
                tracing::error!("keeping what a webhook told panicked");
                Answer::Unkept
            }
            Err(_) => {
                tracing::warn!("keeping what a webhook told takes too long");
                Answer::Unkept
            }
        };
        self.app.meter.took(Timing::Webhook, began.elapsed());
        answer
    }
}
