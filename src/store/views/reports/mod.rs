//! What reports are counted from: the rows of a period, of one creditor at a time.
//!
//! Each row tells what happened, when, and by whom; sums, medians and groups are made of them by
//! `app::watch::reports`. Only the way from overdue to paid is counted here, for its customers are
//! too many to be read.

pub mod funnel;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;

use crate::store::{Db, Result};

/// From the first moment of a day to that of the day after the last, with those two days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: DateTime<Utc>,
    /// The first moment that no longer belongs to it.
    pub to: DateTime<Utc>,
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// A case that went to a human in the period.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Case {
    /// The conversation.
    pub conversation: String,
    /// The flow and its version that the conversation runs on.
    pub flow: String,
    /// The sector it went to.
    pub sector: String,
    /// Why it did.
    pub reason: String,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// Who took it last.
    pub agent: Option<String>,
    /// When a human first wrote after that.
    pub answered_at: Option<DateTime<Utc>>,
}

/// A case that was closed in the period.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct End {
    /// The case.
    pub handoff: String,
    /// The conversation.
    pub conversation: String,
    /// The flow and its version that the conversation runs on.
    pub flow: String,
    /// The sector it was in.
    pub sector: String,
    /// Why it went to a human.
    pub reason: String,
    /// Who had it.
    pub agent: Option<String>,
    /// What came of it.
    pub outcome: String,
    /// When.
    pub closed_at: DateTime<Utc>,
}

/// Something agreed on in the period.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Deal {
    /// The flow and its version that the conversation runs on.
    pub flow: String,
    /// When it was accepted.
    pub accepted_at: DateTime<Utc>,
    /// What was owed then, in centavos.
    pub owed: i64,
    /// What is to be paid, in centavos.
    pub total: i64,
    /// Who had the case then; nobody where the bot had it.
    pub agent: Option<String>,
    /// The sector of that case.
    pub sector: Option<String>,
}

/// Money that came in in the period.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Receipt {
    /// The flow and its version of the conversation whose agreement it went to.
    pub flow: Option<String>,
    /// The day it counts from.
    pub paid_on: NaiveDate,
    /// The sum, in centavos.
    pub amount: i64,
    /// Who had the case when that agreement was accepted.
    pub agent: Option<String>,
    /// The sector of that case.
    pub sector: Option<String>,
}

/// A reason for being late, told in the period.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Told {
    /// The conversation.
    pub conversation: String,
    /// The flow and its version that it runs on.
    pub flow: String,
    /// The reason's code.
    pub reason: String,
    /// When.
    pub told_at: DateTime<Utc>,
}

/// A customer who asked for silence in the period.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Silence {
    /// The customer's id.
    pub customer: String,
    /// The flow and its version that the conversation runs on.
    pub flow: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The cases that were opened, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn cases(db: &Db, creditor: &str, period: &Period) -> Result<Vec<Case>> {
    db.sql(
        "select h.conversation, c.flow, h.queue as sector, h.reason, h.opened_at,
                h.agent,
                (select min(m.at) from message m
                 where m.creditor = h.creditor and m.conversation = h.conversation
                   and m.sender = 'agent' and m.at >= h.opened_at) as answered_at
         from handoff h
         join conversation c on c.creditor = h.creditor and c.id = h.conversation
         where h.creditor = $1 and h.opened_at >= $2 and h.opened_at < $3
         order by h.opened_at, h.id",
    )
    .bind(creditor.to_owned())
    .bind(period.from)
    .bind(period.to)
    .all(db)
    .await
}

/// The cases that were closed with an outcome, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn ends(db: &Db, creditor: &str, period: &Period) -> Result<Vec<End>> {
    db.sql(
        "select h.id as handoff, h.conversation, c.flow, h.queue as sector, h.reason, h.agent,
                h.outcome, h.closed_at
         from handoff h
         join conversation c on c.creditor = h.creditor and c.id = h.conversation
         where h.creditor = $1 and h.closed_at >= $2 and h.closed_at < $3
           and h.outcome is not null
         order by h.closed_at, h.id",
    )
    .bind(creditor.to_owned())
    .bind(period.from)
    .bind(period.to)
    .all(db)
    .await
}

/// What was agreed on, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn deals(db: &Db, creditor: &str, period: &Period) -> Result<Vec<Deal>> {
    db.sql(
        "select c.flow, a.accepted_at, a.owed, a.total, h.agent, h.queue as sector
         from agreement a
         join conversation c on c.creditor = a.creditor and c.id = a.conversation
         left join handoff h on h.creditor = a.creditor and h.id = (
           select w.id from handoff w
           where w.creditor = a.creditor and w.conversation = a.conversation
             and w.taken_at <= a.accepted_at
             and (w.returned_at is null or w.returned_at >= a.accepted_at)
           order by w.taken_at desc limit 1)
         where a.creditor = $1 and a.accepted_at >= $2 and a.accepted_at < $3
         order by a.accepted_at, a.id",
    )
    .bind(creditor.to_owned())
    .bind(period.from)
    .bind(period.to)
    .all(db)
    .await
}

/// The money that came in, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn receipts(db: &Db, creditor: &str, period: &Period) -> Result<Vec<Receipt>> {
    db.sql(
        "select c.flow, p.paid_on, p.amount, h.agent, h.queue as sector
         from payment p
         left join agreement a on a.creditor = p.creditor and a.id = p.agreement
         left join conversation c on c.creditor = a.creditor and c.id = a.conversation
         left join handoff h on h.creditor = a.creditor and h.id = (
           select w.id from handoff w
           where w.creditor = a.creditor and w.conversation = a.conversation
             and w.taken_at <= a.accepted_at
             and (w.returned_at is null or w.returned_at >= a.accepted_at)
           order by w.taken_at desc limit 1)
         where p.creditor = $1 and p.paid_on >= $2 and p.paid_on <= $3
         order by p.paid_on, p.external_id",
    )
    .bind(creditor.to_owned())
    .bind(period.first)
    .bind(period.last)
    .all(db)
    .await
}

/// The reasons for being late that were told, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn reasons(db: &Db, creditor: &str, period: &Period) -> Result<Vec<Told>> {
    db.sql(
        "select r.conversation, c.flow, r.reason, r.told_at
         from delay_reason r
         join conversation c on c.creditor = r.creditor and c.id = r.conversation
         where r.creditor = $1 and r.told_at >= $2 and r.told_at < $3
         order by r.told_at, r.conversation, r.turn",
    )
    .bind(creditor.to_owned())
    .bind(period.from)
    .bind(period.to)
    .all(db)
    .await
}

/// Who asked for silence, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn silences(db: &Db, creditor: &str, period: &Period) -> Result<Vec<Silence>> {
    db.sql(
        "select s.customer, c.flow, s.at
         from milestone s
         join conversation c on c.creditor = s.creditor and c.id = s.conversation
         where s.creditor = $1 and s.kind = 'opted_out' and s.at >= $2 and s.at < $3
         order by s.at, s.conversation, s.turn",
    )
    .bind(creditor.to_owned())
    .bind(period.from)
    .bind(period.to)
    .all(db)
    .await
}

/// The creditors of the installation with the names that customers know, in order of name.
///
/// # Errors
/// When the database refuses.
pub async fn creditors(db: &Db) -> Result<Vec<(String, String)>> {
    db.sql("select creditor, trade_name from creditor order by trade_name, creditor").all(db).await
}

/// The flows and versions on which conversations of a creditor run, in order.
///
/// # Errors
/// When the database refuses.
pub async fn flows(db: &Db, creditor: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .sql(
            "select distinct reference from release
             where creditor = $1 and kind = 'flow' order by reference",
        )
        .bind(creditor.to_owned())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(flow,)| flow).collect())
}
