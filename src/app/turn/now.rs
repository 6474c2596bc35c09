//! Takes a turn for an event of ours inside a write that does more.
//!
//! Whoever calls this checks, acts and is written down in one transaction with the turn: who may, who
//! has the conversation, what it became. The event stands in the inbox under an id of the caller's,
//! already worked, so that the same id happens once however often it is sent.

use chrono::{DateTime, TimeDelta, Utc};

use super::group::{self, Look, Outcome, Stop};
use super::{How, Task};
use crate::app::{App, Error, Result, intake};
use crate::domain::dialogue::Trace;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::inbox::{self, Claimed, Incoming, New};
use crate::store::{Tx, conversation};

/// The channel of what humans of ours do at the desk.
pub const DESK: &str = "desk";

/// How long the entry is claimed; it is worked in the very same write.
const CLAIM: TimeDelta = TimeDelta::minutes(1);

/// A turn that was taken at once.
#[derive(Clone, Debug)]
pub struct Now {
    /// The conversation as it is saved.
    pub after: Conversation,
    /// What is done.
    pub effects: Vec<Effect>,
    /// What led to what.
    pub trace: Vec<Trace>,
    /// Why the dialogue could not take the turn, and a human has the case, where that is so.
    pub broken: Option<String>,
}

/// Takes a turn for an event of ours; none where the same id was accepted before.
///
/// The conversation's customer is held first, in the order of all turns; whoever decides something
/// about it holds it by [`conversation::hold_all`] before.
///
/// # Errors
/// When the conversation is unknown, the turn cannot be taken or the database refuses; where
/// [`is_passing`](Error::is_passing) the whole write may be done again.
pub async fn now(
    app: &App,
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    id: &str,
    event: Event,
    now: DateTime<Utc>,
) -> Result<Option<Now>> {
    conversation::hold_all(tx, &[(creditor, conversation)]).await?;
    let new = intake::clean(New {
        creditor: creditor.to_owned(),
        channel: DESK.to_owned(),
        external_id: id.to_owned(),
        line: conversation.clone(),
        body: Incoming::Event { event },
    });
    if !inbox::add_claimed(tx, new.clone(), DESK, (now, now + CLAIM)).await? {
        return Ok(None);
    }
    let claim = DESK.to_owned();
    let entry = Claimed { new, arrived_at: now, position: 0, attempts: 1, claim };
    let task = Task { entry, how: How::Dialogue(None) };
    take(app, tx, task, now).await.map(Some).map_err(|stop| match stop {
        Stop::Error(error) => error,
        Stop::Apart(apart) => {
            let errors = apart.into_iter().filter_map(|(_, answer)| answer.err());
            errors.into_iter().next().unwrap_or(Error::ClaimLost)
        }
    })
}

async fn take(app: &App, tx: &mut Tx, task: Task, now: DateTime<Utc>) -> Result<Now, Stop> {
    let tasks = [task];
    let ready = group::ready(app, tx, (&tasks, Look::Close), now).await?;
    let decided = group::decide(app, ready, now).await?;
    let made = decided.all.first().map(|(_, made)| Now {
        after: Conversation { version: made.after.version + 1, ..made.after.clone() },
        effects: made.logged.effects.clone(),
        trace: made.logged.trace.clone(),
        broken: match &made.taken {
            super::Taken::Broken(why) => Some(why.clone()),
            super::Taken::Advanced | super::Taken::Received | super::Taken::ClaimLost => None,
        },
    });
    let outcomes = group::write(tx, &tasks, decided, now).await?;
    match (made, outcomes.first()) {
        (Some(made), Some(Some(Outcome::Taken(_)))) => Ok(made),
        (_, _) => Err(Error::ClaimLost.into()),
    }
}
