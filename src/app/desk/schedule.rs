//! Words for later: planned inside contact hours, sent only where they still fit.
//!
//! At their moment they are words that begin, under all rules of such. They are cancelled where the
//! customer wrote or paid since, and where whoever wrote them has the conversation no more.

use chrono::{DateTime, Utc};

use super::say::{self, Words};
use super::{Acting, Error, Place, Refused, act, known_as, standing};
use crate::app::App;
use crate::app::facts::zone;
use crate::domain::access::{Right, Who};
use crate::domain::calendar::ContactHours;
use crate::domain::conduct;
use crate::domain::id::Id;
use crate::store::conversation::{self, Conversation};
use crate::store::scheduled::{self, Scheduled};
use crate::store::{Tx, customer, person};

/// How many are looked at in one round.
const BATCH: i64 = 50;

/// Keeps words for a moment; the conversation must be theirs.
///
/// # Errors
/// [`Refused::Past`]; [`Refused::OutOfHours`] with the next legal moment; whatever stands against the
/// words; or when the database refuses.
pub async fn plan(
    app: &App,
    who: &Who,
    at: &Place,
    (words, due): (Words, DateTime<Utc>),
) -> Result<(), Error> {
    say::fits(&words)?;
    let id = known_as("later", who, &words.id);
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let (id, words) = (id.clone(), words.clone());
        Box::pin(async move { keep(acting, tx, &before, (id, words, due)).await })
    })
    .await
}

async fn keep(
    acting: &Acting,
    tx: &mut Tx,
    before: &Conversation,
    (id, words, due): (String, Words, DateTime<Utc>),
) -> Result<(), Error> {
    acting.owns(before)?;
    if due <= acting.now {
        return Err(Refused::Past.into());
    }
    let insisted = standing::words(acting, before, (&words.text, words.insists))?;
    let whose = customer::find(&mut *tx, &before.creditor, &before.customer).await?;
    let zone = zone(&whose.ok_or(Refused::Unknown)?);
    let local = due.with_timezone(&zone).naive_local();
    if !ContactHours::default().allows(local, &acting.app.calendar) {
        let next = conduct::next_opening(due, zone, &acting.app.calendar);
        return Err(Refused::OutOfHours { next }.into());
    }
    let new = Scheduled {
        creditor: acting.at.creditor.clone(),
        id,
        conversation: acting.at.conversation.to_string(),
        person: acting.who.id.clone(),
        name: acting.who.name.clone(),
        text: words.text.trim().to_owned(),
        made_at: acting.now,
        due_at: due,
        status: "waiting".to_owned(),
        why: None,
    };
    if scheduled::add(tx, &new).await? {
        conversation::touch(tx, acting.at.key(), acting.now).await?;
        let word = insisted.map(|entry| format!("word={entry}"));
        acting.note(tx, "schedule", word.unwrap_or_default());
    }
    Ok(())
}

/// Takes words back that wait; whoever has the conversation may.
///
/// # Errors
/// [`Refused::NotYours`] or [`Refused::Owned`]; or when the database refuses.
pub async fn cancel(app: &App, who: &Who, at: &Place, id: &str) -> Result<(), Error> {
    let id = id.to_owned();
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let id = id.clone();
        Box::pin(async move {
            acting.owns(&before)?;
            let all = scheduled::of(&mut *tx, acting.at.key()).await?;
            if !all.iter().any(|one| one.id == id) {
                return Err(Refused::Unknown.into());
            }
            if scheduled::end(tx, (&acting.at.creditor, &id), Some("withdrawn"), acting.now).await?
            {
                conversation::touch(tx, acting.at.key(), acting.now).await?;
                acting.note(tx, "unschedule", "");
            }
            Ok(())
        })
    })
    .await
}

/// Sends what is due, or cancels it; answers how many were looked at.
///
/// # Errors
/// When the database refuses; what was done before stays so.
pub async fn work(app: &App) -> Result<usize, Error> {
    let due = scheduled::due(&app.db, app.clock.now(), BATCH).await?;
    let count = due.len();
    for one in due {
        let found = person::find(&app.db, &one.person).await?;
        let who = found.filter(|found| found.disabled_at.is_none()).map(|found| found.who);
        let conversation = Id::stored(one.conversation.clone());
        let at = Place { creditor: one.creditor.clone(), conversation };
        let sent = match who {
            Some(who) => send(app, &who, &at, one.clone()).await,
            None => Err(Refused::Unknown.into()),
        };
        match sent {
            Ok(()) => {}
            Err(Error::Refused(refused)) => settle(app, &one, refused).await?,
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}

async fn send(app: &App, who: &Who, at: &Place, one: Scheduled) -> Result<(), Error> {
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let one = one.clone();
        Box::pin(async move {
            acting.owns(&before)?;
            let wrote = before.state.talk.heard_at.is_some_and(|heard| heard > one.made_at);
            let whose = (before.creditor.as_str(), before.customer.as_str());
            let paid = scheduled::paid_since(&mut *tx, whose, one.made_at).await?;
            let why = if wrote {
                Some("answered")
            } else if paid {
                Some("paid")
            } else {
                None
            };
            if !scheduled::end(tx, (&one.creditor, &one.id), why, acting.now).await? {
                return Ok(());
            }
            conversation::touch(tx, acting.at.key(), acting.now).await?;
            if why.is_none() {
                // Insisted on where it was planned, if at all.
                let text = one.text.clone();
                let words = Words { id: String::new(), text, insists: true, ..Words::default() };
                say::once(acting, tx, &before, (&one.id, words)).await?;
            }
            Ok(())
        })
    })
    .await
}

/// Puts off what came to the wrong hour, and cancels what may not go any more.
async fn settle(app: &App, one: &Scheduled, refused: Refused) -> Result<(), Error> {
    let (one, now) = (one.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                let id = Id::stored(one.conversation.clone());
                let key = (one.creditor.as_str(), one.id.as_str());
                if let Refused::OutOfHours { next } = refused {
                    scheduled::put_off(tx, key, next).await?;
                } else {
                    scheduled::end(tx, key, Some(refused.as_str()), now).await?;
                }
                Ok(conversation::touch(tx, (&one.creditor, &id), now).await?)
            })
        })
        .await
}
