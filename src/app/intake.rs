//! Accepts what comes in: one row, once; whatever follows is another's work.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{App, Result};
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::failpoint;
use crate::store::{self, Tx, inbox};

pub use crate::store::inbox::{Incoming, New as Inbound};

/// The channel of what comes from ourselves: timers, charges, payments.
pub const INTERNAL: &str = "internal";

/// What became of something that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// It is kept and will be worked.
    New,
    /// It was accepted before.
    Duplicate,
}

/// Accepts something that came in; once this answers, it is kept whatever happens.
///
/// # Errors
/// When the database refuses.
pub async fn accept(app: &App, inbound: Inbound) -> Result<Accepted> {
    loop {
        match accept_once(app, inbound.clone()).await {
            Err(error) if error.is_duplicate() => {}
            Err(error) => return Err(error.into()),
            Ok(false) => return Ok(Accepted::Duplicate),
            Ok(true) => {
                failpoint::pass("after-accept");
                app.signals.inbox.notify_one();
                return Ok(Accepted::New);
            }
        }
    }
}

/// Has a conversation take an event of our own; the id makes it happen once.
///
/// # Errors
/// When the database refuses.
pub async fn happened(
    app: &App,
    (creditor, conversation): (&str, &Id),
    external_id: String,
    event: Event,
) -> Result<Accepted> {
    let inbound = internal(creditor, conversation, external_id, event);
    accept(app, inbound).await
}

/// An event of our own, as it stands in the inbox.
pub(crate) fn internal(
    creditor: &str,
    conversation: &Id,
    external_id: String,
    event: Event,
) -> Inbound {
    Inbound {
        creditor: creditor.to_owned(),
        channel: INTERNAL.to_owned(),
        external_id,
        line: conversation.clone(),
        body: Incoming::Event { event },
    }
}

async fn accept_once(app: &App, inbound: Inbound) -> store::Result<bool> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            Box::pin(async move {
                let new = add(tx, inbound, now).await?;
                failpoint::pass("before-accept-commit");
                Ok(new)
            })
        })
        .await
}

/// Accepts something inside a write that does more.
pub(crate) async fn add(
    tx: &mut Tx,
    inbound: Inbound,
    now: chrono::DateTime<chrono::Utc>,
) -> store::Result<bool> {
    inbox::add(tx, clean(inbound), now).await
}

/// The same for what came by a channel: every text of it goes through JSON, which knows the sign.
fn plain<T: Serialize + DeserializeOwned>(told: T) -> T {
    let text = serde_json::to_string(&told).unwrap_or_default().replace("\\u0000", "");
    serde_json::from_str(&text).unwrap_or(told)
}

/// Takes away what no database can keep: the character of number zero.
fn clean(inbound: Inbound) -> Inbound {
    let words = |text: String| text.replace('\0', "");
    let body = match inbound.body {
        Incoming::Text { text } => Incoming::Text { text: words(text) },
        Incoming::Choice { choice } => Incoming::Choice { choice: words(choice) },
        Incoming::Media { media, name } => Incoming::Media { media, name: name.map(words) },
        Incoming::Event { event: Event::AgentSaid { text } } => {
            Incoming::Event { event: Event::AgentSaid { text: words(text) } }
        }
        Incoming::Event { event: Event::AgentTook { agent } } => {
            Incoming::Event { event: Event::AgentTook { agent: words(agent) } }
        }
        Incoming::Heard { heard } => Incoming::Heard { heard: Box::new(plain(*heard)) },
        Incoming::Changed { change } => Incoming::Changed { change: Box::new(plain(*change)) },
        Incoming::Passed { label } => Incoming::Passed { label: words(label) },
        Incoming::Event { event } => Incoming::Event { event },
    };
    Inbound { body, external_id: words(inbound.external_id), ..inbound }
}
