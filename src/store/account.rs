//! How each account of ours at a channel does: open or suspended, how much it is let send.
//!
//! A suspended account is no failure: what goes by it waits until it is open again.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx};

/// How an account does; one of which no row tells is open.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct State {
    /// Whose it is.
    pub creditor: String,
    /// The account, as channel/account.
    pub lane: String,
    /// `open` or `suspended`.
    pub status: String,
    /// A code of why it is as it is.
    pub why: Option<String>,
    /// Nothing goes before this; of a suspended one, when it is tried again.
    pub blocked_until: Option<DateTime<Utc>>,
    /// Failures of the network or the provider, one after another.
    pub failures: i64,
    /// How often it was throttled, one time after another.
    pub throttles: i64,
    /// What it may send of what was configured, in thousandths, as of `learnt_at`.
    pub share: i64,
    /// When that was learnt.
    pub learnt_at: Option<DateTime<Utc>>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

impl State {
    /// An account of which nothing is known.
    pub fn open(creditor: &str, lane: &str, now: DateTime<Utc>) -> Self {
        Self {
            creditor: creditor.to_owned(),
            lane: lane.to_owned(),
            status: "open".to_owned(),
            why: None,
            blocked_until: None,
            failures: 0,
            throttles: 0,
            share: 1000,
            learnt_at: None,
            changed_at: now,
        }
    }

    /// True where what goes by it waits.
    pub fn is_suspended(&self) -> bool {
        self.status == "suspended"
    }
}

/// Finds how an account does.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, lane: &str) -> Result<Option<State>> {
    let on = on.into();
    on.sql(
        "select creditor, lane, status, why, blocked_until, failures, throttles, share, learnt_at,
                changed_at
         from account where creditor = $1 and lane = $2",
    )
    .bind(creditor.to_owned())
    .bind(lane.to_owned())
    .opt(on)
    .await
}

/// Every account of which something is known.
///
/// # Errors
/// When the database refuses.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<State>> {
    let on = on.into();
    on.sql(
        "select creditor, lane, status, why, blocked_until, failures, throttles, share, learnt_at,
                changed_at
         from account order by creditor, lane",
    )
    .all(on)
    .await
}

/// Saves how an account does.
///
/// # Errors
/// When the database refuses.
pub async fn save(tx: &mut Tx, state: State) -> Result<()> {
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
    .bind(state.creditor)
    .bind(state.lane)
    .bind(state.status)
    .bind(state.why)
    .bind(state.blocked_until)
    .bind(state.failures)
    .bind(state.throttles)
    .bind(state.share)
    .bind(state.learnt_at)
    .bind(state.changed_at)
    .run(tx)
    .await?;
    Ok(())
}
