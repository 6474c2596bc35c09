//! Agreements: the whole as a body, its parts and invoices once more as rows.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use super::{Error, On, Result, Tx, body, code};
use crate::domain::debt::agreement::{Agreement, AgreementStatus};
use crate::domain::id::Id;

/// Writes down an agreement that was just accepted.
///
/// # Errors
/// When the database refuses; [`Error::is_duplicate`] where one of its invoices is in an
/// agreement that is being paid.
pub async fn add(
    tx: &mut Tx,
    (creditor, customer): (&str, &str),
    conversation: &Id,
    agreement: &Agreement,
) -> Result<()> {
    tx.sql(
        "insert into agreement
           (creditor, id, customer, conversation, status, accepted_at, owed, total, policy, rule,
            body)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(creditor.to_owned())
    .bind(agreement.id.to_string())
    .bind(customer.to_owned())
    .bind(conversation.to_string())
    .bind(code(&agreement.status))
    .bind(agreement.accepted_at)
    .bind(agreement.owed.in_centavos())
    .bind(agreement.total.in_centavos())
    .bind(agreement.policy.clone())
    .bind(agreement.rule.clone())
    .bind(Json(agreement.clone()))
    .run(&mut *tx)
    .await?;
    cover(tx, creditor, agreement).await?;
    parts(tx, creditor, agreement).await
}

/// Saves what became of an agreement; `today` is kept where it ended.
///
/// # Errors
/// When the database refuses or there is no such agreement.
pub async fn save(
    tx: &mut Tx,
    creditor: &str,
    agreement: &Agreement,
    today: NaiveDate,
) -> Result<()> {
    let ended = (agreement.status != AgreementStatus::Active).then_some(today);
    let rows = tx
        .sql(
            "update agreement set status = $3, body = $4, ended_on = coalesce(ended_on, $5)
             where creditor = $1 and id = $2",
        )
        .bind(creditor.to_owned())
        .bind(agreement.id.to_string())
        .bind(code(&agreement.status))
        .bind(Json(agreement.clone()))
        .bind(ended)
        .run(&mut *tx)
        .await?;
    if rows == 0 {
        return Err(Error::missing(format!("agreement {}", agreement.id)));
    }
    if ended.is_some() {
        tx.sql(
            "update agreement_invoice set active = false where creditor = $1 and agreement = $2",
        )
        .bind(creditor.to_owned())
        .bind(agreement.id.to_string())
        .run(&mut *tx)
        .await?;
    }
    parts(tx, creditor, agreement).await
}

/// A customer's agreements, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, customer: &str) -> Result<Vec<Agreement>> {
    let on = on.into();
    let rows: Vec<(String, DateTime<Utc>)> = on
        .sql(
            "select cast(body as text), accepted_at from agreement
             where creditor = $1 and customer = $2 order by accepted_at, id",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .all(on)
        .await?;
    rows.iter().map(|(text, _)| body("agreement.body", text)).collect()
}

async fn cover(tx: &mut Tx, creditor: &str, agreement: &Agreement) -> Result<()> {
    tx.sql2(
        "insert into agreement_invoice (creditor, agreement, invoice, active)
         select $1, $2, value, $4 from json_each($3)",
        "insert into agreement_invoice (creditor, agreement, invoice, active)
         select $1, $2, value, $4
         from jsonb_array_elements_text(cast($3 as jsonb)) as rows (value)",
    )
    .bind(creditor.to_owned())
    .bind(agreement.id.to_string())
    .bind(serde_json::to_string(&agreement.invoices).map_err(|e| Error::corrupt("invoice", e))?)
    .bind(agreement.status == AgreementStatus::Active)
    .run(tx)
    .await?;
    Ok(())
}

async fn parts(tx: &mut Tx, creditor: &str, agreement: &Agreement) -> Result<()> {
    let rows: Vec<_> = agreement
        .instalments
        .iter()
        .map(|part| {
            serde_json::json!({
                "number": part.number, "due": part.due, "amount": part.amount.in_centavos(),
                "paid": part.paid.in_centavos(), "paid_on": part.paid_on,
            })
        })
        .collect();
    tx.sql2(
        "insert into instalment (creditor, agreement, number, due_on, amount, paid, paid_on)
         select $1, $2, value->>'number', value->>'due', value->>'amount', value->>'paid',
                value->>'paid_on'
         from json_each($3) where true
         on conflict (creditor, agreement, number) do update
         set due_on = excluded.due_on, amount = excluded.amount, paid = excluded.paid,
             paid_on = excluded.paid_on",
        "insert into instalment (creditor, agreement, number, due_on, amount, paid, paid_on)
         select $1, $2, cast(value->>'number' as bigint), cast(value->>'due' as date),
                cast(value->>'amount' as bigint), cast(value->>'paid' as bigint),
                cast(value->>'paid_on' as date)
         from jsonb_array_elements(cast($3 as jsonb)) as rows (value)
         on conflict (creditor, agreement, number) do update
         set due_on = excluded.due_on, amount = excluded.amount, paid = excluded.paid,
             paid_on = excluded.paid_on",
    )
    .bind(creditor.to_owned())
    .bind(agreement.id.to_string())
    .bind(serde_json::Value::from(rows).to_string())
    .run(tx)
    .await?;
    Ok(())
}
