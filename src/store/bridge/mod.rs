//! Other desks: their cases, what came from there, who is who.
//!
//! One process works a desk at a time ([`hold`]); what it did is written down after each step, so
//! that another can go on where it stopped.

pub mod case;
pub mod event;
pub mod said;
pub mod people;

use chrono::{DateTime, Utc};

use super::{On, Result, Tx};
use crate::domain::bridge::Desk;

/// Takes a desk to be worked, or goes on holding it; none where another process has it.
///
/// Answers since when cases are shown there: the first time that somebody held it.
///
/// # Errors
/// When the database refuses.
pub async fn hold(
    tx: &mut Tx,
    desk: Desk,
    claim: &str,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Option<DateTime<Utc>>> {
    let row: Option<(DateTime<Utc>,)> = tx
        .sql(
            "insert into bridge (desk, claim, claimed_until, since, changed_at)
             values ($1, $2, $4, $3, $3)
             on conflict (desk) do update
             set claim = excluded.claim, claimed_until = excluded.claimed_until
             where bridge.claim is null or bridge.claim = excluded.claim
                or bridge.claimed_until <= excluded.changed_at
             returning since",
        )
        .bind(desk.as_str().to_owned())
        .bind(claim.to_owned())
        .bind(now)
        .bind(until)
        .opt(tx)
        .await?;
    Ok(row.map(|(since,)| since))
}

/// Lets a desk go, for others to take at once.
///
/// # Errors
/// When the database refuses.
pub async fn let_go(tx: &mut Tx, desk: Desk, claim: &str) -> Result<()> {
    tx.sql("update bridge set claim = null, claimed_until = null where desk = $1 and claim = $2")
        .bind(desk.as_str().to_owned())
        .bind(claim.to_owned())
        .run(tx)
        .await?;
    Ok(())
}

/// Notes whether a desk answers.
///
/// # Errors
/// When the database refuses.
pub async fn note(
    tx: &mut Tx,
    desk: Desk,
    (up, why): (bool, Option<String>),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql("update bridge set up = $2, why = $3, changed_at = $4 where desk = $1")
        .bind(desk.as_str().to_owned())
        .bind(up)
        .bind(why)
        .bind(now)
        .run(tx)
        .await?;
    Ok(())
}

/// Each desk that was ever worked, whether it answers, and since when.
///
/// # Errors
/// When the database refuses.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<(String, bool, DateTime<Utc>)>> {
    let on = on.into();
    on.sql("select desk, up, changed_at from bridge order by desk").all(on).await
}

/// The desks that are worked at a moment and do not answer, with since when.
///
/// # Errors
/// When the database refuses.
pub async fn down(
    on: impl Into<On<'_>>,
    now: DateTime<Utc>,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    let on = on.into();
    on.sql("select desk, changed_at from bridge where up = $1 and claimed_until > $2 order by desk")
        .bind(false)
        .bind(now)
        .all(on)
        .await
}
