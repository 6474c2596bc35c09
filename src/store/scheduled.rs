//! What humans of ours wrote to be sent later.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx};
use crate::domain::id::Id;

/// Words that wait for their moment.
#[derive(Clone, PartialEq, Eq, FromRow)]
pub struct Scheduled {
    /// The creditor's id.
    pub creditor: String,
    /// Its id, made by the page that sent it.
    pub id: String,
    /// The conversation.
    pub conversation: String,
    /// Who wrote it.
    pub person: String,
    /// Their name then.
    pub name: String,
    /// The words.
    pub text: String,
    /// When it was written.
    pub made_at: DateTime<Utc>,
    /// When it shall go.
    pub due_at: DateTime<Utc>,
    /// `waiting`, `sent` or `cancelled`.
    pub status: String,
    /// A code of why it was cancelled.
    pub why: Option<String>,
}

impl std::fmt::Debug for Scheduled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Scheduled({} {})", self.id, self.status)
    }
}

/// Keeps words for later; false where some of this id are kept already.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, new: &Scheduled) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into scheduled
               (creditor, id, conversation, person, name, text, made_at, due_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (creditor, id) do nothing",
        )
        .bind(new.creditor.clone())
        .bind(new.id.clone())
        .bind(new.conversation.clone())
        .bind(new.person.clone())
        .bind(new.name.clone())
        .bind(new.text.clone())
        .bind(new.made_at)
        .bind(new.due_at)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Ends words that wait, sent or cancelled; false where they do not wait.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    (creditor, id): (&str, &str),
    why: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = tx
        .sql(
            "update scheduled
             set status = case when $3 = '' then 'sent' else 'cancelled' end, done_at = $4,
                 why = case when $3 = '' then null else $3 end
             where creditor = $1 and id = $2 and status = 'waiting'",
        )
        .bind(creditor.to_owned())
        .bind(id.to_owned())
        .bind(why.unwrap_or_default().to_owned())
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Cancels whatever waits in a conversation, for what happened there; answers how many.
///
/// # Errors
/// When the database refuses.
pub async fn cancel_all(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    why: &str,
    now: DateTime<Utc>,
) -> Result<u64> {
    tx.sql(
        "update scheduled set status = 'cancelled', why = $3, done_at = $4
         where creditor = $1 and conversation = $2 and status = 'waiting'",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(why.to_owned())
    .bind(now)
    .run(tx)
    .await
}

/// Puts words off that wait, to another moment.
///
/// # Errors
/// When the database refuses.
pub async fn put_off(
    tx: &mut Tx,
    (creditor, id): (&str, &str),
    due_at: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update scheduled set due_at = $3
         where creditor = $1 and id = $2 and status = 'waiting'",
    )
    .bind(creditor.to_owned())
    .bind(id.to_owned())
    .bind(due_at)
    .run(tx)
    .await?;
    Ok(())
}

/// What is due by now, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn due(on: impl Into<On<'_>>, now: DateTime<Utc>, limit: i64) -> Result<Vec<Scheduled>> {
    let on = on.into();
    on.sql(
        "select creditor, id, conversation, person, name, text, made_at, due_at, status, why
         from scheduled where status = 'waiting' and due_at <= $1 order by due_at limit $2",
    )
    .bind(now)
    .bind(limit)
    .all(on)
    .await
}

/// Everything that was written for later in a conversation, by its moment.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    on: impl Into<On<'_>>,
    (creditor, conversation): (&str, &Id),
) -> Result<Vec<Scheduled>> {
    let on = on.into();
    on.sql(
        "select creditor, id, conversation, person, name, text, made_at, due_at, status, why
         from scheduled where creditor = $1 and conversation = $2 order by due_at, id",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .all(on)
    .await
}

/// True where money of a customer's came in since a time.
///
/// # Errors
/// When the database refuses.
pub async fn paid_since(
    on: impl Into<On<'_>>,
    (creditor, customer): (&str, &str),
    since: DateTime<Utc>,
) -> Result<bool> {
    let on = on.into();
    let row: Option<(i64,)> = on
        .sql(
            "select amount from payment
             where creditor = $1 and customer = $2 and received_at >= $3 limit 1",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .bind(since)
        .opt(on)
        .await?;
    Ok(row.is_some())
}
