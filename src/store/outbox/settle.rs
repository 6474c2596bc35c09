//! How items end: by who claimed them, by a receipt, or by nobody.
//!
//! Who claimed an item may settle it as long as no other claim stands on it, even where its claim
//! ran out; only what is to go again must not have been given up meanwhile.

use chrono::{DateTime, Utc};
use serde::Serialize;
use sqlx::FromRow;

use super::{Claimed, Errand, json, stamp};
use crate::domain::id::Id;
use crate::store::{Result, Tx, body};

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It goes, not before a time.
    Waiting(DateTime<Utc>),
    /// Nobody knows whether it went; until when it holds up its conversation.
    Unknown(DateTime<Utc>),
    /// It was done.
    Done,
    /// It is not done; why stands beside it.
    Dead,
}

/// How a claimed item is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The item.
    pub item: Claimed,
    /// Where it stands.
    pub status: Status,
    /// A code of why.
    pub why: Option<String>,
    /// Which part is next.
    pub part: u32,
    /// How often it was tried, as far as it counts.
    pub attempts: i64,
    /// True where only a template may go from now on.
    pub template_only: bool,
}

impl Settled {
    /// An item where it was, now with another status.
    pub fn new(item: &Claimed, status: Status, why: Option<String>) -> Self {
        Self {
            status,
            why,
            part: item.part,
            attempts: item.attempts,
            template_only: item.template_only,
            item: item.clone(),
        }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    creditor: &'a str,
    kind: &'static str,
    id: &'a Id,
    claim: &'a str,
    status: &'static str,
    next_at: String,
    done_at: Option<String>,
    why: Option<&'a str>,
    part: u32,
    attempts: i64,
    template_only: bool,
}

impl<'a> Row<'a> {
    fn of(settled: &'a Settled, now: DateTime<Utc>) -> Self {
        let (status, next_at, done_at) = match &settled.status {
            Status::Waiting(at) => ("waiting", *at, None),
            Status::Unknown(until) => ("unknown", *until, None),
            Status::Done => ("done", now, Some(now)),
            Status::Dead => ("dead", now, Some(now)),
        };
        Self {
            creditor: &settled.item.new.creditor,
            kind: settled.item.new.errand.kind(),
            id: &settled.item.new.id,
            claim: &settled.item.claim,
            status,
            next_at: stamp(next_at),
            done_at: done_at.map(stamp),
            why: settled.why.as_deref(),
            part: settled.part,
            attempts: settled.attempts,
            template_only: settled.template_only,
        }
    }
}

/// Settles claimed items; answers creditor, kind and id of those that were this claim's to settle.
///
/// # Errors
/// When the database refuses.
pub async fn all(
    tx: &mut Tx,
    settled: &[Settled],
    now: DateTime<Utc>,
) -> Result<Vec<(String, String, String)>> {
    if settled.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row<'_>> = settled.iter().map(|one| Row::of(one, now)).collect();
    tx.sql2(
        "update outbox as o
         set status = x.status, next_at = x.next_at, done_at = x.done_at, why = x.why,
             part = x.part, attempts = x.attempts, template_only = x.template_only,
             claimed_until = null,
             claim = case when x.status = 'unknown' then o.claim else null end
         from (select value->>'creditor' as creditor, value->>'kind' as kind, value->>'id' as id,
                      value->>'claim' as claim, value->>'status' as status,
                      value->>'next_at' as next_at, value->>'done_at' as done_at,
                      value->>'why' as why, value->>'part' as part,
                      value->>'attempts' as attempts, value->>'template_only' as template_only
               from json_each($1)) as x
         where o.creditor = x.creditor and o.kind = x.kind and o.id = x.id and o.claim = x.claim
           and o.status in ('waiting', 'unknown')
           and (x.status in ('done', 'dead') or o.done_at is null)
         returning creditor, kind, id",
        "update outbox as o
         set status = x.status, next_at = x.next_at, done_at = x.done_at, why = x.why,
             part = x.part, attempts = x.attempts, template_only = x.template_only,
             claimed_until = null,
             claim = case when x.status = 'unknown' then o.claim else null end
         from jsonb_to_recordset(cast($1 as jsonb)) as x (
           creditor text, kind text, id text, claim text, status text, next_at timestamptz,
           done_at timestamptz, why text, part bigint, attempts bigint, template_only boolean)
         where o.creditor = x.creditor and o.kind = x.kind and o.id = x.id and o.claim = x.claim
           and o.status in ('waiting', 'unknown')
           and (x.status in ('done', 'dead') or o.done_at is null)
         returning o.creditor, o.kind, o.id",
    )
    .bind(json(&rows)?)
    .all(tx)
    .await
}

/// Ends items that cannot be read; nobody claimed them.
///
/// # Errors
/// When the database refuses.
pub async fn bury(
    tx: &mut Tx,
    (creditor, kind, id): &(String, String, String),
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64> {
    tx.sql(
        "update outbox set status = 'dead', why = $4, done_at = $5, claimed_until = null
         where creditor = $1 and kind = $2 and id = $3 and status = 'waiting'",
    )
    .bind(creditor.clone())
    .bind(kind.clone())
    .bind(id.clone())
    .bind(why.to_owned())
    .bind(now)
    .run(tx)
    .await
}

/// Of what a process that is gone had claimed nobody knows whether it went; only for a file that
/// one process works. What may be done twice is free again: what we do ourselves, and the lanes
/// that begin with one of `again`.
///
/// # Errors
/// When the database refuses.
pub async fn orphan_all(
    tx: &mut Tx,
    again: &[String],
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<u64> {
    tx.sql2(
        "update outbox
         set claimed_until = null,
             status = case when lane = '' or exists (
               select 1 from json_each($1) where instr(lane, value) = 1)
               then 'waiting' else 'unknown' end,
             next_at = case when lane = '' or exists (
               select 1 from json_each($1) where instr(lane, value) = 1)
               then $2 else $3 end,
             claim = case when lane = '' or exists (
               select 1 from json_each($1) where instr(lane, value) = 1)
               then null else claim end
         where status = 'waiting' and claimed_until is not null",
        "update outbox
         set claimed_until = null,
             status = case when lane = '' or exists (
               select 1 from jsonb_array_elements_text(cast($1 as jsonb)) as a (b)
               where starts_with(lane, b)) then 'waiting' else 'unknown' end,
             next_at = case when lane = '' or exists (
               select 1 from jsonb_array_elements_text(cast($1 as jsonb)) as a (b)
               where starts_with(lane, b)) then $2 else $3 end,
             claim = case when lane = '' or exists (
               select 1 from jsonb_array_elements_text(cast($1 as jsonb)) as a (b)
               where starts_with(lane, b)) then null else claim end
         where status = 'waiting' and claimed_until is not null",
    )
    .bind(json(&again)?)
    .bind(now)
    .bind(until)
    .run(tx)
    .await
}

/// An item of which it stayed unknown whether it went.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct GivenUp {
    /// Whose it is.
    pub creditor: String,
    /// Its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// The account it went by.
    pub lane: String,
}

/// Lets the lines go on that wait for what is unknown, for whom its time is over.
///
/// # Errors
/// When the database refuses.
pub async fn give_up(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<GivenUp>> {
    tx.sql(
        "update outbox set done_at = $1, why = coalesce(why, 'ambiguous')
         where status = 'unknown' and done_at is null and next_at <= $1
         returning creditor, kind, id, lane",
    )
    .bind(now)
    .all(tx)
    .await
}

/// A part of a message that a receipt says came to the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Whose it is.
    pub creditor: String,
    /// The item.
    pub id: Id,
    /// The part.
    pub part: u32,
    /// The provider's id of it.
    pub provider_id: String,
}

/// What receipts say was sent: what is unknown, or still claimed, is done or goes on to its next
/// part. A late word of a sending that failed since tells nothing of the one after it.
///
/// Answers creditor, id and status of those.
///
/// # Errors
/// When the database refuses.
pub async fn told(
    tx: &mut Tx,
    told: &[Told],
    now: DateTime<Utc>,
) -> Result<Vec<(String, String, String)>> {
    if told.is_empty() {
        return Ok(Vec::new());
    }
    tx.sql2(
        "update outbox as o
         set status = case when x.part + 1 < o.parts then 'waiting' else 'done' end,
             done_at = case when x.part + 1 < o.parts then null else $2 end,
             part = case when x.part + 1 < o.parts then x.part + 1 else o.part end,
             next_at = $2, claimed_until = null, claim = null, why = null, attempts = 0
         from (select value->>'creditor' as creditor, value->>'id' as id, value->>'part' as part,
                      value->>'provider_id' as provider_id from json_each($1)) as x
         where o.creditor = x.creditor and o.kind in ('say', 'welcome', 'order_status')
           and o.id = x.id and o.part = x.part
           and (o.status = 'unknown' or (o.status = 'waiting' and o.claimed_until is not null))
           and not exists (select 1 from refusal r
                           where r.creditor = x.creditor and r.provider_id = x.provider_id)
         returning creditor, id, status",
        "update outbox as o
         set status = case when x.part + 1 < o.parts then 'waiting' else 'done' end,
             done_at = case when x.part + 1 < o.parts then null else $2 end,
             part = case when x.part + 1 < o.parts then x.part + 1 else o.part end,
             next_at = $2, claimed_until = null, claim = null, why = null, attempts = 0
         from jsonb_to_recordset(cast($1 as jsonb)) as x (
           creditor text, id text, part bigint, provider_id text)
         where o.creditor = x.creditor and o.kind in ('say', 'welcome', 'order_status')
           and o.id = x.id and o.part = x.part
           and (o.status = 'unknown' or (o.status = 'waiting' and o.claimed_until is not null))
           and not exists (select 1 from refusal r
                           where r.creditor = x.creditor and r.provider_id = x.provider_id)
         returning o.creditor, o.id, o.status",
    )
    .bind(json(&told)?)
    .bind(now)
    .all(tx)
    .await
}

/// Why an item is dead of which a part went and the next may not any more.
pub const OVERTAKEN: &str = "overtaken";

/// Ends an item that would go on to its next part, where its conversation has gone on meanwhile: the
/// part would stand behind what came later. True where it is ended.
///
/// # Errors
/// When the database refuses.
pub async fn overtaken(
    tx: &mut Tx,
    (creditor, id): (&str, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = tx
        .sql(
            "update outbox set status = 'dead', why = $3, done_at = $4
             where creditor = $1 and id = $2 and kind in ('say', 'welcome', 'order_status')
               and status = 'waiting' and claimed_until is null
               and exists (select 1 from outbox e
                           where e.creditor = outbox.creditor and e.kind = outbox.kind
                             and e.conversation = outbox.conversation
                             and e.position > outbox.position
                             and (e.status in ('done', 'unknown') or e.claimed_until is not null
                                  or e.part > 0))",
        )
        .bind(creditor.to_owned())
        .bind(id.to_owned())
        .bind(OVERTAKEN.to_owned())
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// An item as a receipt of a failure finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The item; without its words.
    pub item: Claimed,
    /// Its status.
    pub status: String,
    /// True where a later one of its conversation has gone, or may have.
    pub overtaken: bool,
}

#[derive(FromRow)]
struct FoundRow {
    conversation: String,
    position: i64,
    proactive: bool,
    body: String,
    lane: String,
    attempts: i64,
    part: i64,
    template_only: bool,
    claim: Option<String>,
    status: String,
    overtaken: bool,
}

/// Finds the item of a message, for a receipt.
///
/// # Errors
/// When the database refuses.
pub async fn find(tx: &mut Tx, creditor: &str, id: &Id) -> Result<Option<Found>> {
    let row: Option<FoundRow> = tx
        .sql(
            "select o.conversation, o.position, o.proactive, cast(o.body as text) as body, o.lane,
                    o.attempts, o.part, o.template_only, o.claim, o.status,
                    exists (select 1 from outbox e where e.creditor = o.creditor
                              and e.conversation = o.conversation and e.kind = o.kind
                              and e.position > o.position
                              and (e.status in ('done', 'unknown')
                                   or e.claimed_until is not null)) as overtaken
             from outbox o
             where o.creditor = $1 and o.kind in ('say', 'welcome', 'order_status')
               and o.id = $2",
        )
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .opt(tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let new = super::New {
        creditor: creditor.to_owned(),
        id: id.clone(),
        conversation: Id::stored(row.conversation),
        position: row.position,
        proactive: row.proactive,
        errand: body::<Errand>("outbox.body", &row.body)?,
    };
    let item = Claimed {
        new,
        lane: row.lane,
        attempts: row.attempts,
        part: u32::try_from(row.part).unwrap_or(0),
        template_only: row.template_only,
        claim: row.claim.unwrap_or_default(),
    };
    Ok(Some(Found { item, status: row.status, overtaken: row.overtaken }))
}

/// Puts an item where a receipt says it stands, whoever claimed it.
///
/// # Errors
/// When the database refuses.
pub async fn overrule(tx: &mut Tx, settled: &Settled, now: DateTime<Utc>) -> Result<u64> {
    let row = Row::of(settled, now);
    let (next_at, done_at) = match &settled.status {
        Status::Waiting(at) | Status::Unknown(at) => (*at, None),
        Status::Done | Status::Dead => (now, Some(now)),
    };
    tx.sql(
        "update outbox
         set status = $4, next_at = $5, done_at = $6, why = $7, attempts = $8,
             template_only = $9, claim = null, claimed_until = null
         where creditor = $1 and kind = $2 and id = $3",
    )
    .bind(row.creditor.to_owned())
    .bind(row.kind.to_owned())
    .bind(row.id.to_string())
    .bind(row.status.to_owned())
    .bind(next_at)
    .bind(done_at)
    .bind(row.why.map(str::to_owned))
    .bind(row.attempts)
    .bind(row.template_only)
    .run(tx)
    .await
}
