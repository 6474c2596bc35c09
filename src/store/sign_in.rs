//! How often somebody tried to sign in, so that nobody can try for long.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{Result, Tx};

/// How tries of one login or one address stand.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Tries {
    /// How many there were, this one with them.
    pub failures: i64,
    /// Until when no more is allowed, as it was before this one.
    pub until: Option<DateTime<Utc>>,
}

/// Counts a try before it is known how it ends; one that may not be made counts nothing.
///
/// Tries before `forget` are forgotten.
///
/// # Errors
/// When the database refuses.
pub async fn count(
    tx: &mut Tx,
    subject: &str,
    (now, forget): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Tries> {
    tx.sql(
        "insert into sign_in_try (subject, failures, last_at) values ($1, 1, $2)
         on conflict (subject) do update
         set failures = case when sign_in_try.until > $2 then sign_in_try.failures
                             when sign_in_try.last_at < $3 then 1
                             else sign_in_try.failures + 1 end,
             last_at = case when sign_in_try.until > $2 then sign_in_try.last_at
                            else excluded.last_at end
         returning failures, until",
    )
    .bind(subject.to_owned())
    .bind(now)
    .bind(forget)
    .one(tx)
    .await
}

/// Lets nobody try again before a moment.
///
/// # Errors
/// When the database refuses.
pub async fn wait(tx: &mut Tx, subject: &str, until: DateTime<Utc>) -> Result<()> {
    tx.sql("update sign_in_try set until = $2 where subject = $1")
        .bind(subject.to_owned())
        .bind(until)
        .run(tx)
        .await?;
    Ok(())
}

/// Takes back one try that ended well, with the wait that it set.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(tx: &mut Tx, subject: &str) -> Result<()> {
    tx.sql(
        "update sign_in_try set failures = failures - 1, until = null
         where subject = $1 and failures > 0",
    )
    .bind(subject.to_owned())
    .run(tx)
    .await?;
    Ok(())
}

/// Forgets all tries of a subject, and whatever is older than a moment.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, subject: &str, before: DateTime<Utc>) -> Result<()> {
    let sql = "delete from sign_in_try where last_at < $1";
    tx.sql(sql).bind(before).run(&mut *tx).await?;
    let sql = "delete from sign_in_try where subject = $1";
    tx.sql(sql).bind(subject.to_owned()).run(tx).await?;
    Ok(())
}
