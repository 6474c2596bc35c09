//! How cases were handled, as somebody else judged them, and what the agent says to it.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use sqlx::types::Json;

use super::{Error, On, Result, Tx, code, decode};
use crate::domain::id::Id;
use crate::domain::quality::{Card, Review};

#[derive(FromRow)]
struct Row {
    creditor: String,
    id: String,
    handoff: String,
    conversation: String,
    agent: String,
    reviewer: String,
    reviewed_at: DateTime<Utc>,
    scores: Json<Card>,
    comment: String,
    status: String,
    answer: String,
    answered_at: Option<DateTime<Utc>>,
    reply: String,
    settled_by: Option<String>,
    settled_at: Option<DateTime<Utc>>,
    version: i64,
}

impl TryFrom<Row> for Review {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            creditor: row.creditor,
            id: Id::stored(row.id),
            handoff: Id::stored(row.handoff),
            conversation: Id::stored(row.conversation),
            agent: row.agent,
            reviewer: row.reviewer,
            reviewed_at: row.reviewed_at,
            card: row.scores.0,
            comment: row.comment,
            status: decode("review.status", &row.status)?,
            answer: row.answer,
            answered_at: row.answered_at,
            reply: row.reply,
            settled_by: row.settled_by,
            settled_at: row.settled_at,
            version: row.version,
        })
    }
}

/// Writes a judgement down; false where the case was judged already.
///
/// # Errors
/// When the database refuses, or there is no such case.
pub async fn add(tx: &mut Tx, review: &Review) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into review
               (creditor, id, handoff, conversation, agent, reviewer, reviewed_at, scores,
                comment, status)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             on conflict do nothing",
        )
        .bind(review.creditor.clone())
        .bind(review.id.to_string())
        .bind(review.handoff.to_string())
        .bind(review.conversation.to_string())
        .bind(review.agent.clone())
        .bind(review.reviewer.clone())
        .bind(review.reviewed_at)
        .bind(Json(review.card.clone()))
        .bind(review.comment.clone())
        .bind(code(&review.status))
        .run(tx)
        .await?;
    Ok(rows == 1)
}

/// Saves what became of a judgement, over the version that was read.
///
/// # Errors
/// [`Error::Stale`] when somebody else saved in between; or when the database refuses.
pub async fn save(tx: &mut Tx, review: &Review) -> Result<()> {
    let rows = tx
        .sql(
            "update review
             set scores = $3, comment = $4, status = $5, answer = $6, answered_at = $7,
                 reply = $8, settled_by = $9, settled_at = $10, version = version + 1
             where creditor = $1 and id = $2 and version = $11",
        )
        .bind(review.creditor.clone())
        .bind(review.id.to_string())
        .bind(Json(review.card.clone()))
        .bind(review.comment.clone())
        .bind(code(&review.status))
        .bind(review.answer.clone())
        .bind(review.answered_at)
        .bind(review.reply.clone())
        .bind(review.settled_by.clone())
        .bind(review.settled_at)
        .bind(review.version)
        .run(tx)
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale { what: format!("review {}", review.id) }) }
}

/// Finds a judgement.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, id: &Id) -> Result<Option<Review>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select creditor, id, handoff, conversation, agent, reviewer, reviewed_at,
                    scores, comment, status, answer, answered_at, reply,
                    settled_by, settled_at, version
             from review where creditor = $1 and id = $2",
        )
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .opt(on)
        .await?;
    row.map(Review::try_from).transpose()
}

/// The judgements of an agent's cases, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_agent(on: impl Into<On<'_>>, agent: &str, limit: u32) -> Result<Vec<Review>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, id, handoff, conversation, agent, reviewer, reviewed_at, scores,
                    comment, status, answer, answered_at, reply, settled_by, settled_at, version
             from review where agent = $1 order by reviewed_at desc, id limit $2",
        )
        .bind(agent.to_owned())
        .bind(i64::from(limit))
        .all(on)
        .await?;
    rows.into_iter().map(Review::try_from).collect()
}

/// The judgements given between two moments, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn given(
    on: impl Into<On<'_>>,
    creditor: &str,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Review>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select creditor, id, handoff, conversation, agent, reviewer, reviewed_at, scores,
                    comment, status, answer, answered_at, reply, settled_by, settled_at, version
             from review where creditor = $1 and reviewed_at >= $2 and reviewed_at < $3
             order by reviewed_at desc, id",
        )
        .bind(creditor.to_owned())
        .bind(from)
        .bind(to)
        .all(on)
        .await?;
    rows.into_iter().map(Review::try_from).collect()
}

/// The judgement of a case.
///
/// # Errors
/// When the database refuses.
pub async fn of_case(on: impl Into<On<'_>>, creditor: &str, case: &Id) -> Result<Option<Review>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select creditor, id, handoff, conversation, agent, reviewer, reviewed_at, scores,
                    comment, status, answer, answered_at, reply, settled_by, settled_at, version
             from review where creditor = $1 and handoff = $2",
        )
        .bind(creditor.to_owned())
        .bind(case.to_string())
        .opt(on)
        .await?;
    row.map(Review::try_from).transpose()
}
