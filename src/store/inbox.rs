//! What came in: accepted once, worked in order, one line beside another.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;

use super::{On, Result, Tx, body};
use crate::domain::channel::{Change, Heard};
use crate::domain::dialogue::event::{Event, Media};
use crate::domain::id::Id;

/// Something that came in, as it came: nothing is read in it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Incoming {
    /// Words of the customer.
    Text {
        /// The words.
        text: String,
    },
    /// A choice of the customer.
    Choice {
        /// The choice's id.
        choice: String,
    },
    /// Something of the customer's that is no text.
    Media {
        /// What it is.
        media: Media,
        /// Its name, where it has one.
        name: Option<String>,
    },
    /// A picture or a document of the customer's, with words beside it.
    Captioned {
        /// What it is.
        media: Media,
        /// Its name, where it has one.
        name: Option<String>,
        /// The words.
        text: String,
    },
    /// A tap on a button of an older message, which cannot be taken for an answer any more.
    Passed {
        /// The words that stood on it, where they are known.
        label: String,
    },
    /// They came again, without a word of their own: by a link, or with what was asked of them.
    Again {
        /// The words that it stands for.
        shown: String,
    },
    /// Somebody at a channel changed; it stands on the line of who they were.
    Changed {
        /// How.
        change: Box<Change>,
    },
    /// Something that a customer did at a channel.
    Heard {
        /// What it was.
        heard: Box<Heard>,
    },
    /// Anything else: timers, charges, payments, humans of ours.
    Event {
        /// What happened.
        event: Event,
    },
}

/// Something to be accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The creditor's id.
    pub creditor: String,
    /// Where it came from.
    pub channel: String,
    /// Its id there: the same id is the same thing.
    pub external_id: String,
    /// The line it came on: a conversation's id, or a contact's where it came from a channel.
    pub line: Id,
    /// What came.
    pub body: Incoming,
}

/// An entry that was claimed to be worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// What was accepted.
    pub new: New,
    /// When it arrived.
    pub arrived_at: DateTime<Utc>,
    /// Its place on its line.
    pub position: i64,
    /// How often it was claimed, this time included.
    pub attempts: i64,
    /// The claim: who lost it can no longer finish.
    pub claim: String,
}

/// How a claimed entry ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// A turn was taken.
    Done,
    /// It cannot be worked; why.
    Dead(String),
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    channel: String,
    external_id: String,
    line: String,
    position: i64,
    body: String,
    arrived_at: DateTime<Utc>,
    attempts: i64,
}

/// Accepts something; false where it was accepted before.
///
/// # Errors
/// When the database refuses; [`is_duplicate`](super::Error::is_duplicate) where another entry took
/// the same place at the same moment: try again.
pub async fn add(tx: &mut Tx, new: New, now: DateTime<Utc>) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into inbox
               (creditor, channel, external_id, line, position, body, arrived_at, next_at)
             values ($1, $2, $3, $4,
                     (select coalesce(max(position), 0) + 1 from inbox
                      where creditor = $1 and line = $4),
                     $5, $6, $6)
             on conflict (creditor, channel, external_id) do nothing",
        )
        .bind(new.creditor)
        .bind(new.channel)
        .bind(new.external_id)
        .bind(new.line.to_string())
        .bind(Json(new.body))
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Accepts something that is worked in the same write: nobody else can claim it; false where it was
/// accepted before.
///
/// # Errors
/// As [`add`].
pub async fn add_claimed(
    tx: &mut Tx,
    new: New,
    claim: &str,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into inbox
               (creditor, channel, external_id, line, position, body, arrived_at, next_at, claim,
                claimed_until, attempts)
             values ($1, $2, $3, $4,
                     (select coalesce(max(position), 0) + 1 from inbox
                      where creditor = $1 and line = $4),
                     $5, $6, $6, $7, $8, 1)
             on conflict (creditor, channel, external_id) do nothing",
        )
        .bind(new.creditor)
        .bind(new.channel)
        .bind(new.external_id)
        .bind(new.line.to_string())
        .bind(Json(new.body))
        .bind(now)
        .bind(claim.to_owned())
        .bind(until)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// True where something with this id was accepted before.
///
/// # Errors
/// When the database refuses.
pub async fn has(
    on: impl Into<On<'_>>,
    (creditor, channel, external_id): (&str, &str, &str),
) -> Result<bool> {
    let on = on.into();
    let row: Option<(i64,)> = on
        .sql(
            "select position from inbox
             where creditor = $1 and channel = $2 and external_id = $3",
        )
        .bind(creditor.to_owned())
        .bind(channel.to_owned())
        .bind(external_id.to_owned())
        .opt(on)
        .await?;
    Ok(row.is_some())
}

/// Claims what may be worked now: of each line only the oldest that waits.
///
/// # Errors
/// When the database refuses.
pub async fn claim(
    tx: &mut Tx,
    claim: &str,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
    limit: u32,
) -> Result<Vec<Claimed>> {
    // The predicate stands outside the subselect once more: on PostgreSQL a row may have been
    // claimed between the two.
    let mut rows: Vec<Row> = tx
        .sql2(
            "update inbox set claim = $1, claimed_until = $2, attempts = attempts + 1
             where status = 'waiting' and next_at <= $3
               and (claimed_until is null or claimed_until <= $3)
               and (creditor, channel, external_id) in (
                 select i.creditor, i.channel, i.external_id from inbox i
                 where i.status = 'waiting' and i.next_at <= $3
                   and (i.claimed_until is null or i.claimed_until <= $3)
                   and not exists (
                     select 1 from inbox e
                     where e.creditor = i.creditor and e.line = i.line
                       and e.status = 'waiting' and e.position < i.position)
                 order by i.next_at, i.position limit $4)
             returning creditor, channel, external_id, line, position,
                       cast(body as text) as body, arrived_at, attempts",
            "update inbox set claim = $1, claimed_until = $2, attempts = attempts + 1
             where status = 'waiting' and next_at <= $3
               and (claimed_until is null or claimed_until <= $3)
               and (creditor, channel, external_id) in (
                 select i.creditor, i.channel, i.external_id from inbox i
                 where i.status = 'waiting' and i.next_at <= $3
                   and (i.claimed_until is null or i.claimed_until <= $3)
                   and not exists (
                     select 1 from inbox e
                     where e.creditor = i.creditor and e.line = i.line
                       and e.status = 'waiting' and e.position < i.position)
                 order by i.next_at, i.position limit $4
                 for update skip locked)
             returning creditor, channel, external_id, line, position,
                       cast(body as text) as body, arrived_at, attempts",
        )
        .bind(claim.to_owned())
        .bind(until)
        .bind(now)
        .bind(i64::from(limit))
        .all(tx)
        .await?;
    rows.sort_by_key(|row| (row.arrived_at, row.position));
    rows.into_iter().map(|row| row.claimed(claim)).collect()
}

impl Row {
    fn claimed(self, claim: &str) -> Result<Claimed> {
        Ok(Claimed {
            new: New {
                body: body("inbox.body", &self.body)?,
                creditor: self.creditor,
                channel: self.channel,
                external_id: self.external_id,
                line: Id::stored(self.line),
            },
            arrived_at: self.arrived_at,
            position: self.position,
            attempts: self.attempts,
            claim: claim.to_owned(),
        })
    }
}

/// Ends a claimed entry; false where the claim was lost meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    entry: &Claimed,
    turn: Option<u32>,
    end: End,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (status, why) = match end {
        End::Done => ("done", None),
        End::Dead(why) => ("dead", Some(why)),
    };
    let rows = tx
        .sql(
            "update inbox set status = $5, why = $6, turn = $7, done_at = $8, claimed_until = null
             where creditor = $1 and channel = $2 and external_id = $3 and claim = $4
               and status = 'waiting'",
        )
        .bind(entry.new.creditor.clone())
        .bind(entry.new.channel.clone())
        .bind(entry.new.external_id.clone())
        .bind(entry.claim.clone())
        .bind(status)
        .bind(why)
        .bind(turn.map(i64::from))
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Gives a claimed entry back, to be worked again from a time on.
///
/// # Errors
/// When the database refuses.
pub async fn give_back(tx: &mut Tx, entry: &Claimed, next_at: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "update inbox set claim = null, claimed_until = null, next_at = $5
         where creditor = $1 and channel = $2 and external_id = $3 and claim = $4
           and status = 'waiting'",
    )
    .bind(entry.new.creditor.clone())
    .bind(entry.new.channel.clone())
    .bind(entry.new.external_id.clone())
    .bind(entry.claim.clone())
    .bind(next_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Frees what a process that is gone had claimed; only for a file that one process works.
///
/// # Errors
/// When the database refuses.
pub async fn free_all(tx: &mut Tx) -> Result<u64> {
    tx.sql(
        "update inbox set claim = null, claimed_until = null
         where status = 'waiting' and claim is not null",
    )
    .run(tx)
    .await
}

/// How many entries wait, and how many are dead.
///
/// # Errors
/// When the database refuses.
pub async fn count(on: impl Into<On<'_>>) -> Result<(i64, i64)> {
    let on = on.into();
    on.sql(
        "select count(*) filter (where status = 'waiting'),
                count(*) filter (where status = 'dead') from inbox",
    )
    .one(on)
    .await
}
