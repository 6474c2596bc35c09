//! Charges: what can be paid right now.

use std::collections::HashMap;

use sqlx::types::Json;

use super::{Error, On, Result, Tx, body, many};
use crate::domain::debt::charge::{Charge, ChargeStatus};
use crate::domain::id::Id;

/// A charge, with whose it is.
#[derive(Clone, Debug)]
pub struct Owned {
    /// The customer's id.
    pub customer: String,
    /// The conversation it was asked for in.
    pub conversation: Id,
    /// The charge.
    pub charge: Charge,
}

/// Writes down charges that were just asked for; each with its creditor.
///
/// # Errors
/// When the database refuses, or an id is taken.
pub async fn add_all(tx: &mut Tx, all: &[(String, Owned)]) -> Result<()> {
    let around = (
        "insert into charge
           (creditor, id, customer, conversation, status, amount, requested_at, body)
         select * from (values ",
        ") as n where n.column1 is not null",
    );
    many::run(tx, (around, 8), all.iter().collect(), |sql, (creditor, new): &(String, Owned)| {
        let charge = &new.charge;
        sql.bind(creditor.clone())
            .bind(charge.id.to_string())
            .bind(new.customer.clone())
            .bind(new.conversation.to_string())
            .bind(status(&charge.status))
            .bind(charge.amount.in_centavos())
            .bind(charge.requested_at)
            .bind(Json(charge.clone()))
    })
    .await?;
    Ok(())
}

/// Saves what became of a charge.
///
/// # Errors
/// When the database refuses or there is no such charge.
pub async fn save(tx: &mut Tx, creditor: &str, charge: &Charge) -> Result<()> {
    let rows = tx
        .sql("update charge set status = $3, body = $4 where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(charge.id.to_string())
        .bind(status(&charge.status))
        .bind(Json(charge.clone()))
        .run(tx)
        .await?;
    if rows == 0 { Err(Error::missing(format!("charge {}", charge.id))) } else { Ok(()) }
}

/// Finds a charge.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, id: &Id) -> Result<Option<Owned>> {
    let on = on.into();
    let row: Option<(String, String, String)> = on
        .sql(
            "select customer, conversation, cast(body as text) from charge
             where creditor = $1 and id = $2",
        )
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .opt(on)
        .await?;
    row.map(|(customer, conversation, text)| {
        let conversation = Id::stored(conversation);
        Ok(Owned { customer, conversation, charge: body("charge.body", &text)? })
    })
    .transpose()
}

/// Finds many charges by creditor and id; what is unknown is left out.
///
/// # Errors
/// When the database refuses.
pub async fn find_all(
    tx: &mut Tx,
    wanted: &[(&str, &Id)],
) -> Result<HashMap<(String, Id), Charge>> {
    let rows: Vec<(String, String)> = tx
        .sql2(
            "select c.creditor, cast(c.body as text) from json_each($1) as n
             cross join charge as c
             where c.creditor = n.value->>0 and c.id = n.value->>1",
            "select c.creditor, cast(c.body as text)
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)
             join charge as c on c.creditor = n.value->>0 and c.id = n.value->>1",
        )
        .bind(many::rows(wanted)?)
        .all(tx)
        .await?;
    rows.into_iter()
        .map(|(creditor, text)| {
            let charge: Charge = body("charge.body", &text)?;
            Ok(((creditor, charge.id.clone()), charge))
        })
        .collect()
}

/// A customer's charges, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, customer: &str) -> Result<Vec<Charge>> {
    let on = on.into();
    let rows: Vec<(String,)> = on
        .sql(
            "select cast(body as text) from charge
             where creditor = $1 and customer = $2 order by requested_at, id",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .all(on)
        .await?;
    rows.iter().map(|(text,)| body("charge.body", text)).collect()
}

const fn status(status: &ChargeStatus) -> &'static str {
    match status {
        ChargeStatus::Requested => "requested",
        ChargeStatus::Issued { .. } => "issued",
        ChargeStatus::Paid { .. } => "paid",
        ChargeStatus::Cancelled => "cancelled",
        ChargeStatus::Refused { .. } => "refused",
    }
}
