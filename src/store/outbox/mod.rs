//! What the outside must be told: written with the turn, done once, head of each line first.

pub mod aside;
pub mod claim;
pub mod settle;
pub mod silence;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::types::Json;

use super::{On, Result, Tx, many};
use crate::domain::channel::{Choice, TemplateCall};
use crate::domain::id::Id;
use crate::domain::locale::Locale;

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
        /// When that arrived which it answers, where a customer did something.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<DateTime<Utc>>,
        /// The language of its words; none for the installation's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<Locale>,
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
        /// When that arrived which it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        answers: Option<DateTime<Utc>>,
    },
    /// Tell, where a payment of ours was shown, that it is paid.
    OrderStatus {
        /// The charge.
        charge: Id,
        /// Under which reference it was shown.
        reference: String,
        /// What stands beside it, in words.
        text: String,
        /// When it was paid.
        paid_at: DateTime<Utc>,
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
    /// The account it goes by, as channel/account; empty for what we do ourselves.
    pub lane: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
    /// Which part of it is next, from 0.
    pub part: u32,
    /// True where only a template may go.
    pub template_only: bool,
    /// The claim: who lost it can no longer settle.
    pub claim: String,
}

impl Errand {
    /// The code of its kind, as it stands in a row.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Say { .. } => "say",
            Self::Welcome { .. } => "welcome",
            Self::OrderStatus { .. } => "order_status",
            Self::IssueCharge { .. } => "issue_charge",
        }
    }

    /// When that arrived which it answers, where it answers a customer.
    pub const fn answers(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Say { answers, .. } | Self::Welcome { answers, .. } => *answers,
            Self::OrderStatus { .. } | Self::IssueCharge { .. } => None,
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

/// Writes an errand down.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(tx: &mut Tx, new: New, now: DateTime<Utc>) -> Result<()> {
    add_all(tx, &[new], now).await
}

/// Writes many errands down in one statement.
///
/// # Errors
/// When the database refuses, or an id is taken.
pub async fn add_all(tx: &mut Tx, all: &[New], now: DateTime<Utc>) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    // The lane is where the conversation's contact is now: see `store::outbox::claim`.
    let around = (
        "insert into outbox
           (creditor, id, kind, conversation, position, proactive, priority, body, created_at,
            next_at, lane)
         select x.column1, x.column2, x.column3, x.column4, x.column5, x.column6, x.column7,
                x.column8, x.column9, x.column9,
                case when x.column3 = 'issue_charge' then '' else coalesce(
                  (select c.channel || '/' || c.account from contact c
                   where c.creditor = x.column1 and c.conversation = x.column4
                   order by c.heard_at desc nulls last limit 1),
                  (select c.channel || '/' || c.account from contact c
                   where c.creditor = x.column1 and c.line = x.column4),
                  (select v.channel || '/' from conversation v
                   where v.creditor = x.column1 and v.id = x.column4), '') end
         from (values ",
        ") as x where x.column1 is not null",
    );
    many::run(tx, (around, 9), all.iter().collect(), |sql, new: &New| {
        sql.bind(new.creditor.clone())
            .bind(new.id.to_string())
            .bind(new.errand.kind())
            .bind(new.conversation.to_string())
            .bind(new.position)
            .bind(new.proactive)
            .bind(new.errand.priority(new.proactive))
            .bind(Json(new.errand.clone()))
            .bind(now)
    })
    .await?;
    Ok(())
}

/// The place after the last of a kind in a conversation, for what no turn decided.
///
/// # Errors
/// When the database refuses.
pub async fn next_position(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    kind: &str,
) -> Result<i64> {
    let (position,): (i64,) = tx
        .sql(
            "select coalesce(max(position), 0) + 1 from outbox
             where creditor = $1 and conversation = $2 and kind = $3",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(kind.to_owned())
        .one(tx)
        .await?;
    Ok(position)
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
