//! Who is at the desk: looking at a conversation, or gone from all of theirs.
//!
//! Whoever has conversations and was not seen for long, said that they are away, or may not sign in
//! any more lets them go: they wait for a colleague, as they stand, and the customer hears again when
//! somebody answers.

use chrono::TimeDelta;

use super::{Error, Place, Refused};
use crate::app::{App, turn};
use crate::domain::access::Who;
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::store::audit::{self, Entry};
use crate::store::presence::{self, Left};
use crate::store::{Tx, conversation};

pub use crate::store::presence::Viewer;

/// How long somebody may be unseen, or away, before a colleague gets what is theirs.
pub const ABSENT: TimeDelta = TimeDelta::minutes(15);

/// How long after a look somebody is still taken to be looking.
pub const LOOKING: TimeDelta = TimeDelta::seconds(30);

/// How often it is written down that somebody reads the same conversation.
const AUDITED: TimeDelta = TimeDelta::hours(1);

/// How many conversations are let go in one look.
const BATCH: i64 = 100;

/// Notes that a page of somebody's is open; `away` where they say that they are not there.
///
/// # Errors
/// When the database refuses.
pub async fn here(app: &App, who: &Who, away: bool) -> Result<(), Error> {
    let (who, now) = (who.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move { Ok(presence::seen(tx, (&who.id, &who.name), away, now).await?) })
        })
        .await
}

/// How somebody comes to see a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// They opened its page: that is written down, once an hour.
    Opened,
    /// Its page stands open and asks what is new.
    Stays,
}

/// Notes that somebody looks at a conversation, up to the message that they saw last.
///
/// Whoever opens it reads somebody's data: a line of the audit log tells it, once an hour for each
/// person and conversation.
///
/// # Errors
/// [`Refused::Unknown`] where they do not see it; or when the database refuses.
pub async fn look(app: &App, who: &Who, at: &Place, (how, seq): (Look, i64)) -> Result<(), Error> {
    let (who, at, now) = (who.clone(), at.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                let found = conversation::find(&mut *tx, &at.creditor, &at.conversation).await?;
                let sector = found.as_ref().and_then(|it| it.state.handoff.as_ref());
                let sector = sector.map(|handoff| handoff.queue.as_str());
                if found.is_none() || !who.sees(&at.creditor, sector) {
                    return Err(Refused::Unknown.into());
                }
                let before = presence::viewers(&mut *tx, at.key(), now - LOOKING).await?;
                let known = before.iter().any(|viewer| viewer.person == who.id);
                let (person, name) = (who.id.clone(), who.name.clone());
                let viewer = Viewer { person, name, seen_at: now, seq };
                presence::look(tx, at.key(), viewer).await?;
                let moments = (now, now - AUDITED);
                if how == Look::Opened && presence::read(tx, at.key(), &who.id, moments).await? {
                    audit::add(tx, &read(&who, &at, now));
                }
                if !known {
                    // Colleagues who look at it hear of whoever comes.
                    conversation::touch(tx, at.key(), now).await?;
                }
                Ok(presence::meet(tx, (&who.id, &who.name), now).await?)
            })
        })
        .await
}

/// That somebody read a conversation.
fn read(who: &Who, at: &Place, now: chrono::DateTime<chrono::Utc>) -> Entry {
    Entry {
        at: now,
        who: who.id.clone(),
        action: "read-conversation".to_owned(),
        creditor: Some(at.creditor.clone()),
        subject: at.conversation.to_string(),
        detail: String::new(),
    }
}

/// Who else looks at a conversation now.
///
/// # Errors
/// When the database refuses.
pub async fn others(app: &App, who: &Who, at: &Place) -> Result<Vec<Viewer>, Error> {
    let mut all = presence::viewers(&app.db, at.key(), app.clock.now() - LOOKING).await?;
    all.retain(|viewer| viewer.person != who.id);
    Ok(all)
}

/// Lets go what absent people have; answers how many conversations.
///
/// # Errors
/// When the database refuses; what was let go before stays so.
pub async fn let_go(app: &App) -> Result<usize, Error> {
    let since = app.clock.now() - ABSENT;
    let left = presence::left(&app.db, since, BATCH).await?;
    let mut count = 0;
    for left in left {
        let (work, now) = (app.clone(), app.clock.now());
        let done: Result<bool, Error> = app
            .db
            .write(move |tx| Box::pin(async move { release(&work, tx, &left, now).await }))
            .await;
        match done {
            Ok(done) => count += usize::from(done),
            // Somebody wrote there at the same moment: the next look finds it again.
            Err(error) if error.is_passing() => {}
            Err(error) => return Err(error),
        }
    }
    if count > 0 {
        app.signals.outbox.notify_one();
    }
    Ok(count)
}

async fn release(
    app: &App,
    tx: &mut Tx,
    left: &Left,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<bool, Error> {
    let id = Id::stored(left.conversation.clone());
    let at = (left.creditor.as_str(), &id);
    let Some(talk) = conversation::hold_all(tx, &[at]).await?.pop() else { return Ok(false) };
    let theirs = talk.state.agent.as_ref().is_some_and(|holder| holder.person == left.person);
    if !theirs {
        return Ok(false);
    }
    let name = format!("absent/{id}/{}", talk.version);
    turn::now(app, tx, at, &name, Event::AgentPassed { sector: None }, now).await?;
    let entry = Entry {
        at: now,
        who: "nobody".to_owned(),
        action: "absent".to_owned(),
        creditor: Some(left.creditor.clone()),
        subject: id.to_string(),
        detail: format!("person={}", left.person),
    };
    audit::add(tx, &entry);
    Ok(true)
}
