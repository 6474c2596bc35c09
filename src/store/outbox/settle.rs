//! How items end: by who claimed them, by a receipt, or by nobody.
//!
//! Who claimed an item may settle it as long as no other claim stands on it, even where its claim
//! ran out; only what is to go again must not have been given up meanwhile.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{Claimed, Errand};
use crate::domain::id::Id;
use crate::store::{Result, Tx, body, many};

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

struct Row<'a> {
    creditor: &'a str,
    kind: &'static str,
    id: &'a Id,
    claim: &'a str,
    status: &'static str,
    next_at: DateTime<Utc>,
    done_at: Option<DateTime<Utc>>,
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
            next_at,
            done_at,
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
    let around = (
        "update outbox
         set status = x.column5, next_at = x.column6, done_at = x.column7, why = x.column8,
             part = x.column9, attempts = x.column10, template_only = x.column11,
             claimed_until = null,
             claim = case when x.column5 = 'unknown' then outbox.claim else null end
         from (values ",
        ") as x
         where outbox.creditor = x.column1 and outbox.kind = x.column2 and outbox.id = x.column3
           and outbox.claim = x.column4 and outbox.status in ('waiting', 'unknown')
           and (x.column5 in ('done', 'dead') or outbox.done_at is null)
         returning creditor, kind, id",
    );
    many::all(tx, (around, 11), settled.iter().collect(), |sql, one: &Settled| {
        let row = Row::of(one, now);
        sql.bind(row.creditor.to_owned())
            .bind(row.kind)
            .bind(row.id.to_string())
            .bind(row.claim.to_owned())
            .bind(row.status)
            .bind(row.next_at)
            .bind(row.done_at)
            .bind(row.why.map(str::to_owned))
            .bind(i64::from(row.part))
            .bind(row.attempts)
            .bind(row.template_only)
    })
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

/// Ends what waits to be said in a conversation before a place of its line; of what is being sent
/// at the moment its sender tells.
///
/// # Errors
/// When the database refuses.
pub async fn silence(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    (before, why): (i64, &str),
    now: DateTime<Utc>,
) -> Result<u64> {
    tx.sql(
        "update outbox set status = 'dead', why = $4, done_at = $5
         where creditor = $1 and conversation = $2 and kind = 'say' and status = 'waiting'
           and position < $3 and claimed_until is null",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(before)
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
    .bind(many::rows(again)?)
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
/// Where its conversation went on meanwhile, a next part would stand behind what came later: such an
/// item is dead. Answers creditor and id of those.
///
/// # Errors
/// When the database refuses.
pub async fn told(tx: &mut Tx, told: &[Told], now: DateTime<Utc>) -> Result<Vec<(String, String)>> {
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let ended: Vec<(String, String, String)> =
        many::all(tx, (TOLD, 6), told.iter().collect(), |sql, told: &Told| {
            sql.bind(told.creditor.clone())
                .bind(told.id.to_string())
                .bind(i64::from(told.part))
                .bind(told.provider_id.clone())
                .bind(now)
                .bind(OVERTAKEN.to_owned())
        })
        .await?;
    let dead = ended.into_iter().filter(|(_, _, status)| status == "dead");
    Ok(dead.map(|(creditor, id, _)| (creditor, id)).collect())
}

/// Why an item is dead of which a part went and the next may not any more.
pub const OVERTAKEN: &str = "overtaken";

/// True where something that came later in its conversation has gone, or may have.
macro_rules! is_overtaken {
    () => {
        "exists (select 1 from outbox e
                 where e.creditor = outbox.creditor and e.conversation = outbox.conversation
                   and e.kind = outbox.kind and e.position > outbox.position
                   and (e.status in ('done', 'unknown') or e.claimed_until is not null
                        or e.part > 0))"
    };
}

/// Where an item stands of which a part was told; asked only of those that this changes.
const TOLD: (&str, &str) = (
    concat!(
        "update outbox
         set status = case when x.column3 + 1 >= outbox.parts then 'done'
                           when ",
        is_overtaken!(),
        " then 'dead' else 'waiting' end,
             done_at = case when x.column3 + 1 >= outbox.parts then x.column5
                            when ",
        is_overtaken!(),
        " then x.column5 end,
             why = case when x.column3 + 1 >= outbox.parts then null
                        when ",
        is_overtaken!(),
        " then x.column6 end,
             part = case when x.column3 + 1 < outbox.parts then x.column3 + 1 else outbox.part end,
             next_at = x.column5, claimed_until = null, claim = null, attempts = 0
         from (values ",
    ),
    ") as x
     where outbox.creditor = x.column1 and outbox.kind in ('say', 'welcome', 'order_status')
       and outbox.id = x.column2 and outbox.part = x.column3
       and (outbox.status = 'unknown'
            or (outbox.status = 'waiting' and outbox.claimed_until is not null))
       and not exists (select 1 from refusal r
                       where r.creditor = x.column1 and r.provider_id = x.column4)
     returning creditor, id, status",
);

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
