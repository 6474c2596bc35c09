//! That customers may be written to first: since when, how they said so, what shows it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::{Error, On, Result, Tx, code, many};
use crate::domain::debt::party::Customer;

/// How a customer said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The creditor's file says so.
    Imported,
    /// They wrote first.
    Wrote,
    /// They came by a link that was given to them.
    Link,
    /// They told a human of ours.
    Told,
}

/// A consent, as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New<'a> {
    /// The creditor's id.
    pub creditor: &'a str,
    /// The customer's id.
    pub customer: &'a str,
    /// The channel it is for; `*` for any.
    pub channel: &'a str,
    /// How.
    pub how: How,
    /// What shows it: a message's id, a file's column. Never a person's words.
    pub evidence: &'a str,
    /// When.
    pub at: DateTime<Utc>,
}

/// A consent as it stands.
#[derive(Clone, Debug, PartialEq, Eq, FromRow, Serialize)]
pub struct Consent {
    /// The channel it is for; `*` for any.
    pub channel: String,
    /// The code of how.
    pub how: String,
    /// When.
    pub given_at: DateTime<Utc>,
    /// What shows it.
    pub evidence: String,
}

/// Writes a consent down; the first of its kind stays.
///
/// # Errors
/// When the database refuses, or the customer is unknown.
pub async fn add(tx: &mut Tx, new: New<'_>) -> Result<()> {
    add_all(tx, vec![new]).await
}

/// The same for many.
///
/// # Errors
/// As [`add`].
pub async fn add_all(tx: &mut Tx, all: Vec<New<'_>>) -> Result<()> {
    let around = (
        "insert into consent (creditor, customer, channel, how, given_at, evidence)
         select * from (values ",
        ") as n where n.column1 is not null on conflict do nothing",
    );
    many::run(tx, (around, 6), all, |sql, new| {
        sql.bind(new.creditor.to_owned())
            .bind(new.customer.to_owned())
            .bind(new.channel.to_owned())
            .bind(code(&new.how))
            .bind(new.at)
            .bind(new.evidence.to_owned())
    })
    .await?;
    Ok(())
}

/// Writes down what a file tells of its customers' consents.
///
/// # Errors
/// When the database refuses.
pub async fn import(tx: &mut Tx, customers: &[Customer]) -> Result<()> {
    let told: Vec<&Customer> = customers.iter().filter(|c| c.opt_in_on.is_some()).collect();
    if told.is_empty() {
        return Ok(());
    }
    let rows = serde_json::to_string(&told).map_err(|e| Error::corrupt("customer.body", e))?;
    tx.sql2(
        "insert into consent (creditor, customer, channel, how, given_at, evidence)
         select value->>'creditor', value->>'id', '*', 'imported',
                (value->>'opt_in_on') || 'T00:00:00+00:00', 'opt_in_on'
         from json_each($1) where true
         on conflict (creditor, customer, channel, how) do update set given_at = excluded.given_at
         where consent.given_at <> excluded.given_at",
        "insert into consent (creditor, customer, channel, how, given_at, evidence)
         select value->>'creditor', value->>'id', '*', 'imported',
                cast((value->>'opt_in_on') || 'T00:00:00Z' as timestamptz), 'opt_in_on'
         from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
         on conflict (creditor, customer, channel, how) do update set given_at = excluded.given_at
         where consent.given_at <> excluded.given_at",
    )
    .bind(rows)
    .run(tx)
    .await?;
    Ok(())
}

/// The consents of a customer, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, customer: &str) -> Result<Vec<Consent>> {
    let on = on.into();
    on.sql(
        "select channel, how, given_at, evidence from consent
         where creditor = $1 and customer = $2 order by given_at, channel, how",
    )
    .bind(creditor.to_owned())
    .bind(customer.to_owned())
    .all(on)
    .await
}

/// How many customers of a creditor may be written to first on a channel, and how many there are.
///
/// Whether one of them may is read where it is decided what goes: `store::outbox::claim`.
///
/// # Errors
/// When the database refuses.
pub async fn coverage(on: impl Into<On<'_>>, creditor: &str, channel: &str) -> Result<(i64, i64)> {
    let on = on.into();
    on.sql(
        "select (select count(distinct customer) from consent
                 where creditor = $1 and channel in ('*', $2)),
                (select count(*) from customer where creditor = $1)",
    )
    .bind(creditor.to_owned())
    .bind(channel.to_owned())
    .one(on)
    .await
}
