//! Debts that customers say are paid.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use super::{Result, Tx};
use crate::domain::id::Id;

/// What a customer says about a payment.
#[derive(Clone, Debug)]
pub struct PaidClaim {
    /// Its id.
    pub id: Id,
    /// The customer's id.
    pub customer: String,
    /// The conversation it was said in.
    pub conversation: Id,
    /// The invoices.
    pub invoices: Vec<String>,
    /// True where a proof came with it.
    pub proof: bool,
    /// The day on which it will be debited, where it is not done yet.
    pub scheduled_on: Option<NaiveDate>,
    /// The customer's words.
    pub words: String,
    /// When.
    pub claimed_at: DateTime<Utc>,
}

/// Writes a claim down.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(tx: &mut Tx, creditor: &str, claim: PaidClaim) -> Result<()> {
    tx.sql(
        "insert into paid_claim
           (creditor, id, customer, conversation, invoices, proof, scheduled_on, words, claimed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(creditor.to_owned())
    .bind(claim.id.to_string())
    .bind(claim.customer)
    .bind(claim.conversation.to_string())
    .bind(Json(claim.invoices))
    .bind(claim.proof)
    .bind(claim.scheduled_on)
    .bind(claim.words)
    .bind(claim.claimed_at)
    .run(tx)
    .await?;
    Ok(())
}
