//! Debts that customers contest.

use chrono::{DateTime, Utc};
use sqlx::types::Json;

use super::{Result, Tx, code};
use crate::domain::dialogue::matter::DisputeKind;
use crate::domain::id::Id;

/// A dispute as it was opened.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// Its id, whose protocol the customer was told.
    pub id: Id,
    /// The customer's id.
    pub customer: String,
    /// The conversation it was opened in.
    pub conversation: Id,
    /// What is wrong, as they see it.
    pub kind: DisputeKind,
    /// The invoices contested.
    pub invoices: Vec<String>,
    /// The customer's words.
    pub words: String,
    /// When.
    pub opened_at: DateTime<Utc>,
}

/// Writes a dispute down.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(tx: &mut Tx, creditor: &str, dispute: Dispute) -> Result<()> {
    tx.sql(
        "insert into dispute
           (creditor, id, customer, conversation, kind, invoices, words, opened_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(creditor.to_owned())
    .bind(dispute.id.to_string())
    .bind(dispute.customer)
    .bind(dispute.conversation.to_string())
    .bind(code(&dispute.kind))
    .bind(Json(dispute.invoices))
    .bind(dispute.words)
    .bind(dispute.opened_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Writes down what became of a customer's disputes that nobody had decided.
///
/// # Errors
/// When the database refuses.
pub async fn decide(
    tx: &mut Tx,
    (creditor, customer): (&str, &str),
    upheld: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update dispute set decided_at = $3, upheld = $4
         where creditor = $1 and customer = $2 and decided_at is null",
    )
    .bind(creditor.to_owned())
    .bind(customer.to_owned())
    .bind(now)
    .bind(upheld)
    .run(tx)
    .await?;
    Ok(())
}
