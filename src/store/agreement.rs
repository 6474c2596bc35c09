//! Agreements: the whole as a body, its parts and invoices once more as rows.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use super::{Error, On, Result, Tx, body, code, many};
use crate::domain::debt::agreement::{Agreement, AgreementStatus, Instalment};
use crate::domain::id::Id;

/// An agreement that was just accepted, with whose it is.
#[derive(Clone, Debug)]
pub struct New {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
    /// The conversation it was accepted in.
    pub conversation: Id,
    /// The agreement.
    pub agreement: Agreement,
}

/// Writes down agreements that were just accepted.
///
/// # Errors
/// When the database refuses; [`Error::is_duplicate`] where one of their invoices is in an
/// agreement that is being paid.
pub async fn add_all(tx: &mut Tx, all: &[New]) -> Result<()> {
    let around = (
        "insert into agreement
           (creditor, id, customer, conversation, status, accepted_at, owed, total, policy, rule,
            body)
         select * from (values ",
        ") as n where n.column1 is not null",
    );
    many::run(tx, (around, 11), all.iter().collect(), |sql, new: &New| {
        let agreement = &new.agreement;
        sql.bind(new.creditor.clone())
            .bind(agreement.id.to_string())
            .bind(new.customer.clone())
            .bind(new.conversation.to_string())
            .bind(code(&agreement.status))
            .bind(agreement.accepted_at)
            .bind(agreement.owed.in_centavos())
            .bind(agreement.total.in_centavos())
            .bind(agreement.policy.clone())
            .bind(agreement.rule.clone())
            .bind(Json(agreement.clone()))
    })
    .await?;
    cover(tx, all).await?;
    let whole: Vec<_> = all.iter().map(|new| (new.creditor.as_str(), &new.agreement)).collect();
    parts(tx, &whole).await
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
    parts(tx, &[(creditor, agreement)]).await
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

async fn cover(tx: &mut Tx, all: &[New]) -> Result<()> {
    let around = (
        "insert into agreement_invoice (creditor, agreement, invoice, active)
         select * from (values ",
        ") as n where n.column1 is not null",
    );
    let mut rows = Vec::new();
    for New { creditor, agreement, .. } in all {
        rows.extend(agreement.invoices.iter().map(|invoice| (creditor, agreement, invoice)));
    }
    many::run(
        tx,
        (around, 4),
        rows,
        |sql, (creditor, agreement, invoice): (&String, &Agreement, _)| {
            sql.bind(creditor.clone())
                .bind(agreement.id.to_string())
                .bind(String::clone(invoice))
                .bind(agreement.status == AgreementStatus::Active)
        },
    )
    .await?;
    Ok(())
}

async fn parts(tx: &mut Tx, all: &[(&str, &Agreement)]) -> Result<()> {
    let around = (
        "insert into instalment (creditor, agreement, number, due_on, amount, paid, paid_on)
         select * from (values ",
        ") as n where n.column1 is not null
         on conflict (creditor, agreement, number) do update
         set due_on = excluded.due_on, amount = excluded.amount, paid = excluded.paid,
             paid_on = excluded.paid_on",
    );
    let mut rows = Vec::new();
    for (creditor, agreement) in all {
        rows.extend(agreement.instalments.iter().map(|part| (*creditor, &agreement.id, part)));
    }
    many::run(tx, (around, 7), rows, |sql, (creditor, id, part): (&str, &Id, &Instalment)| {
        sql.bind(creditor.to_owned())
            .bind(id.to_string())
            .bind(i64::from(part.number))
            .bind(part.due)
            .bind(part.amount.in_centavos())
            .bind(part.paid.in_centavos())
            .bind(part.paid_on)
    })
    .await?;
    Ok(())
}
