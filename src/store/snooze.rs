//! Conversations that whoever has them put aside for a while.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx};
use crate::domain::id::Id;

/// A conversation whose time has come.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Due {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: String,
}

/// Puts a conversation of somebody's aside, until a moment or until the customer does something.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    (person, until): (&str, Option<DateTime<Utc>>),
    at: DateTime<Utc>,
) -> Result<()> {
    // Whatever has no moment comes after everything that has one.
    let rank = until.map_or(i64::MIN / 2, |until| -until.timestamp());
    tx.sql(
        "insert into snooze (creditor, conversation, person, until, rank, at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (creditor, conversation) do update
         set person = excluded.person, until = excluded.until, rank = excluded.rank,
             at = excluded.at",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(person.to_owned())
    .bind(until)
    .bind(rank)
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// Takes a conversation back from where it was put; false where it was not put aside.
///
/// # Errors
/// When the database refuses.
pub async fn end(tx: &mut Tx, (creditor, conversation): (&str, &Id)) -> Result<bool> {
    let rows = tx
        .sql("delete from snooze where creditor = $1 and conversation = $2")
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// The conversations whose moment has come, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn due(on: impl Into<On<'_>>, now: DateTime<Utc>, limit: i64) -> Result<Vec<Due>> {
    let on = on.into();
    on.sql(
        "select creditor, conversation from snooze
         where until is not null and until <= $1 order by until limit $2",
    )
    .bind(now)
    .bind(limit)
    .all(on)
    .await
}
