//! Experiments as rows: who got which arm, and which were stopped.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;

use super::super::{On, Result, Tx};
use crate::domain::id::Id;

/// An arm that a customer was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The creditor's id.
    pub creditor: String,
    /// What is counted together.
    pub plan: String,
    /// The customer's id.
    pub customer: String,
    /// The conversation in which it was given.
    pub conversation: Id,
    /// The experiment's name.
    pub experiment: String,
    /// The arm's name.
    pub arm: String,
    /// When.
    pub given_at: DateTime<Utc>,
    /// Until when what the customer does is counted.
    pub ends_at: DateTime<Utc>,
    /// The last day on which a payment is counted.
    pub last_day: NaiveDate,
}

/// That an experiment was stopped without a release.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Stop {
    /// What is counted together.
    pub plan: String,
    /// The experiment's name.
    pub experiment: String,
    /// Who stopped it.
    pub who: String,
    /// Why.
    pub why: String,
    /// When.
    pub stopped_at: DateTime<Utc>,
}

/// Writes down what somebody was given; who was given something before keeps that.
///
/// # Errors
/// When the database refuses.
pub async fn give(tx: &mut Tx, given: Given) -> Result<()> {
    tx.sql(
        "insert into experiment_arm
           (creditor, plan, customer, conversation, experiment, arm, given_at, ends_at, last_day)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (creditor, plan, customer) do nothing",
    )
    .bind(given.creditor)
    .bind(given.plan)
    .bind(given.customer)
    .bind(given.conversation.to_string())
    .bind(given.experiment)
    .bind(given.arm)
    .bind(given.given_at)
    .bind(given.ends_at)
    .bind(given.last_day)
    .run(tx)
    .await?;
    Ok(())
}

/// True where earlier cases of a customer ask for particular care: hardship, distress, a contested debt,
/// the law, a human or their data asked for.
///
/// # Errors
/// When the database refuses.
pub async fn needs_care(tx: &mut Tx, creditor: &str, customer: &str) -> Result<bool> {
    let (found,): (bool,) = tx
        .sql(
            "select exists (
               select 1 from handoff h where h.creditor = $1 and h.customer = $2
                 and h.reason in ('asked', 'distress', 'deceased', 'dispute', 'legal_threat',
                                  'hardship', 'over_indebted', 'privacy'))
             or exists (
               select 1 from dispute d
               where d.creditor = $1 and d.customer = $2 and d.decided_at is null)
             or exists (
               select 1 from conversation c cross join delay_reason r
               where c.creditor = $1 and c.customer = $2
                 and r.creditor = c.creditor and r.conversation = c.id
                 and r.reason in ('hardship', 'unemployment', 'illness', 'income_loss', 'over_indebted',
                                  'bereavement', 'separation', 'extra_expenses', 'prices_up'))
             or exists (
               select 1 from conversation c cross join request q
               where c.creditor = $1 and c.customer = $2
                 and q.creditor = c.creditor and q.conversation = c.id)",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .one(tx)
        .await?;
    Ok(found)
}

/// Stops an experiment; false where it was stopped before.
///
/// # Errors
/// When the database refuses.
pub async fn stop(tx: &mut Tx, stop: Stop) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into experiment_stop (plan, experiment, who, why, stopped_at)
             values ($1, $2, $3, $4, $5) on conflict (plan) do nothing",
        )
        .bind(stop.plan)
        .bind(stop.experiment)
        .bind(stop.who)
        .bind(stop.why)
        .bind(stop.stopped_at)
        .run(tx)
        .await?;
    Ok(rows == 1)
}

/// Every experiment that was stopped.
///
/// # Errors
/// When the database refuses.
pub async fn stops(on: impl Into<On<'_>>) -> Result<Vec<Stop>> {
    let on = on.into();
    on.sql("select plan, experiment, who, why, stopped_at from experiment_stop").all(on).await
}
