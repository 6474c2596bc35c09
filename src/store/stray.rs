//! What a provider told and nobody could read, as it came; kept by `many::accept`.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{Db, Result, Tx};

/// Something that nobody could read.
#[derive(Clone, PartialEq, Eq, FromRow)]
pub struct Stray {
    /// Whose it is.
    pub creditor: String,
    /// The channel that told it.
    pub channel: String,
    /// Our account there; empty where it came before that was noted.
    pub account: String,
    /// Its id there.
    pub external_id: String,
    /// A code of why.
    pub why: String,
    /// As it came: words and names of people are in it.
    pub raw: String,
    /// When it came.
    pub arrived_at: DateTime<Utc>,
}

/// What nobody could read for the same reason.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Alike {
    /// The channel that told it.
    pub channel: String,
    /// A code of why.
    pub why: String,
    /// How much there is.
    pub count: i64,
    /// How much of it says at which account it came.
    pub placed: i64,
    /// When the first came.
    pub first: DateTime<Utc>,
    /// When the last came.
    pub last: DateTime<Utc>,
}

/// How much of a creditor's nobody could read, by channel and reason.
///
/// # Errors
/// When the database refuses.
pub async fn alike(db: &Db, creditor: &str) -> Result<Vec<Alike>> {
    db.sql(
        "select channel, why, count(*) as count, count(*) filter (where account <> '') as placed,
                min(arrived_at) as first, max(arrived_at) as last
         from stray where creditor = $1 group by channel, why order by channel, why",
    )
    .bind(creditor.to_owned())
    .all(db)
    .await
}

/// What nobody could read of a creditor's at a channel for a reason, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn latest(
    db: &Db,
    (creditor, channel, why): (&str, &str, &str),
    most: u32,
) -> Result<Vec<Stray>> {
    db.sql(
        "select creditor, channel, account, external_id, why, raw, arrived_at
         from stray where creditor = $1 and channel = $2 and why = $3
         order by arrived_at desc, external_id limit $4",
    )
    .bind(creditor.to_owned())
    .bind(channel.to_owned())
    .bind(why.to_owned())
    .bind(i64::from(most))
    .all(db)
    .await
}

/// Takes away what was read after all; false where somebody was quicker.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, stray: &Stray) -> Result<bool> {
    let rows = tx
        .sql("delete from stray where creditor = $1 and channel = $2 and external_id = $3")
        .bind(stray.creditor.clone())
        .bind(stray.channel.clone())
        .bind(stray.external_id.clone())
        .run(tx)
        .await?;
    Ok(rows > 0)
}
