//! Cases at another desk: which are there, and how far each was told.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::domain::bridge::Desk;
use crate::domain::id::Id;
use crate::store::{Error, On, Result, Tx, code, decode};

/// Where a case stands with another desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is not there yet.
    Opening,
    /// It is there.
    Open,
    /// It was ended there; what came of it was asked.
    Asking,
    /// It is over.
    Closed,
    /// It stays with us: the desk did not answer when it came.
    Kept,
}

/// A case at another desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The creditor's id.
    pub creditor: String,
    /// The case's id.
    pub id: Id,
    /// The desk.
    pub desk: Desk,
    /// The conversation.
    pub conversation: Id,
    /// The channel that it runs on.
    pub channel: String,
    /// Its name at the desk; none until it is there.
    pub thread: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// True once the packet was told.
    pub packet: bool,
    /// The place of the last message that was told.
    pub told: i64,
    /// The line that was on its way last.
    pub sending: Option<String>,
    /// The last message of theirs that was looked at.
    pub heard: Option<String>,
    /// Whom the desk was told to have the conversation.
    pub holder: Option<String>,
    /// How often something did not work in a row.
    pub attempts: i64,
    /// When it was looked at last.
    pub looked_at: Option<DateTime<Utc>>,
    /// Since when it is asked what came of it.
    pub asked_at: Option<DateTime<Utc>>,
    /// How many messages the conversation has.
    pub messages: i64,
    /// Who of ours has the conversation.
    pub agent: Option<String>,
    /// True where our own desk is done with it.
    pub is_over: bool,
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    id: String,
    desk: String,
    conversation: String,
    channel: String,
    thread: Option<String>,
    status: String,
    packet: bool,
    told: i64,
    sending: Option<String>,
    heard: Option<String>,
    holder: Option<String>,
    attempts: i64,
    looked_at: Option<DateTime<Utc>>,
    asked_at: Option<DateTime<Utc>>,
    messages: i64,
    agent: Option<String>,
    is_over: bool,
}

impl TryFrom<Row> for Case {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            desk: decode("bridge_case.desk", &row.desk)?,
            standing: decode("bridge_case.status", &row.status)?,
            creditor: row.creditor,
            id: Id::stored(row.id),
            conversation: Id::stored(row.conversation),
            channel: row.channel,
            thread: row.thread,
            packet: row.packet,
            told: row.told,
            sending: row.sending,
            heard: row.heard,
            holder: row.holder,
            attempts: row.attempts,
            looked_at: row.looked_at,
            asked_at: row.asked_at,
            messages: row.messages,
            agent: row.agent,
            is_over: row.is_over,
        })
    }
}

/// A case that waits at our own desk and that another desk was not told of.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Fresh {
    /// Its id.
    pub id: String,
    /// The conversation.
    pub conversation: String,
    /// The channel that it runs on.
    pub channel: String,
    /// When it came.
    pub opened_at: DateTime<Utc>,
}

/// Cases of a creditor that came since a time and that a desk was not told of, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn fresh(
    on: impl Into<On<'_>>,
    (creditor, desk): (&str, Desk),
    since: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Fresh>> {
    let on = on.into();
    on.sql(
        "select h.id, h.conversation, c.channel, h.opened_at
         from handoff h
         join conversation c on c.creditor = h.creditor and c.id = h.conversation
         where h.creditor = $1 and h.opened_at >= $3 and h.status <> 'returned'
           and h.status = 'waiting'
           and not exists (select 1 from bridge_case b
                           where b.creditor = h.creditor and b.desk = $2 and b.id = h.id)
         order by h.opened_at limit $4",
    )
    .bind(creditor.to_owned())
    .bind(desk.as_str().to_owned())
    .bind(since)
    .bind(limit)
    .all(on)
    .await
}

/// Notes a case that is to be shown at a desk, or that is kept; nothing where it is noted already.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (creditor, desk): (&str, Desk),
    fresh: &Fresh,
    (standing, now): (Standing, DateTime<Utc>),
) -> Result<()> {
    tx.sql(
        "insert into bridge_case (creditor, id, desk, conversation, channel, status, next_at,
                                  opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing",
    )
    .bind(creditor.to_owned())
    .bind(fresh.id.clone())
    .bind(desk.as_str().to_owned())
    .bind(fresh.conversation.clone())
    .bind(fresh.channel.clone())
    .bind(code(&standing))
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// The cases at a desk that are not over and may be worked now, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn live(on: impl Into<On<'_>>, desk: Desk, now: DateTime<Utc>) -> Result<Vec<Case>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select b.creditor, b.id, b.desk, b.conversation, b.channel, b.thread, b.status,
                    b.packet, b.told, b.sending, b.heard, b.holder, b.attempts, b.looked_at,
                    b.asked_at, c.messages, c.agent,
                    case when h.status = 'returned' then true else false end as is_over
             from bridge_case b
             join conversation c on c.creditor = b.creditor and c.id = b.conversation
             join handoff h on h.creditor = b.creditor and h.id = b.id
             where b.desk = $1 and b.status in ('opening', 'open', 'asking') and b.next_at <= $2
             order by b.opened_at limit 2000",
        )
        .bind(desk.as_str().to_owned())
        .bind(now)
        .all(on)
        .await?;
    rows.into_iter().map(Case::try_from).collect()
}

/// The case of a thread, whatever became of it.
///
/// # Errors
/// When the database refuses.
pub async fn at(on: impl Into<On<'_>>, desk: Desk, thread: &str) -> Result<Option<Case>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select b.creditor, b.id, b.desk, b.conversation, b.channel, b.thread, b.status,
                    b.packet, b.told, b.sending, b.heard, b.holder, b.attempts, b.looked_at,
                    b.asked_at, c.messages, c.agent,
                    case when h.status = 'returned' then true else false end as is_over
             from bridge_case b
             join conversation c on c.creditor = b.creditor and c.id = b.conversation
             join handoff h on h.creditor = b.creditor and h.id = b.id
             where b.desk = $1 and b.thread = $2",
        )
        .bind(desk.as_str().to_owned())
        .bind(thread.to_owned())
        .opt(on)
        .await?;
    row.map(Case::try_from).transpose()
}

/// Writes down how far a case is; its next step may be taken from a time on.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    tx: &mut Tx,
    case: &Case,
    next_at: DateTime<Utc>,
    why: Option<String>,
) -> Result<()> {
    tx.sql(
        "update bridge_case
         set thread = $4, status = $5, packet = $6, told = $7, sending = $8, heard = $9,
             holder = $10, attempts = $11, looked_at = $12, asked_at = $13, next_at = $14, why = $15
         where creditor = $1 and desk = $2 and id = $3",
    )
    .bind(case.creditor.clone())
    .bind(case.desk.as_str().to_owned())
    .bind(case.id.to_string())
    .bind(case.thread.clone())
    .bind(code(&case.standing))
    .bind(case.packet)
    .bind(case.told)
    .bind(case.sending.clone())
    .bind(case.heard.clone())
    .bind(case.holder.clone())
    .bind(case.attempts)
    .bind(case.looked_at)
    .bind(case.asked_at)
    .bind(next_at)
    .bind(why)
    .run(tx)
    .await?;
    Ok(())
}

/// How many cases stand where, at a desk.
///
/// # Errors
/// When the database refuses.
pub async fn count(on: impl Into<On<'_>>, desk: Desk) -> Result<i64> {
    let on = on.into();
    let (count,): (i64,) = on
        .sql(
            "select count(*) from bridge_case
             where desk = $1 and status in ('opening', 'open', 'asking')",
        )
        .bind(desk.as_str().to_owned())
        .one(on)
        .await?;
    Ok(count)
}
