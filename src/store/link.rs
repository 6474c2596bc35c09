//! Ways in that we gave customers: only the hash of what stands in one is kept.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx};
use crate::domain::id::Id;

/// A way in, as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The creditor's id.
    pub creditor: String,
    /// The hash of what stands in it.
    pub hash: String,
    /// The customer it is for.
    pub customer: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// How a way in stands.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Link {
    /// The customer it is for.
    pub customer: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When somebody came by it.
    pub used_at: Option<DateTime<Utc>>,
    /// On which line.
    pub line: Option<String>,
}

/// Writes a way in down.
///
/// # Errors
/// When the database refuses, or the customer is unknown.
pub async fn add(tx: &mut Tx, new: New) -> Result<()> {
    tx.sql(
        "insert into link (creditor, hash, customer, made_at, expires_at)
         values ($1, $2, $3, $4, $5)",
    )
    .bind(new.creditor)
    .bind(new.hash)
    .bind(new.customer)
    .bind(new.made_at)
    .bind(new.expires_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Finds a way in.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, hash: &str) -> Result<Option<Link>> {
    let on = on.into();
    on.sql("select customer, expires_at, used_at, line from link where creditor = $1 and hash = $2")
        .bind(creditor.to_owned())
        .bind(hash.to_owned())
        .opt(on)
        .await
}

/// Uses a way in up; false where somebody did before.
///
/// # Errors
/// When the database refuses.
pub async fn use_up(
    tx: &mut Tx,
    (creditor, hash): (&str, &str),
    line: &Id,
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = tx
        .sql(
            "update link set used_at = $4, line = $3
             where creditor = $1 and hash = $2 and used_at is null and expires_at > $4",
        )
        .bind(creditor.to_owned())
        .bind(hash.to_owned())
        .bind(line.to_string())
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}
