//! Invoices: as imported, and where they stand now.

use chrono::NaiveDate;
use serde::Serialize;

use super::customer::Changes;
use super::{Error, On, Result, Tx, body};
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::money::Money;

/// An invoice to be imported, with whose it is.
#[derive(Clone, Debug, Serialize)]
pub struct Imported {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
    /// The sums in centavos, for the columns.
    amount: i64,
    paid: i64,
    paid_on: Option<NaiveDate>,
    status: &'static str,
    /// The invoice.
    pub body: Invoice,
}

impl Imported {
    /// Says whose an invoice is.
    pub fn new(creditor: &str, customer: &str, invoice: Invoice) -> Self {
        Self {
            creditor: creditor.to_owned(),
            customer: customer.to_owned(),
            amount: invoice.amount.in_centavos(),
            paid: invoice.paid.in_centavos(),
            paid_on: paid_on(invoice.status),
            status: invoice.status.as_str(),
            body: invoice,
        }
    }
}

/// Writes down many invoices in one statement, each once; rows that are the same stay untouched.
///
/// What we recorded ourselves (a payment, a dispute) stays where the import still says open.
///
/// # Errors
/// When the database refuses, or a customer is unknown.
pub async fn import(tx: &mut Tx, invoices: &[Imported]) -> Result<Changes> {
    let rows = serde_json::to_string(invoices).map_err(|e| Error::corrupt("invoice.body", e))?;
    let known = known(&mut *tx, &rows).await?;
    let written = tx
        .sql2(
            "insert into invoice
               (creditor, id, customer, due_on, amount, status, paid_on, paid, body)
             select value->>'creditor', value->'body'->>'id', value->>'customer',
                    value->'body'->>'due_on', value->>'amount', value->>'status',
                    value->>'paid_on', value->>'paid', value->'body'
             from json_each($1) where true
             on conflict (creditor, id) do update
             set customer = excluded.customer, due_on = excluded.due_on,
                 amount = excluded.amount, body = excluded.body,
                 status = case when excluded.status = 'open'
                   and invoice.status <> (invoice.body->'status'->>'status')
                   then invoice.status else excluded.status end,
                 paid_on = case when excluded.status = 'open'
                   and invoice.status <> (invoice.body->'status'->>'status')
                   then invoice.paid_on else excluded.paid_on end,
                 paid = case when invoice.paid > excluded.paid
                   then invoice.paid else excluded.paid end
             where invoice.body <> excluded.body or invoice.customer <> excluded.customer",
            "insert into invoice
               (creditor, id, customer, due_on, amount, status, paid_on, paid, body)
             select value->>'creditor', value->'body'->>'id', value->>'customer',
                    cast(value->'body'->>'due_on' as date), cast(value->>'amount' as bigint),
                    value->>'status', cast(value->>'paid_on' as date),
                    cast(value->>'paid' as bigint), value->'body'
             from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
             on conflict (creditor, id) do update
             set customer = excluded.customer, due_on = excluded.due_on,
                 amount = excluded.amount, body = excluded.body,
                 status = case when excluded.status = 'open'
                   and invoice.status <> (invoice.body->'status'->>'status')
                   then invoice.status else excluded.status end,
                 paid_on = case when excluded.status = 'open'
                   and invoice.status <> (invoice.body->'status'->>'status')
                   then invoice.paid_on else excluded.paid_on end,
                 paid = case when invoice.paid > excluded.paid
                   then invoice.paid else excluded.paid end
             where invoice.body <> excluded.body or invoice.customer <> excluded.customer",
        )
        .bind(rows)
        .run(&mut *tx)
        .await?;
    let added = u64::try_from(invoices.len()).unwrap_or(u64::MAX).saturating_sub(known);
    Ok(Changes { added, changed: written.saturating_sub(added) })
}

/// A customer's invoices, in order of due date.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, customer: &str) -> Result<Vec<Invoice>> {
    let on = on.into();
    let rows: Vec<(String, String, Option<NaiveDate>, i64)> = on
        .sql(
            "select cast(body as text), status, paid_on, paid from invoice
             where creditor = $1 and customer = $2 order by due_on, id",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .all(on)
        .await?;
    rows.into_iter().map(|(text, status, day, paid)| stands(&text, &status, day, paid)).collect()
}

/// Marks invoices paid on a day, in full.
///
/// # Errors
/// When the database refuses.
pub async fn settle(tx: &mut Tx, creditor: &str, ids: &[String], on: NaiveDate) -> Result<()> {
    tx.sql2(
        "update invoice set status = 'paid', paid_on = $3, paid = amount
         where creditor = $1 and status in ('open', 'disputed')
           and id in (select value from json_each($2))",
        "update invoice set status = 'paid', paid_on = $3, paid = amount
         where creditor = $1 and status in ('open', 'disputed')
           and id in (select jsonb_array_elements_text(cast($2 as jsonb)))",
    )
    .bind(creditor.to_owned())
    .bind(list(ids)?)
    .bind(on)
    .run(tx)
    .await?;
    Ok(())
}

/// Adds a sum to what was received on account of an open invoice.
///
/// # Errors
/// When the database refuses.
pub async fn pay_in_part(tx: &mut Tx, creditor: &str, id: &str, sum: Money) -> Result<()> {
    tx.sql("update invoice set paid = paid + $3 where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(id.to_owned())
        .bind(sum.in_centavos())
        .run(tx)
        .await?;
    Ok(())
}

/// Marks open invoices contested.
///
/// # Errors
/// When the database refuses.
pub async fn contest(tx: &mut Tx, creditor: &str, ids: &[String]) -> Result<()> {
    tx.sql2(
        "update invoice set status = 'disputed'
         where creditor = $1 and status = 'open' and id in (select value from json_each($2))",
        "update invoice set status = 'disputed'
         where creditor = $1 and status = 'open'
           and id in (select jsonb_array_elements_text(cast($2 as jsonb)))",
    )
    .bind(creditor.to_owned())
    .bind(list(ids)?)
    .run(tx)
    .await?;
    Ok(())
}

/// Decides contested invoices: not owed, or owed again.
///
/// # Errors
/// When the database refuses.
pub async fn decide(tx: &mut Tx, creditor: &str, ids: &[String], upheld: bool) -> Result<()> {
    tx.sql2(
        "update invoice set status = $3
         where creditor = $1 and status = 'disputed' and id in (select value from json_each($2))",
        "update invoice set status = $3
         where creditor = $1 and status = 'disputed'
           and id in (select jsonb_array_elements_text(cast($2 as jsonb)))",
    )
    .bind(creditor.to_owned())
    .bind(list(ids)?)
    .bind(if upheld { "cancelled" } else { "open" }.to_owned())
    .run(tx)
    .await?;
    Ok(())
}

/// The invoice as imported, with where it stands now.
pub(super) fn stands(
    text: &str,
    status: &str,
    paid_on: Option<NaiveDate>,
    paid: i64,
) -> Result<Invoice> {
    let invoice: Invoice = body("invoice.body", text)?;
    let status = match status {
        "open" => InvoiceStatus::Open,
        "paid" => InvoiceStatus::Paid { on: paid_on },
        "cancelled" => InvoiceStatus::Cancelled,
        "disputed" => InvoiceStatus::Disputed,
        other => return Err(Error::corrupt("invoice.status", other.to_owned())),
    };
    Ok(Invoice { status, paid: Money::centavos(paid), ..invoice })
}

const fn paid_on(status: InvoiceStatus) -> Option<NaiveDate> {
    match status {
        InvoiceStatus::Paid { on } => on,
        InvoiceStatus::Open | InvoiceStatus::Cancelled | InvoiceStatus::Disputed => None,
    }
}

fn list(ids: &[String]) -> Result<String> {
    serde_json::to_string(ids).map_err(|e| Error::corrupt("invoice.id", e))
}

/// How many of these rows are there already.
async fn known(tx: &mut Tx, rows: &str) -> Result<u64> {
    let (known,): (i64,) = tx
        .sql2(
            "select count(*) from json_each($1)
             join invoice on invoice.creditor = value->>'creditor' and invoice.id = value->'body'->>'id'",
            "select count(*) from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
             join invoice on invoice.creditor = value->>'creditor' and invoice.id = value->'body'->>'id'",
        )
        .bind(rows.to_owned())
        .one(tx)
        .await?;
    Ok(u64::try_from(known).unwrap_or_default())
}
