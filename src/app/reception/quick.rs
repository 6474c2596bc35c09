//! What leads on at once: somebody who is known says something plain where they always do.
//!
//! Whatever is answered here must be what [`meet`](super::meet) would answer, which is asked about
//! everything else; it is only found out without a look at any row.

use chrono::{DateTime, TimeDelta, Utc};

use super::user;
use crate::domain::channel::{Choice, Heard, What, token};
use crate::domain::id::Id;
use crate::store::contact::{Contact, ContactStatus};
use crate::store::inbox::Incoming;

/// What is older than this by its own time is looked at closely.
const FRESH: TimeDelta = TimeDelta::hours(6);

/// Where something plain leads, given who said it and what was offered there last.
pub fn at_once(
    contact: &Contact,
    heard: &Heard,
    offered: Option<&(Id, Vec<Choice>)>,
    now: DateTime<Utc>,
) -> Option<(Id, Incoming)> {
    let conversation = contact.conversation.clone()?;
    if contact.status != ContactStatus::Open || !is_fresh(heard, now) || contact.shared {
        return None;
    }
    // Another user on the same number is its next owner.
    if user(heard).is_some_and(|user| contact.known_user.as_deref() != Some(user)) {
        return None;
    }
    match &heard.what {
        What::Text { text } if is_plain(text, heard, now) => {
            Some((conversation, Incoming::Text { text: text.clone() }))
        }
        What::Tapped { token: given, .. } => {
            let (message, choices) = offered?;
            let chosen = choices.iter().find(|it| token::token(message, &it.id) == *given)?;
            Some((conversation, Incoming::Choice { choice: chosen.id.clone() }))
        }
        What::Text { .. }
        | What::Media { .. }
        | What::OwnPhone { .. }
        | What::Started { .. }
        | What::Reacted
        | What::Edited
        | What::Blocked
        | What::Unblocked
        | What::Unsupported { .. } => None,
    }
}

/// True for words that are no command and came while they were young.
pub(super) fn is_plain(text: &str, heard: &Heard, now: DateTime<Utc>) -> bool {
    is_fresh(heard, now) && !text.trim_start().starts_with('/')
}

fn is_fresh(heard: &Heard, now: DateTime<Utc>) -> bool {
    now - heard.at <= FRESH
}
