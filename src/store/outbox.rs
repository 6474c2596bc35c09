//! What the outside must be told: written with the turn, done once, head of each line first.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use sqlx::types::Json;

use super::{On, Result, Tx, body, many};
use crate::domain::channel::{Choice, TemplateCall};
use crate::domain::id::Id;

/// What is to be done outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Errand {
    /// Deliver a message of the conversation.
    Say {
        /// The message's place.
        seq: i64,
        /// The template that goes instead of the words where only one may.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        template: Option<TemplateCall>,
        /// True where it goes before everything else, such as the word that an opt-out is kept.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        first: bool,
    },
    /// Answer somebody who has no conversation; the item's `conversation` is their line.
    Welcome {
        /// The words.
        text: String,
        /// What can be chosen.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        options: Vec<Choice>,
        /// True where they are asked to share their own phone number.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        asks_phone: bool,
    },
    /// Tell, where a payment of ours was shown, that it is paid.
    OrderStatus {
        /// The charge.
        charge: Id,
        /// Under which reference it was shown.
        reference: String,
    },
    /// Make a charge payable.
    IssueCharge {
        /// The charge.
        charge: Id,
    },
}

/// Something to be done outside, as a turn decided it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// The creditor's id.
    pub creditor: String,
    /// Derived from the turn; the provider's idempotency key.
    pub id: Id,
    /// The conversation.
    pub conversation: Id,
    /// Its place in its line.
    pub position: i64,
    /// True where nobody asked for it: an opt-out meanwhile stops it.
    pub proactive: bool,
    /// What to do.
    pub errand: Errand,
}

/// An item that was claimed to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// What is to be done.
    pub new: New,
    /// How often it was claimed, this time included.
    pub attempts: i64,
    /// The claim: who lost it can no longer settle.
    pub claim: String,
}

/// How a claimed item is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It was done.
    Done,
    /// To be tried again; when, and why.
    Retry(DateTime<Utc>, String),
    /// It cannot be done; why.
    Dead(String),
}

impl Errand {
    const fn line(&self) -> &'static str {
        match self {
            Self::Say { .. } => "say",
            Self::Welcome { .. } => "welcome",
            Self::OrderStatus { .. } => "order_status",
            Self::IssueCharge { .. } => "issue_charge",
        }
    }

    const fn priority(&self, proactive: bool) -> i64 {
        match self {
            Self::Say { first: true, .. } => 0,
            _ if proactive => 2,
            Self::Say { .. }
            | Self::Welcome { .. }
            | Self::OrderStatus { .. }
            | Self::IssueCharge { .. } => 1,
        }
    }
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    id: String,
    conversation: String,
    position: i64,
    proactive: bool,
    body: String,
    attempts: i64,
}

/// Writes an errand down.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(tx: &mut Tx, new: New, now: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "insert into outbox
           (creditor, id, kind, conversation, position, proactive, body, created_at, next_at,
            priority, lane)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9,
                 case when $3 = 'issue_charge' then '' else coalesce(
                   (select c.channel || '/' || c.account from contact c
                    where c.creditor = $1 and (c.conversation = $4 or c.line = $4) limit 1),
                   (select v.channel || '/' from conversation v
                    where v.creditor = $1 and v.id = $4), '') end)",
    )
    .bind(new.creditor)
    .bind(new.id.to_string())
    .bind(new.errand.line())
    .bind(new.conversation.to_string())
    .bind(new.position)
    .bind(new.proactive)
    .bind(Json(new.errand.clone()))
    .bind(now)
    .bind(new.errand.priority(new.proactive))
    .run(tx)
    .await?;
    Ok(())
}

/// Writes many errands down.
///
/// # Errors
/// When the database refuses, or an id is taken.
pub async fn add_all(tx: &mut Tx, all: Vec<New>, now: DateTime<Utc>) -> Result<()> {
    let around = (
        "insert into outbox
           (creditor, id, kind, conversation, position, proactive, body, created_at, next_at,
            priority, lane)
         select n.column1, n.column2, n.column3, n.column4, n.column5, n.column6, n.column7,
                n.column8, n.column8, n.column9,
                case when n.column3 = 'issue_charge' then '' else coalesce(
                  (select c.channel || '/' || c.account from contact c
                   where c.creditor = n.column1
                     and (c.conversation = n.column4 or c.line = n.column4) limit 1),
                  (select v.channel || '/' from conversation v
                   where v.creditor = n.column1 and v.id = n.column4), '') end
         from (values ",
        ") as n",
    );
    many::run(tx, (around, 9), all, |sql, new| {
        sql.bind(new.creditor)
            .bind(new.id.to_string())
            .bind(new.errand.line())
            .bind(new.conversation.to_string())
            .bind(new.position)
            .bind(new.proactive)
            .bind(Json(new.errand.clone()))
            .bind(now)
            .bind(new.errand.priority(new.proactive))
    })
    .await?;
    Ok(())
}

/// Claims what may be done now: of each line of a conversation only the oldest that waits.
///
/// # Errors
/// When the database refuses.
pub async fn claim(
    tx: &mut Tx,
    claim: &str,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
    limit: u32,
) -> Result<Vec<Claimed>> {
    // The predicate stands outside the subselect once more, as in the inbox.
    let mut rows: Vec<Row> = tx
        .sql2(
            "update outbox set claim = $1, claimed_until = $2, attempts = attempts + 1
             where status = 'waiting' and next_at <= $3
               and (claimed_until is null or claimed_until <= $3)
               and (creditor, kind, id) in (
                 select o.creditor, o.kind, o.id from outbox o
                 where o.status = 'waiting' and o.next_at <= $3
                   and (o.claimed_until is null or o.claimed_until <= $3)
                   and not exists (
                     select 1 from outbox e
                     where e.creditor = o.creditor and e.conversation = o.conversation
                       and e.kind = o.kind and e.status = 'waiting' and e.position < o.position)
                 order by o.next_at, o.position limit $4)
             returning creditor, id, conversation, position, proactive,
                       cast(body as text) as body, attempts",
            "update outbox set claim = $1, claimed_until = $2, attempts = attempts + 1
             where status = 'waiting' and next_at <= $3
               and (claimed_until is null or claimed_until <= $3)
               and (creditor, kind, id) in (
                 select o.creditor, o.kind, o.id from outbox o
                 where o.status = 'waiting' and o.next_at <= $3
                   and (o.claimed_until is null or o.claimed_until <= $3)
                   and not exists (
                     select 1 from outbox e
                     where e.creditor = o.creditor and e.conversation = o.conversation
                       and e.kind = o.kind and e.status = 'waiting' and e.position < o.position)
                 order by o.next_at, o.position limit $4
                 for update skip locked)
             returning creditor, id, conversation, position, proactive,
                       cast(body as text) as body, attempts",
        )
        .bind(claim.to_owned())
        .bind(until)
        .bind(now)
        .bind(i64::from(limit))
        .all(tx)
        .await?;
    rows.sort_by(|a, b| (&a.conversation, a.position).cmp(&(&b.conversation, b.position)));
    rows.into_iter().map(|row| row.claimed(claim)).collect()
}

impl Row {
    fn claimed(self, claim: &str) -> Result<Claimed> {
        Ok(Claimed {
            new: New {
                errand: body("outbox.body", &self.body)?,
                creditor: self.creditor,
                id: Id::stored(self.id),
                conversation: Id::stored(self.conversation),
                position: self.position,
                proactive: self.proactive,
            },
            attempts: self.attempts,
            claim: claim.to_owned(),
        })
    }
}

/// Settles a claimed item; false where the claim was lost meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    tx: &mut Tx,
    item: &Claimed,
    settled: Settled,
    now: DateTime<Utc>,
) -> Result<bool> {
    let (status, next_at, done_at, why) = match settled {
        Settled::Done => ("done", now, Some(now), None),
        Settled::Retry(at, why) => ("waiting", at, None, Some(why)),
        Settled::Dead(why) => ("dead", now, Some(now), Some(why)),
    };
    let rows = tx
        .sql(
            "update outbox set status = $5, next_at = $6, done_at = $7, why = $8,
                    claimed_until = null
             where creditor = $1 and kind = $2 and id = $3 and claim = $4 and status = 'waiting'",
        )
        .bind(item.new.creditor.clone())
        .bind(item.new.errand.line())
        .bind(item.new.id.to_string())
        .bind(item.claim.clone())
        .bind(status)
        .bind(next_at)
        .bind(done_at)
        .bind(why)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Frees what a process that is gone had claimed; only for a file that one process works.
///
/// # Errors
/// When the database refuses.
pub async fn free_all(tx: &mut Tx) -> Result<u64> {
    tx.sql(
        "update outbox set claim = null, claimed_until = null
         where status = 'waiting' and claim is not null",
    )
    .run(tx)
    .await
}

/// How many entries and items wait, in both queues at one moment.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(on: impl Into<On<'_>>) -> Result<i64> {
    let on = on.into();
    let (waiting,): (i64,) = on
        .sql(
            "select (select count(*) from inbox where status = 'waiting')
                  + (select count(*) from outbox where status = 'waiting')",
        )
        .one(on)
        .await?;
    Ok(waiting)
}

/// How many items wait, and how many are dead.
///
/// # Errors
/// When the database refuses.
pub async fn count(on: impl Into<On<'_>>) -> Result<(i64, i64)> {
    let on = on.into();
    on.sql(
        "select count(*) filter (where status = 'waiting'),
                count(*) filter (where status = 'dead') from outbox",
    )
    .one(on)
    .await
}
