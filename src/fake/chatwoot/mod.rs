//! Chatwoot, as far as inboxes of the kind API go.
//!
//! [`Fake::start`] listens on the loopback address. Contacts, conversations and messages are kept
//! as the provider keeps them; a webhook is signed with the inbox's own secret and posted once, and
//! an agent's message whose webhook is not taken is marked as failed. It knows only what is written
//! about the provider: nothing of this program's own client.
//!
//! To teach it something: the route below, its handler in `calls`, its state in `state`.

mod act;
mod calls;
mod control;
mod hooks;
mod state;
#[cfg(test)]
mod tests;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use tokio::sync::mpsc;

pub use self::act::{Act, Nothing};
use self::hooks::Post;
pub use self::hooks::signature;
use self::state::State;
use super::faults::{Faults, Plan};
use super::server::{self, Server};
use super::{Error, held};
use crate::clock::Clock;

/// How a fake is set up; the default suits tests.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The port; 0 takes any that is free.
    pub port: u16,
    /// The token of the user that the bridge writes as.
    pub token: String,
    /// The account's number.
    pub account: u64,
    /// Inboxes from the start: a name, and where their webhooks go.
    pub inboxes: Vec<(String, Option<String>)>,
    /// Faults from the start.
    pub faults: Vec<Plan>,
    /// The seed of chance.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            port: 0,
            token: "dev-token".to_owned(),
            account: 1,
            inboxes: Vec::new(),
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
    state: Mutex<State>,
    faults: Faults,
    posts: mpsc::UnboundedSender<Post>,
}

/// A message as the fake holds it, for who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its number.
    pub id: u64,
    /// `incoming` or `outgoing`.
    pub kind: &'static str,
    /// True where only agents see it.
    pub private: bool,
    /// The words.
    pub content: String,
    /// Our name of it.
    pub source_id: Option<String>,
    /// How far it went.
    pub status: String,
    /// Why it failed.
    pub error: Option<String>,
}

impl Fake {
    /// Starts one.
    ///
    /// # Errors
    /// When the port is taken, or a webhook is not on this machine.
    pub async fn start(settings: Settings, clock: Clock) -> Result<Self, Error> {
        let listener = server::listen(settings.port).await?;
        let (posts, waiting) = mpsc::unbounded_channel();
        let mut state = State::new(&clock);
        for (name, webhook) in &settings.inboxes {
            state.add_inbox(name, hooks::aim(webhook.as_deref())?, None);
        }
        let inner = Arc::new(Inner {
            state: Mutex::new(state),
            faults: Faults::new(settings.faults.clone(), settings.seed),
            posts,
            settings,
            clock,
        });
        hooks::work(&Arc::downgrade(&inner), waiting)?;
        let server = server::serve(listener, router(Arc::clone(&inner)))?;
        Ok(Self { inner, server })
    }

    /// The base address, as a client is configured with it.
    pub fn base(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// The faults that are ordered.
    pub fn faults(&self) -> &Faults {
        &self.inner.faults
    }

    /// The number and the secret of each inbox.
    pub fn inboxes(&self) -> Vec<(u64, String)> {
        held(&self.inner.state).inboxes.iter().map(|it| (it.id, it.secret.clone())).collect()
    }

    /// Posts the webhooks of an inbox there from now on.
    ///
    /// # Errors
    /// When the address is not on this machine.
    pub fn aim(&self, inbox: u64, webhook: &str) -> Result<(), Error> {
        let webhook = hooks::aim(Some(webhook))?;
        if let Some(inbox) = held(&self.inner.state).inbox(inbox) {
            inbox.webhook = webhook;
        }
        Ok(())
    }

    /// An agent does something; the number of their message, where it is one.
    ///
    /// # Errors
    /// When there is no such conversation, or the composer is closed.
    pub fn act(&self, act: &Act) -> Result<Option<u64>, Nothing> {
        self.inner.act(act)
    }

    /// The numbers of all conversations, oldest first.
    pub fn conversations(&self) -> Vec<u64> {
        held(&self.inner.state).conversations.iter().map(|it| it.id).collect()
    }

    /// Where a conversation stands.
    pub fn status(&self, conversation: u64) -> Option<String> {
        held(&self.inner.state).conversation(conversation).map(|it| it.status.clone())
    }

    /// Everything in a conversation, oldest first.
    pub fn messages(&self, conversation: u64) -> Vec<Shown> {
        let mut state = held(&self.inner.state);
        let found = state.conversation(conversation);
        found.map(|it| it.messages.iter().map(state::Message::shown).collect()).unwrap_or_default()
    }

    /// Everything that was ever sent here, as text: what must not be found in it is not.
    pub fn everything(&self) -> String {
        held(&self.inner.state).calls.join("\n")
    }

    /// How many webhooks were posted, and how many of them were taken.
    pub fn posted(&self) -> (u64, u64) {
        held(&self.inner.state).posted
    }
}

fn router(fake: Arc<Inner>) -> Router {
    let account = Router::new()
        .route("/inboxes", get(calls::inboxes).post(calls::add_inbox))
        .route("/inboxes/{id}", axum::routing::patch(calls::change_inbox))
        .route("/agents", get(calls::agents))
        .route("/contacts", post(calls::add_contact))
        .route("/contacts/search", get(calls::search))
        .route("/contacts/{id}/contact_inboxes", post(calls::add_source))
        .route("/contacts/{id}/conversations", get(calls::conversations_of))
        .route("/conversations", post(calls::add_conversation))
        .route("/conversations/{id}", get(calls::conversation))
        .route("/conversations/{id}/toggle_status", post(calls::turn))
        .route("/conversations/{id}/messages", get(calls::messages).post(calls::add_message))
        .route("/conversations/{id}/messages/{message}", axum::routing::patch(calls::tick));
    Router::new()
        .route("/api/v1/profile", get(calls::profile))
        .nest("/api/v1/accounts/{account}", account)
        .layer(from_fn_with_state(Arc::clone(&fake), calls::guard))
        .route("/fake/agent", post(control::agent))
        .route("/fake/conversations", get(control::conversations))
        .route("/fake/faults", get(control::standing).post(control::order).delete(control::mend))
        .layer(DefaultBodyLimit::max(41 * 1024 * 1024))
        .with_state(fake)
}
