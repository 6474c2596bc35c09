//! Wrong answers to the identity question, which outlive conversations.

use chrono::{DateTime, Utc};

use super::{Result, Tx};

/// Remembers how often a customer's identity question was answered wrongly.
///
/// # Errors
/// When the database refuses.
pub async fn remember(
    tx: &mut Tx,
    creditor: &str,
    customer: &str,
    tries: u32,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into identity_try (creditor, customer, tries, changed_at) values ($1, $2, $3, $4)
         on conflict (creditor, customer) do update
         set tries = excluded.tries, changed_at = excluded.changed_at",
    )
    .bind(creditor.to_owned())
    .bind(customer.to_owned())
    .bind(i64::from(tries))
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}
