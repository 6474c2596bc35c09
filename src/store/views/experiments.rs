//! What became of those who take part in an experiment: a row a customer.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::store::{Db, Result};

/// What became of a customer who takes part.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is told of a customer, and none of another"
)]
pub struct Fate {
    /// The arm's name.
    pub arm: String,
    /// When it was given.
    pub given_at: DateTime<Utc>,
    /// Until when what they do is counted.
    pub ends_at: DateTime<Utc>,
    /// True where they agreed on something by then.
    pub agreed: bool,
    /// True where the first instalment of that was paid by then.
    pub paid: bool,
    /// True where they complained, or named the law.
    pub complained: bool,
    /// True where they asked not to be written to.
    pub opted_out: bool,
    /// True where their case went to a human.
    pub handed_off: bool,
}

/// What became of those of a creditor who take part, in the order in which they came.
///
/// # Errors
/// When the database refuses.
pub async fn fates(db: &Db, creditor: &str, plan: &str) -> Result<Vec<Fate>> {
    db.sql(
        "select g.arm, g.given_at, g.ends_at,
                exists (
                  select 1 from agreement a
                  where a.creditor = g.creditor and a.customer = g.customer
                    and a.accepted_at >= g.given_at and a.accepted_at < g.ends_at) as agreed,
                exists (
                  select 1 from agreement a
                  join instalment i on i.creditor = a.creditor and i.agreement = a.id
                  where a.creditor = g.creditor and a.customer = g.customer
                    and a.accepted_at >= g.given_at and a.accepted_at < g.ends_at
                    and i.paid_on <= g.last_day
                    and i.number = (
                      select min(f.number) from instalment f
                      where f.creditor = a.creditor and f.agreement = a.id)) as paid,
                exists (
                  select 1 from handoff h
                  where h.creditor = g.creditor and h.customer = g.customer
                    and h.opened_at >= g.given_at and h.opened_at < g.ends_at
                    and (h.reason in ('legal_threat', 'abuse') or h.outcome = 'complaint'))
                  as complained,
                exists (
                  select 1 from milestone m
                  where m.creditor = g.creditor and m.customer = g.customer
                    and m.kind = 'opted_out'
                    and m.at >= g.given_at and m.at < g.ends_at) as opted_out,
                exists (
                  select 1 from handoff h
                  where h.creditor = g.creditor and h.customer = g.customer
                    and h.opened_at >= g.given_at and h.opened_at < g.ends_at) as handed_off
         from experiment_arm g
         where g.creditor = $1 and g.plan = $2
         order by g.given_at, g.customer",
    )
    .bind(creditor.to_owned())
    .bind(plan.to_owned())
    .all(db)
    .await
}
