//! What waits for a human: the dead and the unknown, and how one of them goes again.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::domain::id::Id;
use crate::store::{On, Result, Tx};

/// An item in the queue, without its words.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Item {
    /// Whose it is.
    pub creditor: String,
    /// Its id; of a message the message's.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// The conversation, or the line of who has none.
    pub conversation: String,
    /// The account it goes by.
    pub lane: String,
    /// `waiting`, `unknown` or `dead`.
    pub status: String,
    /// A code of why.
    pub why: Option<String>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was decided.
    pub created_at: DateTime<Utc>,
    /// When it goes next, or went last.
    pub next_at: DateTime<Utc>,
}

/// How much there is of something, lane by lane.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Count {
    /// Whose it is.
    pub creditor: String,
    /// The account it goes by.
    pub lane: String,
    /// Its status.
    pub status: String,
    /// How much.
    pub count: i64,
    /// Since when the oldest is there.
    pub oldest: DateTime<Utc>,
}

/// The items of one status, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(on: impl Into<On<'_>>, status: &str, limit: u32) -> Result<Vec<Item>> {
    let on = on.into();
    on.sql(
        "select creditor, id, kind, conversation, lane, status, why, attempts, created_at, next_at
         from outbox where status = $1 order by created_at desc, id limit $2",
    )
    .bind(status.to_owned())
    .bind(i64::from(limit))
    .all(on)
    .await
}

/// How much waits, is unknown or dead, by account.
///
/// # Errors
/// When the database refuses.
pub async fn counts(on: impl Into<On<'_>>) -> Result<Vec<Count>> {
    let on = on.into();
    on.sql(
        "select creditor, lane, status, count(*) as count, min(created_at) as oldest
         from outbox where status in ('waiting', 'unknown', 'dead')
         group by creditor, lane, status order by creditor, lane, status",
    )
    .all(on)
    .await
}

/// Has a dead or unknown item go again; false where there is none by that id.
///
/// # Errors
/// When the database refuses.
pub async fn again(tx: &mut Tx, id: &Id, now: DateTime<Utc>) -> Result<bool> {
    let found: Option<(String,)> = tx
        .sql("select creditor from outbox where status in ('unknown', 'dead') and id = $1")
        .bind(id.to_string())
        .opt(&mut *tx)
        .await?;
    let Some((creditor,)) = found else { return Ok(false) };
    tx.sql(
        "update outbox
         set status = 'waiting', next_at = $3, done_at = null, why = null, attempts = 0,
             claim = null, claimed_until = null
         where creditor = $1 and id = $2 and status in ('dead', 'unknown')",
    )
    .bind(creditor.clone())
    .bind(id.to_string())
    .bind(now)
    .run(&mut *tx)
    .await?;
    tx.sql("update message set failed_at = null, failure = null where creditor = $1 and id = $2")
        .bind(creditor)
        .bind(id.to_string())
        .run(tx)
        .await?;
    Ok(true)
}
