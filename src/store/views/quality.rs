//! Cases that were closed, and how they were judged.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::domain::id::Id;
use crate::domain::quality::Review;
use crate::store::message::{self, Message};
use crate::store::{Db, On, Result, review};

/// A case that was closed, as whoever judges it is told.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Closed {
    /// The case.
    pub handoff: String,
    /// The conversation.
    pub conversation: String,
    /// Whose it is.
    pub customer: String,
    /// The sector it was in.
    pub sector: String,
    /// Why it went to a human.
    pub reason: String,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// Who had it.
    pub agent: String,
    /// What came of it.
    pub outcome: String,
    /// When it was closed.
    pub closed_at: DateTime<Utc>,
}

/// Finds a case that somebody had and closed.
///
/// # Errors
/// When the database refuses.
pub async fn closed(on: impl Into<On<'_>>, creditor: &str, case: &Id) -> Result<Option<Closed>> {
    let on = on.into();
    on.sql(
        "select h.id as handoff, h.conversation, u.name as customer, h.queue as sector, h.reason,
                h.opened_at, h.agent, h.outcome, h.closed_at
         from handoff h join customer u on u.creditor = h.creditor and u.id = h.customer
         where h.creditor = $1 and h.id = $2 and h.closed_at is not null
           and h.outcome is not null and h.agent is not null",
    )
    .bind(creditor.to_owned())
    .bind(case.to_string())
    .opt(on)
    .await
}

/// What was said while a case was open.
///
/// # Errors
/// When the database refuses.
pub async fn said(db: &Db, creditor: &str, case: &Closed) -> Result<Vec<Message>> {
    let all = message::since(db, creditor, &Id::stored(&case.conversation), 0).await?;
    let until = case.closed_at;
    Ok(all.into_iter().filter(|it| it.at >= case.opened_at && it.at <= until).collect())
}

/// Finds a judgement.
///
/// # Errors
/// When the database refuses.
pub async fn review(db: &Db, creditor: &str, id: &Id) -> Result<Option<Review>> {
    review::find(db, creditor, id).await
}

/// The judgement of a case.
///
/// # Errors
/// When the database refuses.
pub async fn of_case(db: &Db, creditor: &str, case: &Id) -> Result<Option<Review>> {
    review::of_case(db, creditor, case).await
}

/// The judgements of an agent's cases, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_agent(db: &Db, agent: &str, limit: u32) -> Result<Vec<Review>> {
    review::of_agent(db, agent, limit).await
}
