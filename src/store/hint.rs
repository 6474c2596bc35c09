//! What second opinions cost, day by day.

use chrono::NaiveDate;

use super::{On, Result, Tx};
use crate::domain::understanding::budget::Spent;

/// Adds a cost to a creditor's day.
///
/// # Errors
/// When the creditor is unknown or the database refuses.
pub async fn add(tx: &mut Tx, creditor: &str, day: NaiveDate, spent: Spent) -> Result<()> {
    tx.sql(
        "insert into hint_use
           (creditor, day, calls, failures, skipped, tokens_in, tokens_out, millis)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (creditor, day) do update set
           calls = hint_use.calls + excluded.calls,
           failures = hint_use.failures + excluded.failures,
           skipped = hint_use.skipped + excluded.skipped,
           tokens_in = hint_use.tokens_in + excluded.tokens_in,
           tokens_out = hint_use.tokens_out + excluded.tokens_out,
           millis = hint_use.millis + excluded.millis",
    )
    .bind(creditor.to_owned())
    .bind(day)
    .bind(whole(spent.calls))
    .bind(whole(spent.failures))
    .bind(whole(spent.skipped))
    .bind(whole(spent.tokens_in))
    .bind(whole(spent.tokens_out))
    .bind(whole(spent.millis))
    .run(tx)
    .await?;
    Ok(())
}

/// What a day has cost so far, all creditors together.
///
/// # Errors
/// When the database refuses.
pub async fn of_day(on: impl Into<On<'_>>, day: NaiveDate) -> Result<Spent> {
    let on = on.into();
    let row: (i64, i64, i64, i64, i64, i64) = on
        .sql(
            "select cast(coalesce(sum(calls), 0) as bigint),
                    cast(coalesce(sum(failures), 0) as bigint),
                    cast(coalesce(sum(skipped), 0) as bigint),
                    cast(coalesce(sum(tokens_in), 0) as bigint),
                    cast(coalesce(sum(tokens_out), 0) as bigint),
                    cast(coalesce(sum(millis), 0) as bigint)
             from hint_use where day = $1",
        )
        .bind(day)
        .one(on)
        .await?;
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    Ok(Spent {
        calls: count(row.0),
        failures: count(row.1),
        skipped: count(row.2),
        tokens_in: count(row.3),
        tokens_out: count(row.4),
        millis: count(row.5),
    })
}

fn whole(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
