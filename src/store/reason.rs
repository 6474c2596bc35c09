//! Why customers say they are late.

use chrono::{DateTime, Utc};

use super::{Result, Tx};
use crate::domain::debt::reason::Reason;
use crate::domain::id::Id;

/// Writes down what a customer said in a turn.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (creditor, customer): (&str, &str),
    (conversation, turn): (&Id, u32),
    reason: Reason,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into delay_reason (creditor, conversation, turn, customer, reason, told_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (creditor, conversation, turn) do update set reason = excluded.reason",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(i64::from(turn))
    .bind(customer.to_owned())
    .bind(reason.as_str())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}
