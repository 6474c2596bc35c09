//! A conversation that somebody has and puts aside: until a moment, or until the customer does
//! something. It stays theirs, also while they are away; it comes back by itself.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Error, Place, Refused, act};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::id::Id;
use crate::store::conversation;
use crate::store::snooze;

/// How long something may be put aside.
pub const LONGEST: TimeDelta = TimeDelta::days(60);

/// How many come back in one look.
const BATCH: i64 = 100;

/// Puts a conversation of theirs aside; without a moment until the customer does something.
///
/// # Errors
/// [`Refused::NotYours`] or [`Refused::Owned`]; [`Refused::Past`] and [`Refused::TooFar`] for a moment
/// that is none of the next [`LONGEST`]; or when the database refuses.
pub async fn put(
    app: &App,
    who: &Who,
    at: &Place,
    until: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        Box::pin(async move {
            acting.owns(&before)?;
            if until.is_some_and(|until| until <= acting.now) {
                return Err(Refused::Past.into());
            }
            if until.is_some_and(|until| until > acting.now + LONGEST) {
                return Err(Refused::TooFar.into());
            }
            snooze::put(tx, acting.at.key(), (&acting.who.id, until), acting.now).await?;
            conversation::touch(tx, acting.at.key(), acting.now).await?;
            let detail = until.map_or_else(
                || "until=answer".to_owned(),
                |until| format!("until={}", until.format("%Y-%m-%dT%H:%MZ")),
            );
            acting.note(tx, "snooze", detail);
            Ok(())
        })
    })
    .await
}

/// Takes a conversation of theirs back at once; nothing happens where it was not put aside.
///
/// # Errors
/// [`Refused::NotYours`] or [`Refused::Owned`]; or when the database refuses.
pub async fn wake(app: &App, who: &Who, at: &Place) -> Result<(), Error> {
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        Box::pin(async move {
            acting.owns(&before)?;
            if snooze::end(tx, acting.at.key()).await? {
                conversation::touch(tx, acting.at.key(), acting.now).await?;
                acting.note(tx, "wake", "");
            }
            Ok(())
        })
    })
    .await
}

/// Brings back whatever is due; answers how many.
///
/// # Errors
/// When the database refuses; what came back before stays so.
pub async fn work(app: &App) -> Result<usize, Error> {
    let now = app.clock.now();
    let due = snooze::due(&app.db, now, BATCH).await?;
    let count = due.len();
    for one in due {
        app.db
            .write(move |tx| {
                Box::pin(async move {
                    let id = Id::stored(one.conversation.clone());
                    let key = (one.creditor.as_str(), &id);
                    if snooze::end(tx, key).await? {
                        conversation::touch(tx, key, now).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
    }
    Ok(count)
}
