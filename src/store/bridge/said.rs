//! What agents wrote at another desk, and how far that desk was told that it is.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::domain::bridge::Desk;
use crate::domain::id::Id;
use crate::store::{On, Result, Tx};

/// A message of an agent's, with how far it is and how far that was told.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Said {
    /// The creditor's id.
    pub creditor: String,
    /// The case's name there.
    pub thread: String,
    /// The message's name there.
    pub remote: String,
    /// How far the desk was told that it is.
    pub rank: i64,
    /// Why it was refused, as a code, where it was.
    pub why: Option<String>,
    /// When it was written there.
    pub at: DateTime<Utc>,
    /// When it left.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it arrived.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// Why it could not be delivered.
    pub failure: Option<String>,
}

/// Notes what became of an agent's message: one of ours, or a refusal.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (creditor, desk, thread): (&str, Desk, &str),
    remote: &str,
    (message, why): (Option<&Id>, Option<&str>),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into bridge_message (creditor, desk, thread, remote, message, why, at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (creditor, desk, remote) do update
         set message = excluded.message, why = excluded.why, rank = 0, live = true
         where bridge_message.message is null",
    )
    .bind(creditor.to_owned())
    .bind(desk.as_str().to_owned())
    .bind(thread.to_owned())
    .bind(remote.to_owned())
    .bind(message.map(ToString::to_string))
    .bind(why.map(str::to_owned))
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// What may have news for a desk, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn live(on: impl Into<On<'_>>, desk: Desk, limit: i64) -> Result<Vec<Said>> {
    let on = on.into();
    on.sql(
        "select b.creditor, b.thread, b.remote, b.rank, b.why, b.at, m.sent_at, m.delivered_at,
                m.read_at, m.failure
         from bridge_message b
         left join message m on m.creditor = b.creditor and m.id = b.message
         where b.desk = $1 and b.live order by b.at limit $2",
    )
    .bind(desk.as_str().to_owned())
    .bind(limit)
    .all(on)
    .await
}

/// Notes how far a desk was told that a message is; `live` as long as there may be more to tell.
///
/// # Errors
/// When the database refuses.
pub async fn told(
    tx: &mut Tx,
    (creditor, desk, remote): (&str, Desk, &str),
    (rank, live): (i64, bool),
) -> Result<()> {
    tx.sql(
        "update bridge_message set rank = $4, live = $5
         where creditor = $1 and desk = $2 and remote = $3 and rank <= $4",
    )
    .bind(creditor.to_owned())
    .bind(desk.as_str().to_owned())
    .bind(remote.to_owned())
    .bind(rank)
    .bind(live)
    .run(tx)
    .await?;
    Ok(())
}

/// True where a message of ours was written at a desk, which shows it already.
///
/// # Errors
/// When the database refuses.
pub async fn is_from(
    on: impl Into<On<'_>>,
    creditor: &str,
    message: &Id,
    desk: Desk,
) -> Result<bool> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql(
            "select remote from bridge_message
             where creditor = $1 and message = $2 and desk = $3",
        )
        .bind(creditor.to_owned())
        .bind(message.to_string())
        .bind(desk.as_str().to_owned())
        .opt(on)
        .await?;
    Ok(row.is_some())
}

/// Why an agent's message was refused before, where it was.
///
/// # Errors
/// When the database refuses.
pub async fn refused(
    on: impl Into<On<'_>>,
    (creditor, desk): (&str, Desk),
    remote: &str,
) -> Result<Option<String>> {
    let on = on.into();
    let row: Option<(Option<String>,)> = on
        .sql(
            "select why from bridge_message
             where creditor = $1 and desk = $2 and remote = $3",
        )
        .bind(creditor.to_owned())
        .bind(desk.as_str().to_owned())
        .bind(remote.to_owned())
        .opt(on)
        .await?;
    Ok(row.and_then(|(why,)| why))
}

/// The message of ours that an entry of our desk became.
///
/// # Errors
/// When the database refuses.
pub async fn of_entry(
    on: impl Into<On<'_>>,
    creditor: &str,
    external_id: &str,
) -> Result<Option<Id>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql(
            "select m.id from inbox i
             join message m on m.creditor = i.creditor and m.conversation = i.conversation
               and m.sender = 'agent' and m.turn = i.turn
             where i.creditor = $1 and i.channel = 'desk' and i.external_id = $2
             order by m.seq limit 1",
        )
        .bind(creditor.to_owned())
        .bind(external_id.to_owned())
        .opt(on)
        .await?;
    Ok(row.map(|(id,)| Id::stored(id)))
}
