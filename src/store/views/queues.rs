//! How the queues do: for whoever watches over the program.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::store::{Db, Result, account};

/// How a queue does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// How many entries wait, or are being worked.
    pub waiting: i64,
    /// Since when the oldest of them is there.
    pub oldest: Option<DateTime<Utc>>,
    /// When the first of them is, or was, due.
    pub due: Option<DateTime<Utc>>,
    /// How many were given up.
    pub dead: i64,
    /// Of how many nobody knows whether they were done.
    pub unknown: i64,
}

/// How everything does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queues {
    /// What came in.
    pub inbox: Queue,
    /// What must go out.
    pub outbox: Queue,
    /// Alerts that nobody has seen.
    pub alerts: i64,
    /// Timers that are set, and when the first of them is due.
    pub timers: (i64, Option<DateTime<Utc>>),
    /// Other desks that are worked, and whether each answers.
    pub desks: Vec<(String, bool)>,
    /// Accounts of ours that are suspended, as creditor/channel/account, and why.
    pub suspended: Vec<(String, String)>,
}

/// What waits in a queue.
#[derive(FromRow)]
struct Line {
    waiting: i64,
    oldest: Option<DateTime<Utc>>,
    due: Option<DateTime<Utc>>,
}

/// Looks at every queue.
///
/// # Errors
/// When the database refuses.
pub async fn look(db: &Db) -> Result<Queues> {
    let inbox: Line = db
        .sql(
            "select count(*) as waiting, min(arrived_at) as oldest, min(next_at) as due
             from inbox where status = 'waiting'",
        )
        .one(db)
        .await?;
    let outbox: Line = db
        .sql(
            "select count(*) as waiting, min(created_at) as oldest, min(next_at) as due
             from outbox where status = 'waiting'",
        )
        .one(db)
        .await?;
    let (buried,): (i64,) =
        db.sql("select count(*) from inbox where status = 'dead'").one(db).await?;
    let (dead, unknown): (i64, i64) = db
        .sql(
            "select count(*) filter (where status = 'dead'),
                    count(*) filter (where status = 'unknown')
             from outbox where status in ('unknown', 'dead')",
        )
        .one(db)
        .await?;
    let (alerts,): (i64,) =
        db.sql("select count(*) from alert where seen_at is null").one(db).await?;
    let timers = db.sql("select count(*), min(due_at) from timer").one(db).await?;
    let desks = db.sql("select desk, up from bridge order by desk").all(db).await?;
    let (inbox, outbox) = (inbox.with(buried, 0), outbox.with(dead, unknown));
    let suspended = account::all(db).await?.into_iter().filter(|it| it.health.suspended);
    let suspended = suspended
        .map(|it| (format!("{}/{}", it.creditor, it.lane), it.health.why.unwrap_or_default()))
        .collect();
    Ok(Queues { inbox, outbox, alerts, timers, desks, suspended })
}

/// True where the database answers and has the tables we know.
///
/// # Errors
/// When the database does not answer.
pub async fn is_current(db: &Db) -> Result<bool> {
    let (done,): (i64,) =
        db.sql("select count(*) from _sqlx_migrations where success").one(db).await?;
    Ok(usize::try_from(done).is_ok_and(|done| done >= db.migrations()))
}

impl Line {
    fn with(self, dead: i64, unknown: i64) -> Queue {
        Queue { waiting: self.waiting, oldest: self.oldest, due: self.due, dead, unknown }
    }
}
