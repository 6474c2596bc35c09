//! What a turn ends at the desk: what was planned for later, what was put aside.
//!
//! Only where a human has the conversation, or has just let it go: turns of the bot's cost nothing.

use chrono::{DateTime, Utc};

use crate::app::Result;
use crate::domain::dialogue::event::Event;
use crate::store::conversation::Conversation;
use crate::store::{Tx, scheduled, snooze};

/// What an event means for what a human planned.
enum Ends {
    /// The customer answered, or money came: nothing of it fits any more.
    All(&'static str),
    /// It has another owner, or came back into somebody's hands.
    Rest,
    /// Nothing.
    Nothing,
}

/// Ends what an event ends.
///
/// # Errors
/// When the database refuses.
pub async fn turned(
    tx: &mut Tx,
    after: &Conversation,
    event: &Event,
    now: DateTime<Utc>,
) -> Result<()> {
    let at = (after.creditor.as_str(), &after.id);
    match ends(event, after.state.agent.is_some()) {
        Ends::All(why) => {
            scheduled::cancel_all(tx, at, why, now).await?;
            snooze::end(tx, at).await?;
        }
        Ends::Rest => {
            snooze::end(tx, at).await?;
        }
        Ends::Nothing => {}
    }
    Ok(())
}

const fn ends(event: &Event, is_held: bool) -> Ends {
    match event {
        Event::Said { .. } | Event::Chose { .. } | Event::Media { .. } if is_held => {
            Ends::All("answered")
        }
        Event::Paid { .. } if is_held => Ends::All("paid"),
        Event::AgentTook { .. }
        | Event::AgentPassed { .. }
        | Event::AgentReturned
        | Event::AgentClosed { .. } => Ends::Rest,
        // Whoever put it aside waits for this as for an answer.
        Event::ProposalApproved { .. }
        | Event::ProposalRefused { .. }
        | Event::SendFailed { .. }
            if is_held =>
        {
            Ends::Rest
        }
        Event::Said { .. }
        | Event::Chose { .. }
        | Event::Media { .. }
        | Event::Paid { .. }
        | Event::TimerFired { .. }
        | Event::OutreachStarted
        | Event::ChargeIssued { .. }
        | Event::ChargeRefused { .. }
        | Event::AgentSaid { .. }
        | Event::AgentOffered { .. }
        | Event::AgentWithdrew { .. }
        | Event::ProposalApproved { .. }
        | Event::ProposalRefused { .. }
        | Event::SendFailed { .. } => Ends::Nothing,
    }
}
