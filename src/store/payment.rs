//! Money that came in, once each.

use chrono::{DateTime, NaiveDate, Utc};

use super::{On, Result, Tx};
use crate::domain::id::Id;
use crate::domain::money::Money;

/// A payment as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The id that whoever told us gave it.
    pub external_id: String,
    /// The customer's id.
    pub customer: String,
    /// The charge it names.
    pub charge: Option<Id>,
    /// The agreement it went to.
    pub agreement: Option<Id>,
    /// The sum.
    pub amount: Money,
    /// What of it nothing was open for.
    pub unused: Money,
    /// The day it counts from.
    pub paid_on: NaiveDate,
    /// When we heard of it.
    pub received_at: DateTime<Utc>,
}

/// True where a payment with this id was recorded.
///
/// # Errors
/// When the database refuses.
pub async fn is_known(on: impl Into<On<'_>>, creditor: &str, external_id: &str) -> Result<bool> {
    let on = on.into();
    let row: Option<(i64,)> = on
        .sql("select amount from payment where creditor = $1 and external_id = $2")
        .bind(creditor.to_owned())
        .bind(external_id.to_owned())
        .opt(on)
        .await?;
    Ok(row.is_some())
}

/// Writes a payment down.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(tx: &mut Tx, creditor: &str, payment: Payment) -> Result<()> {
    tx.sql(
        "insert into payment
           (creditor, external_id, customer, charge, agreement, amount, unused, paid_on,
            received_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(creditor.to_owned())
    .bind(payment.external_id)
    .bind(payment.customer)
    .bind(payment.charge.map(|id| id.to_string()))
    .bind(payment.agreement.map(|id| id.to_string()))
    .bind(payment.amount.in_centavos())
    .bind(payment.unused.in_centavos())
    .bind(payment.paid_on)
    .bind(payment.received_at)
    .run(tx)
    .await?;
    Ok(())
}
