//! What a provider told and nobody could read, as it came.

use chrono::{DateTime, Utc};

use super::{On, Result, Tx};

/// Keeps what nobody could read; the same thing once.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    (creditor, channel, external_id): (&str, &str, &str),
    (why, raw): (&str, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into stray (creditor, channel, external_id, why, raw, arrived_at)
             values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
        )
        .bind(creditor.to_owned())
        .bind(channel.to_owned())
        .bind(external_id.to_owned())
        .bind(why.to_owned())
        .bind(raw.replace('\0', ""))
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// How much there is, by why.
///
/// # Errors
/// When the database refuses.
pub async fn count(on: impl Into<On<'_>>) -> Result<Vec<(String, i64)>> {
    let on = on.into();
    on.sql("select why, count(*) from stray group by why order by why").all(on).await
}
