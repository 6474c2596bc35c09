//! What an event changes by itself, before the dialogue hears of it.
//!
//! Money is written down where it is received, with its event in the same transaction; see
//! [`payment`](super::payment). A timer that fired was taken away with its event.

use chrono::{DateTime, Utc};

use super::Result;
use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::inbox::Incoming;
use crate::store::{Tx, charge, handoff};

/// Writes down what an event changes by itself.
///
/// # Errors
/// When the database refuses.
pub async fn apply(
    tx: &mut Tx,
    conversation: &Conversation,
    incoming: &Incoming,
    now: DateTime<Utc>,
) -> Result<()> {
    let Incoming::Event { event } = incoming else { return Ok(()) };
    let creditor = conversation.creditor.as_str();
    match event {
        Event::ChargeIssued { charge, pix } => {
            answered(tx, creditor, charge, ChargeStatus::Issued { pix: pix.clone() }).await
        }
        Event::ChargeRefused { charge, why } => {
            answered(tx, creditor, charge, ChargeStatus::Refused { why: why.clone() }).await
        }
        Event::AgentTook { agent, person } => {
            let person = Some(person.as_str()).filter(|person| !person.is_empty());
            Ok(handoff::take(tx, (creditor, &conversation.id), (person, agent), now).await?)
        }
        Event::AgentPassed { sector } => {
            Ok(handoff::pass_on(tx, (creditor, &conversation.id), sector.as_deref()).await?)
        }
        Event::AgentReturned => Ok(handoff::give_back(tx, creditor, &conversation.id, now).await?),
        Event::Said { .. }
        | Event::Chose { .. }
        | Event::Media { .. }
        | Event::TimerFired { .. }
        | Event::OutreachStarted
        | Event::Paid { .. }
        | Event::AgentSaid { .. }
        | Event::AgentOffered { .. }
        | Event::AgentWithdrew { .. }
        | Event::ProposalApproved { .. }
        | Event::ProposalRefused { .. }
        | Event::AgentClosed { .. }
        | Event::SendFailed { .. } => Ok(()),
    }
}

/// A provider's answer counts only while the charge waits for one.
async fn answered(tx: &mut Tx, creditor: &str, id: &Id, status: ChargeStatus) -> Result<()> {
    let Some(found) = charge::find(&mut *tx, creditor, id).await? else { return Ok(()) };
    if found.charge.status == ChargeStatus::Requested {
        charge::save(tx, creditor, &Charge { status, ..found.charge }).await?;
    }
    Ok(())
}
