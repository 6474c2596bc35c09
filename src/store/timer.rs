//! Timers: what conversations wait for.

use chrono::{DateTime, Utc};

use super::{On, Result, Tx, code, decode};
use crate::domain::dialogue::event::Timer;
use crate::domain::id::Id;

/// A timer that came due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: Id,
    /// Which.
    pub timer: Timer,
    /// When it was due.
    pub at: DateTime<Utc>,
}

/// Sets a timer; the one of the same kind gives way.
///
/// # Errors
/// When the database refuses.
pub async fn set(
    tx: &mut Tx,
    creditor: &str,
    conversation: &Id,
    timer: Timer,
    at: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into timer (creditor, conversation, kind, due_at) values ($1, $2, $3, $4)
         on conflict (creditor, conversation, kind) do update set due_at = excluded.due_at",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(code(&timer))
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// Forgets a timer.
///
/// # Errors
/// When the database refuses.
pub async fn clear(tx: &mut Tx, creditor: &str, conversation: &Id, timer: Timer) -> Result<()> {
    tx.sql("delete from timer where creditor = $1 and conversation = $2 and kind = $3")
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(code(&timer))
        .run(tx)
        .await?;
    Ok(())
}

/// Takes timers that came due, earliest first; they are gone once the write ends well.
///
/// # Errors
/// When the database refuses.
pub async fn take_due(tx: &mut Tx, now: DateTime<Utc>, limit: u32) -> Result<Vec<Due>> {
    let rows: Vec<(String, String, String, DateTime<Utc>)> = tx
        .sql2(
            "delete from timer
             where (creditor, conversation, kind) in (
               select creditor, conversation, kind from timer
               where due_at <= $1 order by due_at, conversation, kind limit $2)
             returning creditor, conversation, kind, due_at",
            "delete from timer
             where due_at <= $1 and (creditor, conversation, kind) in (
               select creditor, conversation, kind from timer
               where due_at <= $1 order by due_at, conversation, kind limit $2
               for update skip locked)
             returning creditor, conversation, kind, due_at",
        )
        .bind(now)
        .bind(i64::from(limit))
        .all(tx)
        .await?;
    let mut due = rows
        .into_iter()
        .map(|(creditor, conversation, kind, at)| {
            let timer = decode("timer.kind", &kind)?;
            Ok(Due { creditor, conversation: Id::stored(conversation), timer, at })
        })
        .collect::<Result<Vec<_>>>()?;
    due.sort_by_key(|due| (due.at, due.timer));
    Ok(due)
}

/// When the next timer comes due, if one is set.
///
/// # Errors
/// When the database refuses.
pub async fn next(on: impl Into<On<'_>>) -> Result<Option<DateTime<Utc>>> {
    let on = on.into();
    let row: Option<(DateTime<Utc>,)> =
        on.sql("select due_at from timer order by due_at limit 1").opt(on).await?;
    Ok(row.map(|(at,)| at))
}
