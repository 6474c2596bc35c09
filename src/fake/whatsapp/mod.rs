//! WhatsApp's Cloud API, as far as the business side of it goes.
//!
//! [`Fake::start`] listens on the loopback address. It takes messages, read marks, files and
//! templates as the provider would, refuses with the provider's numbers, posts signed webhooks
//! until they are answered 200, and walks each message up the ladder of statuses. It knows only
//! what is written about the provider: nothing of this program's own client.
//!
//! To teach it something: the route below, the refusal in `problem`, the check in `check`.

mod check;
mod control;
mod customer;
mod graph;
mod hooks;
mod media;
mod orders;
mod pace;
mod people;
pub mod problem;
mod send;
mod templates;
mod wire;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::Value;

use self::check::Checker;
pub use self::customer::{Act, Card, Nothing, Sent as SentFile};
use self::hooks::Hooks;
pub use self::hooks::Ladder;
use self::media::Media;
use self::orders::Orders;
use self::pace::Pacing;
pub use self::pace::{Limits, Pair};
use self::people::People;
pub use self::people::Person;
use self::problem::Refusal;
use self::templates::Templates;
pub use self::wire::{escaped, signature};
use super::courier::{Courier, Patience, Tally, on_this_machine};
use super::faults::{Faults, Plan};
pub use super::ledger::{Attempt, Ledger, Verdict};
use super::server::{self, Server};
use super::{Error, held};
use crate::clock::Clock;

/// What becomes of a message to somebody who did not write for 24 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// It is delivered: nobody looks at the clock.
    #[default]
    Open,
    /// It is accepted and fails later, by webhook, as the provider does it.
    Fail,
    /// It is refused at once.
    Refuse,
}

/// How a fake is set up; the default suits tests.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// Where webhooks go; nowhere until it is said.
    pub webhook: Option<String>,
    /// The app's secret, with which webhooks are signed.
    pub secret: String,
    /// What the app expects when its webhook is verified.
    pub verify_token: String,
    /// The bearer token.
    pub token: String,
    /// The id of the business's number.
    pub phone_number_id: String,
    /// The number itself, digits only.
    pub display_phone_number: String,
    /// The business account.
    pub waba_id: String,
    /// The limits of volume that are kept.
    pub limits: Limits,
    /// What becomes of messages out of the window.
    pub window: Window,
    /// When statuses come.
    pub ladder: Ladder,
    /// The most updates of one webhook.
    pub batch: usize,
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
            webhook: None,
            secret: "dev-app-secret".to_owned(),
            verify_token: "dev-verify-token".to_owned(),
            token: "dev-token".to_owned(),
            phone_number_id: "200000000000002".to_owned(),
            display_phone_number: "551130000000".to_owned(),
            waba_id: "100000000000001".to_owned(),
            limits: Limits::default(),
            window: Window::default(),
            ladder: Ladder::QUICK,
            batch: 1,
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

/// What the routes share.
#[derive(Debug)]
pub(crate) struct Inner {
    settings: Settings,
    clock: Clock,
    address: SocketAddr,
    ledger: Ledger,
    people: People,
    pacing: Pacing,
    templates: Templates,
    media: Media,
    orders: Orders,
    checker: Checker,
    faults: Faults,
    courier: Courier,
    hooks: OnceLock<Hooks>,
    read: Mutex<BTreeSet<String>>,
    count: AtomicU64,
    /// True once the app was subscribed, wherever its webhooks go.
    subscribed: AtomicBool,
}

impl Fake {
    /// Starts one.
    ///
    /// # Errors
    /// When the port is taken, or the webhook is not on this machine.
    pub async fn start(settings: Settings, clock: Clock) -> Result<Self, Error> {
        let listener = server::listen(settings.port).await?;
        let address = listener
            .local_addr()
            .map_err(|source| Error::Listen { port: settings.port, source })?;
        let courier = Courier::new(settings.patience, |status| status == 200)?;
        courier.aim(settings.webhook.as_deref().map(on_this_machine).transpose()?);
        let inner = Arc::new(Inner {
            ledger: Ledger::default(),
            people: People::default(),
            pacing: Pacing::new(settings.limits),
            templates: Templates::default(),
            media: Media::default(),
            orders: Orders::default(),
            checker: Checker::new(),
            faults: Faults::new(settings.faults.clone(), settings.seed),
            courier,
            hooks: OnceLock::new(),
            read: Mutex::default(),
            subscribed: AtomicBool::new(false),
            // Ids differ from those of an earlier run, as a database may outlive the fake.
            count: AtomicU64::new(u64::try_from(clock.now().timestamp_micros()).unwrap_or(0)),
            settings,
            clock,
            address,
        });
        let _ = inner.hooks.set(Hooks::open(&Arc::downgrade(&inner)));
        let server = server::serve(listener, router(Arc::clone(&inner)))?;
        Ok(Self { inner, server })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.server.address
    }

    /// The base address, as a client is configured with it.
    pub fn base(&self) -> String {
        self.inner.base()
    }

    /// What was sent here.
    pub fn ledger(&self) -> &Ledger {
        &self.inner.ledger
    }

    /// The faults that are ordered.
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// A customer does something; the id of their message.
    ///
    /// # Errors
    /// When the act says nothing, or they were never sent what they tap.
    pub fn act(&self, act: &Act) -> Result<String, Nothing> {
        self.inner.act(act)
    }

    /// Creates a template as a call would; the provider's answer.
    ///
    /// # Errors
    /// The provider's refusal.
    pub fn template(&self, asked: &Value) -> Result<(), Refusal> {
        self.inner.templates.create(self.inner.new_number(), asked).map(|_| ())
    }

    /// The person behind a number as it is dialled.
    pub fn person(&self, number: &str) -> Person {
        self.inner.people.dialled(number)
    }

    /// The ids of the customers' messages that were marked as read.
    pub fn reads(&self) -> Vec<String> {
        self.inner.reads()
    }

    /// Posts webhooks there from now on.
    ///
    /// # Errors
    /// When the address is not on this machine.
    pub fn aim(&self, webhook: &str) -> Result<(), Error> {
        self.inner.courier.aim(Some(on_this_machine(webhook)?));
        Ok(())
    }

    /// Verifies the webhook as the provider does when its address is entered.
    pub async fn verify(&self) -> bool {
        match self.inner.courier.aimed() {
            Some(url) => self.inner.verifies(&url, &self.inner.settings.verify_token).await,
            None => false,
        }
    }

    /// How the posting of webhooks went so far.
    pub fn tally(&self) -> Tally {
        self.inner.courier.tally()
    }
}

impl Inner {
    fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    fn hooks(&self) -> &Hooks {
        self.hooks.get().expect("the lines are opened before anybody is served")
    }

    fn number_of_next(&self) -> u64 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    /// A message's id.
    fn new_id(&self) -> String {
        format!("wamid.HBgMRkFLRUZBS0VGQUtFFQIAERgS{:020X}AA==", self.number_of_next())
    }

    /// The id of anything else: digits.
    fn new_number(&self) -> String {
        self.number_of_next().to_string()
    }

    fn mark_read(&self, id: &str) -> Result<(), Refusal> {
        if !id.starts_with("wamid.") {
            return Err(Refusal::new(131_009, "message_id is not valid."));
        }
        held(&self.read).insert(id.to_owned());
        Ok(())
    }

    fn reads(&self) -> Vec<String> {
        held(&self.read).iter().cloned().collect()
    }
}

/// What a fault answers where nothing was to be written down.
async fn struck(plan: &Plan) -> Response {
    let (response, _) = send::refused_by(plan);
    server::spoilt(plan, response).await
}

fn router(fake: Arc<Inner>) -> Router {
    Router::new()
        .route("/{version}/{id}/messages", post(send::messages))
        .route("/{version}/{id}/media", post(media::upload))
        .route(
            "/{version}/{id}/message_templates",
            get(graph::list).post(graph::create).delete(graph::remove),
        )
        .route("/{version}/{id}/phone_numbers", get(graph::numbers))
        .route("/{version}/{id}/subscribed_apps", get(graph::subscribed).post(graph::subscribe))
        .route("/{version}/{id}/subscriptions", post(graph::subscribe))
        .route("/{version}/{id}", get(graph::node).post(graph::edit).delete(graph::delete))
        .route("/attachments/{address}", get(media::download))
        .route("/fake/customer", post(control::customer))
        .route("/fake/messages", get(control::messages).delete(control::forget))
        .route("/fake/faults", get(control::standing).post(control::order).delete(control::mend))
        .route("/fake/template", post(control::template))
        .route("/fake/aim", post(control::aim))
        .route("/fake/webhook", post(control::webhook))
        .layer(DefaultBodyLimit::max(101 * 1024 * 1024))
        .with_state(fake)
}
