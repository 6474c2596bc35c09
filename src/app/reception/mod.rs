//! Receives whoever comes in at a channel: finds whose line it is, or says what is needed.
//!
//! A line leads to a conversation only as weak a proof as its number is: the dialogue asks who is
//! there before it tells of any debt. What somebody tapped is looked up among what our messages
//! offered; a forged or stale tap is only the words that stood on the button.

mod change;
mod quick;

pub use self::change::changed;
pub use self::quick::at_once;

use chrono::{DateTime, Utc};

use crate::app::opening::{self, Opening};
use crate::app::{App, Result};
use crate::domain::channel::{Heard, What, token};
use crate::domain::dialogue::event::Media;
use crate::domain::id::Id;
use crate::store::contact::{self, Contact, Proof};
use crate::store::inbox::{Claimed, Incoming};
use crate::store::{Tx, customer, message};

/// Where a message of somebody's leads.
#[derive(Clone, Debug)]
pub enum Met {
    /// To a conversation, as what its turn is taken for.
    At(Id, Incoming),
    /// Nowhere further: it was answered here, or needs no answer.
    Over,
}

/// Receives what somebody did.
///
/// # Errors
/// When the database refuses.
pub async fn meet(
    app: &App,
    tx: &mut Tx,
    (entry, heard): (&Claimed, &Heard),
    now: DateTime<Utc>,
) -> Result<Met> {
    let creditor = entry.new.creditor.as_str();
    let Some(contact) = contact::find(&mut *tx, creditor, &entry.new.line).await? else {
        return Ok(Met::Over);
    };
    let Some(conversation) = conversation(app, tx, &contact, heard, now).await? else {
        return Ok(Met::Over);
    };
    let incoming = match &heard.what {
        What::Text { text } => Incoming::Text { text: text.clone() },
        What::Tapped { token, label } => tapped(tx, creditor, &conversation, token, label).await?,
        What::Media { media, name, caption, .. } => match caption {
            Some(text) if !text.trim().is_empty() => Incoming::Text { text: text.clone() },
            Some(_) | None => Incoming::Media { media: *media, name: name.clone() },
        },
        What::OwnPhone { .. } => Incoming::Media { media: Media::Contact, name: None },
        What::Started { .. } => Incoming::Text { text: "oi".to_owned() },
        What::Unsupported { .. } => Incoming::Media { media: Media::Sticker, name: None },
        What::Reacted | What::Edited | What::Blocked | What::Unblocked => return Ok(Met::Over),
    };
    Ok(Met::At(conversation, incoming))
}

/// The conversation of a line; opened where the number on file is one customer's.
async fn conversation(
    app: &App,
    tx: &mut Tx,
    contact: &Contact,
    heard: &Heard,
    now: DateTime<Utc>,
) -> Result<Option<Id>> {
    if let Some(id) = &contact.conversation {
        return Ok(Some(id.clone()));
    }
    let mut found = Vec::new();
    for alias in &heard.who.aliases {
        if let crate::domain::channel::Alias::Phone(key) = alias {
            found = customer::with_phone(&mut *tx, &contact.creditor, key).await?;
        }
    }
    let [customer] = found.as_slice() else { return Ok(None) };
    let opening = Opening {
        creditor: contact.creditor.clone(),
        customer: customer.clone(),
        channel: contact.channel.clone(),
        address: contact.line.to_string(),
    };
    let id = opening::begin(app, tx, &opening, now).await?;
    let line = (contact.creditor.as_str(), &contact.line);
    contact::bind(tx, line, (customer, &id), Proof::Weak).await?;
    Ok(Some(id))
}

/// What a tap means: a choice that is offered now, else the words of the button.
async fn tapped(
    tx: &mut Tx,
    creditor: &str,
    conversation: &Id,
    given: &str,
    label: &Option<String>,
) -> Result<Incoming> {
    if let Some((message, choices)) = message::offered(tx, creditor, conversation).await? {
        let choice = choices.into_iter().find(|choice| token::token(&message, &choice.id) == given);
        if let Some(choice) = choice {
            return Ok(Incoming::Choice { choice: choice.id });
        }
    }
    Ok(Incoming::Text { text: label.clone().unwrap_or_default() })
}
