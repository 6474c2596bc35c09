//! Telegram's Bot API, as far as a bot that talks with customers uses it.
//!
//! [`Fake::start`] listens on the loopback address. It sends and edits as the provider would,
//! refuses in the provider's words, hands out updates by polling or posts them with the secret
//! header, in order within each chat. It knows only what is written about the provider: nothing of
//! this program's own client.
//!
//! To teach it a method: its arm in `methods`, its check beside it.

mod chats;
mod control;
mod customer;
mod files;
mod html;
mod keyboard;
mod methods;
mod pace;
mod params;
pub mod problem;
mod updates;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use self::chats::Chats;
pub use self::customer::{Act, Card, Nothing, Sent as SentFile};
use self::files::Files;
pub use self::pace::Limits;
use self::pace::Pacing;
use self::updates::{Lines, Updates};
use super::courier::{Courier, Patience, Tally};
use super::faults::{Faults, Plan};
use super::ledger::Ledger;
use super::server::{self, Server};
use super::{Error, held};
use crate::clock::Clock;

/// How long a tap may be answered.
const QUERY_LASTS: TimeDelta = TimeDelta::seconds(60);

/// How a fake is set up; the default suits tests.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// The bot's token.
    pub token: String,
    /// The bot's username.
    pub username: String,
    /// Where updates are posted from the start; else they wait for polls or `setWebhook`.
    pub webhook: Option<String>,
    /// The secret header's value, with a webhook from the start.
    pub secret: Option<String>,
    /// True where only who wrote before may be written to.
    pub known_only: bool,
    /// The limits of volume that are kept.
    pub limits: Limits,
    /// How long a webhook is posted again.
    pub patience: Patience,
    /// Faults from the start.
    pub faults: Vec<Plan>,
    /// The seed of chance.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            port: 0,
            token: "7770001:dev-token".to_owned(),
            username: "combinado_bot".to_owned(),
            webhook: None,
            secret: None,
            known_only: false,
            limits: Limits::default(),
            patience: Patience::default(),
            faults: Vec::new(),
            seed: 1,
        }
    }
}

/// A running fake; dropping it cuts every connection.
#[derive(Debug)]
pub struct Fake {
    inner: Arc<Inner>,
    server: Server,
}

/// What the methods share.
#[derive(Debug)]
pub(crate) struct Inner {
    settings: Settings,
    clock: Clock,
    ledger: Ledger,
    chats: Chats,
    files: Files,
    pacing: Pacing,
    updates: Updates,
    faults: Faults,
    courier: Courier,
    lines: OnceLock<Lines>,
    queries: Mutex<HashMap<String, DateTime<Utc>>>,
    count: AtomicI64,
}

impl Fake {
    /// Starts one.
    ///
    /// # Errors
    /// When the port is taken, or the webhook is not on this machine.
    pub async fn start(settings: Settings, clock: Clock) -> Result<Self, Error> {
        let listener = server::listen(settings.port).await?;
        let courier = Courier::new(settings.patience, |status| status.is_success())?;
        // Numbers differ from those of an earlier run, as a database may outlive the fake.
        let first = clock.now().timestamp();
        let inner = Arc::new(Inner {
            ledger: Ledger::default(),
            chats: Chats::default(),
            files: Files::default(),
            pacing: Pacing::new(settings.limits),
            updates: Updates::new(u64::try_from(first).unwrap_or(1)),
            faults: Faults::new(settings.faults.clone(), settings.seed),
            courier,
            lines: OnceLock::new(),
            queries: Mutex::default(),
            count: AtomicI64::new(first % 1_000_000 + 10),
            settings,
            clock,
        });
        let _ = inner.lines.set(Lines::open(&Arc::downgrade(&inner)));
        inner.aim_from_settings()?;
        let server = server::serve(listener, control::router(Arc::clone(&inner)))?;
        Ok(Self { inner, server })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// The base address, as a client is configured with it.
    pub fn base(&self) -> String {
        format!("http://{}", self.address())
    }

    /// What was sent here.
    pub fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    /// The faults that are ordered.
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// A customer does something; the number of the update that tells of it.
    ///
    /// # Errors
    /// When the act says nothing, or they were never sent what they tap.
    pub fn act(&self, act: &Act) -> Result<u64, Nothing> {
        self.inner.act(act)
    }

    /// The topics of a group, oldest first.
    pub fn topics(&self, group: i64) -> Vec<i64> {
        self.inner.chats.topics(group)
    }

    /// A topic's name, and whether it is closed.
    pub fn topic(&self, group: i64, topic: i64) -> Option<(String, bool)> {
        self.inner.chats.topic(group, topic)
    }

    /// What the bot said in a topic, oldest first.
    pub fn said_in(&self, group: i64, topic: i64) -> Vec<String> {
        self.inner.chats.said_in(group, topic)
    }

    /// How the posting of webhooks went so far.
    pub fn tally(&self) -> Tally {
        self.inner.courier.tally()
    }
}

impl Inner {
    fn aim_from_settings(&self) -> Result<(), Error> {
        let Some(url) = &self.settings.webhook else { return Ok(()) };
        let mut query = format!("url={url}");
        if let Some(secret) = &self.settings.secret {
            query = format!("{query}&secret_token={secret}");
        }
        let none = axum::http::HeaderMap::new();
        let set = params::Params::read(&none, &query, &bytes::Bytes::new())
            .and_then(|params| self.set_webhook(&params));
        set.map(|_| ()).map_err(|refusal| Error::Webhook(refusal.description))
    }

    fn lines(&self) -> &Lines {
        self.lines.get().expect("the lines are opened before anybody is served")
    }

    /// The bot, as messages have it.
    fn bot(&self) -> Value {
        let id = self.settings.token.split(':').next().and_then(|id| id.parse::<i64>().ok());
        json!({
            "id": id.unwrap_or(7_770_001),
            "is_bot": true,
            "first_name": "Combinado",
            "username": self.settings.username,
        })
    }

    fn new_message_id(&self) -> i64 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    /// A tap that waits for its answer; its id.
    fn new_query(&self) -> String {
        let now = self.clock.now();
        let id = format!("{}{}", now.timestamp_millis(), self.new_message_id());
        held(&self.queries).insert(id.clone(), now);
        id
    }

    /// A tap is answered; false where it is too late, or there was none.
    fn answer(&self, id: &str, at: DateTime<Utc>) -> bool {
        let tapped = held(&self.queries).get(id).copied();
        tapped.is_some_and(|tapped| at - tapped <= QUERY_LASTS)
    }
}
