//! What a human of ours should look at: once until it is seen, however often it happens.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use tracing::warn;

use super::{On, Result, Tx, between_bars};
use crate::domain::access::Scope;
use crate::domain::id::Id;

/// Something to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Alert {
    /// The creditor's id; empty for what concerns the whole house.
    pub creditor: String,
    /// Its own id, the same for the same kind, subject and detail.
    pub id: String,
    /// What kind of thing, such as `template` or `dead-letter`.
    pub kind: String,
    /// What it is about: a template's name, an account, a message's id. Never a person.
    pub subject: String,
    /// A code of what happened.
    pub detail: String,
    /// How often.
    pub count: i64,
    /// When first.
    pub raised_at: DateTime<Utc>,
    /// When last.
    pub last_at: DateTime<Utc>,
}

/// Raises an alert, or counts one up that nobody has seen yet; the first time it is logged, too.
///
/// # Errors
/// When the database refuses.
pub async fn raise(
    tx: &mut Tx,
    creditor: &str,
    (kind, subject, detail): (&str, &str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let (count,): (i64,) = tx
        .sql(
            "insert into alert (creditor, id, kind, subject, detail, raised_at, last_at)
         values ($1, $2, $3, $4, $5, $6, $6)
         on conflict (creditor, id) do update
         set last_at = excluded.last_at, seen_at = null,
             count = case when alert.seen_at is null then alert.count + 1 else 1 end,
             raised_at = case when alert.seen_at is null then alert.raised_at
                              else excluded.raised_at end
             returning count",
        )
        .bind(creditor.to_owned())
        .bind(Id::derive(&["alert", kind, subject, detail]).to_string())
        .bind(kind.to_owned())
        .bind(subject.to_owned())
        .bind(detail.to_owned())
        .bind(now)
        .one(tx)
        .await?;
    if count == 1 {
        // What follows a code may be a provider's own words.
        let code = detail.split(':').next().unwrap_or_default();
        warn!(creditor, alert = kind, subject, code, "an alert was raised: see combinado queue");
    }
    Ok(())
}

/// Marks alerts as seen: those about a subject, or all; how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn seen(tx: &mut Tx, subject: Option<&str>, now: DateTime<Utc>) -> Result<u64> {
    let sql = "update alert set seen_at = $1
         where seen_at is null and ($2 = '' or subject = $2)";
    tx.sql(sql).bind(now).bind(subject.unwrap_or_default().to_owned()).run(tx).await
}

/// Marks one alert as seen; what it was, where nobody had seen it before.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    tx: &mut Tx,
    (creditor, id): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Option<Alert>> {
    tx.sql(
        "update alert set seen_at = $1 where creditor = $2 and id = $3 and seen_at is null
         returning creditor, id, kind, subject, detail, count, raised_at, last_at",
    )
    .bind(now)
    .bind(creditor.to_owned())
    .bind(id.to_owned())
    .opt(tx)
    .await
}

/// Marks the alerts of a creditor about one thing as seen: it is mended.
///
/// # Errors
/// When the database refuses.
pub async fn mended(
    tx: &mut Tx,
    creditor: &str,
    (kind, subject): (&str, &str),
    now: DateTime<Utc>,
) -> Result<u64> {
    let sql = "update alert set seen_at = $1
         where creditor = $2 and kind = $3 and subject = $4 and seen_at is null";
    let statement = tx.sql(sql).bind(now).bind(creditor.to_owned());
    statement.bind(kind.to_owned()).bind(subject.to_owned()).run(tx).await
}

/// The alerts that nobody has seen, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn open(on: impl Into<On<'_>>) -> Result<Vec<Alert>> {
    open_of(on, &Scope::All).await
}

/// The same of some creditors, and of the house.
///
/// # Errors
/// When the database refuses.
pub async fn open_of(on: impl Into<On<'_>>, creditors: &Scope) -> Result<Vec<Alert>> {
    let on = on.into();
    on.sql(
        "select creditor, id, kind, subject, detail, count, raised_at, last_at from alert
         where seen_at is null
           and (creditor = '' or $1 = '*' or replace($1, '|' || creditor || '|', '') <> $1)
         order by last_at desc, id limit 500",
    )
    .bind(between_bars(creditors))
    .all(on)
    .await
}
