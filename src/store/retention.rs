//! Forgets what is done: queues stay as small as what waits in them and what may come again.

use chrono::{DateTime, Utc};

use super::{Result, Tx};

/// Forgets entries that were done before a time; after that the same thing told again is new.
///
/// # Errors
/// When the database refuses.
pub async fn forget_entries(tx: &mut Tx, before: DateTime<Utc>, limit: u32) -> Result<u64> {
    tx.sql2(
        "delete from inbox where (creditor, channel, external_id) in (
           select creditor, channel, external_id from inbox
           where status = 'done' and done_at < $1 order by done_at limit $2)",
        "delete from inbox where (creditor, channel, external_id) in (
           select creditor, channel, external_id from inbox
           where status = 'done' and done_at < $1 order by done_at limit $2
           for update skip locked)",
    )
    .bind(before)
    .bind(i64::from(limit))
    .run(tx)
    .await
}

/// Forgets errands that were done before a time.
///
/// # Errors
/// When the database refuses.
pub async fn forget_errands(tx: &mut Tx, before: DateTime<Utc>, limit: u32) -> Result<u64> {
    tx.sql2(
        "delete from outbox where (creditor, kind, id) in (
           select creditor, kind, id from outbox
           where status = 'done' and done_at < $1 order by done_at limit $2)",
        "delete from outbox where (creditor, kind, id) in (
           select creditor, kind, id from outbox
           where status = 'done' and done_at < $1 order by done_at limit $2
           for update skip locked)",
    )
    .bind(before)
    .bind(i64::from(limit))
    .run(tx)
    .await
}
