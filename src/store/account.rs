//! How each account of ours at a channel does: open or suspended, how much it is let send.
//!
//! A suspended account is no failure: what goes by it waits until it is open again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx};
use crate::domain::channel::health::Health;

/// How an account does; one of which no row tells does well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Whose it is.
    pub creditor: String,
    /// The account, as channel/account.
    pub lane: String,
    /// How it does.
    pub health: Health,
    /// When that last changed.
    pub changed_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    creditor: String,
    lane: String,
    status: String,
    why: Option<String>,
    blocked_until: Option<DateTime<Utc>>,
    failures: i64,
    throttles: i64,
    share: i64,
    learnt_at: Option<DateTime<Utc>>,
    changed_at: DateTime<Utc>,
}

impl From<Row> for State {
    fn from(row: Row) -> Self {
        Self {
            creditor: row.creditor,
            lane: row.lane,
            health: Health {
                suspended: row.status == "suspended",
                why: row.why,
                blocked_until: row.blocked_until,
                failures: u32::try_from(row.failures).unwrap_or(0),
                throttles: u32::try_from(row.throttles).unwrap_or(0),
                share: row.share,
                learnt_at: row.learnt_at,
            },
            changed_at: row.changed_at,
        }
    }
}

/// Finds how an account does.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, lane: &str) -> Result<Health> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
        "select creditor, lane, status, why, blocked_until, failures, throttles, share, learnt_at,
                changed_at
         from account where creditor = $1 and lane = $2",
    )
    .bind(creditor.to_owned())
    .bind(lane.to_owned())
    .opt(on)
    .await?;
    Ok(row.map(|row| State::from(row).health).unwrap_or_default())
}

/// Every account of which something is known.
///
/// # Errors
/// When the database refuses.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<State>> {
    let on = on.into();
    let rows: Vec<Row> = on.sql(
        "select creditor, lane, status, why, blocked_until, failures, throttles, share, learnt_at,
                changed_at
         from account order by creditor, lane",
    )
    .all(on)
    .await?;
    Ok(rows.into_iter().map(State::from).collect())
}

/// How accounts do, by creditor and lane.
pub type Accounts = HashMap<(String, String), Health>;

/// How every account does of which something is known, by creditor and lane.
///
/// # Errors
/// When the database refuses.
pub async fn by_lane(on: impl Into<On<'_>>) -> Result<Accounts> {
    let states = all(on).await?;
    Ok(states.into_iter().map(|state| ((state.creditor, state.lane), state.health)).collect())
}

/// Saves how an account does.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    tx: &mut Tx,
    (creditor, lane): (&str, &str),
    health: &Health,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into account
           (creditor, lane, status, why, blocked_until, failures, throttles, share, learnt_at,
            changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (creditor, lane) do update
         set status = excluded.status, why = excluded.why, blocked_until = excluded.blocked_until,
             failures = excluded.failures, throttles = excluded.throttles, share = excluded.share,
             learnt_at = excluded.learnt_at, changed_at = excluded.changed_at",
    )
    .bind(creditor.to_owned())
    .bind(lane.to_owned())
    .bind(if health.suspended { "suspended" } else { "open" })
    .bind(health.why.clone())
    .bind(health.blocked_until)
    .bind(i64::from(health.failures))
    .bind(i64::from(health.throttles))
    .bind(health.share)
    .bind(health.learnt_at)
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}
