//! Terms that people of ours offered, or wanted to: their numbers, and where they stand.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use sqlx::types::Json;

use super::{Error, On, Result, Tx, body, code, decode};
use crate::domain::dialogue::desk::{Proposal, ProposalStatus};
use crate::domain::id::Id;

/// A proposal, with whose it is and where it stands.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
    /// The conversation.
    pub conversation: Id,
    /// Where it stands.
    pub status: ProposalStatus,
    /// When it was made.
    pub proposed_at: DateTime<Utc>,
    /// Who approved it or said no: their id.
    pub decided_by: Option<String>,
    /// When that was.
    pub decided_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it ended, where somebody said.
    pub why: String,
    /// The terms and their numbers.
    pub proposal: Proposal,
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    customer: String,
    conversation: String,
    status: String,
    proposed_at: DateTime<Utc>,
    decided_by: Option<String>,
    decided_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    why: String,
    body: String,
}

impl TryFrom<Row> for Kept {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            creditor: row.creditor,
            customer: row.customer,
            conversation: Id::stored(row.conversation),
            status: decode("proposal.status", &row.status)?,
            proposed_at: row.proposed_at,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            ended_at: row.ended_at,
            why: row.why,
            proposal: body("proposal.body", &row.body)?,
        })
    }
}

/// Writes a proposal down, or what became of its numbers when it was approved.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    (creditor, customer): (&str, &str),
    conversation: &Id,
    (proposal, status, approved_by): (&Proposal, ProposalStatus, Option<&str>),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into proposal
           (creditor, id, customer, conversation, status, authority, total, owed, valid_until,
            proposed_by, proposed_at, decided_by, decided_at, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         on conflict (creditor, id) do update
         set status = excluded.status, authority = excluded.authority, total = excluded.total,
             owed = excluded.owed, valid_until = excluded.valid_until,
             decided_by = excluded.decided_by, decided_at = excluded.decided_at,
             body = excluded.body",
    )
    .bind(creditor.to_owned())
    .bind(proposal.id.to_string())
    .bind(customer.to_owned())
    .bind(conversation.to_string())
    .bind(status.as_str().to_owned())
    .bind(code(&proposal.offer.authority))
    .bind(proposal.offer.total.in_centavos())
    .bind(proposal.offer.owed.total().in_centavos())
    .bind(proposal.offer.valid_until)
    .bind(proposal.by.clone())
    .bind(now)
    .bind(approved_by.map(str::to_owned))
    .bind(approved_by.map(|_| now))
    .bind(Json(proposal.clone()))
    .run(tx)
    .await?;
    Ok(())
}

/// Writes down how a proposal ended; who said no to one that waited decided it.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    (creditor, id): (&str, &Id),
    (status, by, why): (ProposalStatus, &str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let decided = status == ProposalStatus::Refused;
    tx.sql(
        "update proposal
         set status = $3, ended_at = $4, why = $5, decided_by = coalesce($6, decided_by),
             decided_at = coalesce($7, decided_at)
         where creditor = $1 and id = $2",
    )
    .bind(creditor.to_owned())
    .bind(id.to_string())
    .bind(status.as_str().to_owned())
    .bind(now)
    .bind(why.to_owned())
    .bind(decided.then(|| by.to_owned()))
    .bind(decided.then_some(now))
    .run(tx)
    .await?;
    Ok(())
}

/// One proposal.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, id: &Id) -> Result<Option<Kept>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select creditor, customer, conversation, status, proposed_at, decided_by, decided_at,
                    ended_at, why, cast(body as text) as body
             from proposal where creditor = $1 and id = $2",
        )
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .opt(on)
        .await?;
    row.map(Kept::try_from).transpose()
}

/// The proposals of a conversation, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, conversation: &Id) -> Result<Vec<Kept>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, customer, conversation, status, proposed_at, decided_by, decided_at,
                    ended_at, why, cast(body as text) as body
             from proposal where creditor = $1 and conversation = $2
             order by proposed_at desc, id desc limit 50",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .all(on)
        .await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// The proposals that wait for somebody with more authority, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(on: impl Into<On<'_>>) -> Result<Vec<Kept>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, customer, conversation, status, proposed_at, decided_by, decided_at,
                    ended_at, why, cast(body as text) as body
             from proposal where status = 'waiting' order by proposed_at limit 500",
        )
        .all(on)
        .await?;
    rows.into_iter().map(Kept::try_from).collect()
}

/// How many proposals wait, by creditor and by the sector in which their case stands.
///
/// # Errors
/// When the database refuses.
pub async fn waiting_by_sector(
    on: impl Into<On<'_>>,
) -> Result<Vec<(String, Option<String>, i64)>> {
    let on = on.into();
    on.sql(
        "select proposal.creditor, conversation.sector, count(*)
         from proposal
         join conversation on conversation.creditor = proposal.creditor
                          and conversation.id = proposal.conversation
         where proposal.status = 'waiting'
         group by proposal.creditor, conversation.sector",
    )
    .all(on)
    .await
}
