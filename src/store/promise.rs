//! Promises.

use sqlx::types::Json;

use super::{Error, On, Result, Tx, body, code};
use crate::domain::debt::promise::Promise;
use crate::domain::id::Id;

/// Writes down a promise that was just made.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(
    tx: &mut Tx,
    (creditor, customer): (&str, &str),
    conversation: &Id,
    promise: &Promise,
) -> Result<()> {
    tx.sql(
        "insert into promise
           (creditor, id, customer, conversation, status, due_on, amount, made_at, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(creditor.to_owned())
    .bind(promise.id.to_string())
    .bind(customer.to_owned())
    .bind(conversation.to_string())
    .bind(code(&promise.status))
    .bind(promise.due)
    .bind(promise.amount.in_centavos())
    .bind(promise.made_at)
    .bind(Json(promise.clone()))
    .run(tx)
    .await?;
    Ok(())
}

/// Saves what became of a promise.
///
/// # Errors
/// When the database refuses or there is no such promise.
pub async fn save(tx: &mut Tx, creditor: &str, promise: &Promise) -> Result<()> {
    let rows = tx
        .sql("update promise set status = $3, body = $4 where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(promise.id.to_string())
        .bind(code(&promise.status))
        .bind(Json(promise.clone()))
        .run(tx)
        .await?;
    if rows == 0 { Err(Error::missing(format!("promise {}", promise.id))) } else { Ok(()) }
}

/// A customer's promises, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, customer: &str) -> Result<Vec<Promise>> {
    let on = on.into();
    let rows: Vec<(String,)> = on
        .sql(
            "select cast(body as text) from promise
             where creditor = $1 and customer = $2 order by made_at, id",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .all(on)
        .await?;
    rows.iter().map(|(text,)| body("promise.body", text)).collect()
}
