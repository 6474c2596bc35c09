//! The last resort for an entry that nothing can work: it is set aside, and a human told.
//!
//! No dialogue runs here and no text is rendered: whatever broke both cannot break this.

use chrono::{DateTime, TimeDelta, Utc};

use super::{App, Error, Result};
use crate::domain::dialogue::effect::{HandoffReason, Packet, Priority};
use crate::domain::id::Id;
use crate::store::inbox::{self, Claimed, End};
use crate::store::{Tx, alert, contact, conversation, handoff};

/// Sets an entry aside for good and queues its conversation for a human.
///
/// # Errors
/// When the database refuses.
pub async fn bury(app: &App, entry: &Claimed, why: &str) -> Result<()> {
    let (entry, why, now) = (entry.clone(), why.to_owned(), app.clock.now());
    app.db.write(move |tx| Box::pin(async move { rows(tx, &entry, &why, now).await })).await
}

async fn rows(tx: &mut Tx, entry: &Claimed, why: &str, now: DateTime<Utc>) -> Result<()> {
    let new = &entry.new;
    if !inbox::end(tx, entry, None, End::Dead(why.to_owned()), now).await? {
        return Err(Error::ClaimLost);
    }
    let contact = contact::find(&mut *tx, &new.creditor, &new.line).await?;
    let of = contact.and_then(|contact| contact.conversation).unwrap_or_else(|| new.line.clone());
    let Some(whose) = conversation::customer(&mut *tx, &new.creditor, &of).await? else {
        // Nobody's case can be given to a human: they are told that there is something.
        let about = ("inbox", new.line.as_str(), "buried");
        return Ok(alert::raise(tx, &new.creditor, about, now).await?);
    };
    let packet = Packet {
        id: Id::derive(&["buried", &new.creditor, &new.channel, &new.external_id]),
        reason: HandoffReason::Broken,
        queue: "general".to_owned(),
        priority: Priority::High,
        summary: Vec::new(),
        identity: "unknown".to_owned(),
        matter: None,
        check: String::new(),
        late_because: None,
        debts: Vec::new(),
        offers: Vec::new(),
        refused: 0,
        asked_for: Vec::new(),
        misunderstood: Vec::new(),
        last_words: Vec::new(),
        answer_by: now + TimeDelta::days(1),
    };
    let case = (new.creditor.as_str(), whose.as_str());
    Ok(handoff::add(tx, case, &of, (&packet, Vec::new()), now).await?)
}
