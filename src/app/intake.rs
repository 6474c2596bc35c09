//! Accepts what comes in: one row, once; whatever follows is another's work.

use super::arrivals::Came;
use super::{App, Result};
use serde_json::Value;

use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
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
    let counts = app.door.enter(app, vec![Came::Posted(clean(inbound))]).await?;
    Ok(if counts.new == 0 { Accepted::Duplicate } else { Accepted::New })
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

/// Accepts something inside a write that does more.
pub(crate) async fn add(
    tx: &mut Tx,
    inbound: Inbound,
    now: chrono::DateTime<chrono::Utc>,
) -> store::Result<bool> {
    inbox::add(tx, clean(inbound), now).await
}

/// Takes away what no database can keep: the character of number zero.
pub(super) fn clean(inbound: Inbound) -> Inbound {
    let external_id = inbound.external_id.replace('\0', "");
    Inbound { body: plain(inbound.body), external_id, ..inbound }
}

fn plain(body: Incoming) -> Incoming {
    let Ok(text) = serde_json::to_string(&body) else { return body };
    if !text.contains("\\u0000") {
        return body;
    }
    let Ok(mut value) = serde_json::from_str(&text) else { return body };
    strip(&mut value);
    serde_json::from_value(value).unwrap_or(body)
}

/// Takes the character out of every text within.
fn strip(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|letter| letter != '\0'),
        Value::Array(values) => values.iter_mut().for_each(strip),
        Value::Object(fields) => fields.values_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Inbound {
        let body = Incoming::Text { text: text.to_owned() };
        internal("c", &Id::derive(&["1"]), "1".to_owned(), Event::OutreachStarted).with(body)
    }

    impl Inbound {
        fn with(self, body: Incoming) -> Self {
            Self { body, ..self }
        }
    }

    #[test]
    fn the_character_zero_is_taken_out_and_its_spelling_stays() {
        assert_eq!(clean(said("a\0b")).body, said("ab").body);
        assert_eq!(clean(said("a\\u0000b")).body, said("a\\u0000b").body);
        assert_eq!(clean(said("\0a\\u0000")).body, said("a\\u0000").body);
    }
}
