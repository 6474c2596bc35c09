//! What customers ask for as a right: their data, papers, money that went wrong.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx, code, decode};
use crate::domain::dialogue::matter::Request;
use crate::domain::id::Id;

/// A request as it was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The customer's id.
    pub customer: String,
    /// The conversation it was opened in.
    pub conversation: Id,
    /// The request.
    pub request: Request,
    /// When.
    pub opened_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    customer: String,
    conversation: String,
    kind: String,
    words: String,
    answer_by: Option<NaiveDate>,
    opened_at: DateTime<Utc>,
}

impl TryFrom<Row> for Opened {
    type Error = super::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            customer: row.customer,
            conversation: Id::stored(row.conversation),
            request: Request {
                id: Id::stored(row.id),
                kind: decode("request.kind", &row.kind)?,
                words: row.words,
                answer_by: row.answer_by,
            },
            opened_at: row.opened_at,
        })
    }
}

/// Writes a request down; one that was answered at once waits for nobody.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(tx: &mut Tx, creditor: &str, new: Opened) -> Result<()> {
    let waits = new.request.answer_by.is_some();
    tx.sql(
        "insert into request
           (creditor, id, customer, conversation, kind, words, answer_by, status, opened_at,
            answered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(creditor.to_owned())
    .bind(new.request.id.to_string())
    .bind(new.customer)
    .bind(new.conversation.to_string())
    .bind(code(&new.request.kind))
    .bind(new.request.words)
    .bind(new.request.answer_by)
    .bind(if waits { "open" } else { "answered" }.to_owned())
    .bind(new.opened_at)
    .bind((!waits).then_some(new.opened_at))
    .run(tx)
    .await?;
    Ok(())
}

/// The requests of a conversation, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, conversation: &Id) -> Result<Vec<Opened>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, customer, conversation, kind, words, answer_by, opened_at
             from request where creditor = $1 and conversation = $2 order by opened_at, id",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .all(on)
        .await?;
    rows.into_iter().map(Opened::try_from).collect()
}

/// The requests that wait for an answer, the earliest deadline first.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(on: impl Into<On<'_>>, creditor: &str) -> Result<Vec<Opened>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, customer, conversation, kind, words, answer_by, opened_at
             from request where creditor = $1 and status = 'open' order by answer_by, opened_at, id",
        )
        .bind(creditor.to_owned())
        .all(on)
        .await?;
    rows.into_iter().map(Opened::try_from).collect()
}
