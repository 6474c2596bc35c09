//! What somebody did at another desk: kept once, worked in the order it came.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use sqlx::types::Json;

use crate::domain::bridge::{Came, Desk};
use crate::store::{On, Result, Tx, body};

/// Something that waits to be worked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What it is.
    pub came: Came,
    /// How often it was tried.
    pub attempts: i64,
    /// True where it may be tried now.
    pub is_due: bool,
}

#[derive(FromRow)]
struct Row {
    body: String,
    attempts: i64,
    is_due: bool,
}

/// Keeps something; false where it, or its delivery, was kept before.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, desk: Desk, came: &Came, now: DateTime<Utc>) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into bridge_event (desk, id, delivery, body, next_at, arrived_at)
             values ($1, $2, $3, $4, $5, $5) on conflict do nothing",
        )
        .bind(desk.as_str().to_owned())
        .bind(came.id.clone())
        .bind(came.delivery.clone())
        .bind(Json(came.clone()))
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Notes a delivery that is nothing to us, so that who set the desk up sees that it came.
///
/// # Errors
/// When the database refuses.
pub async fn pass(
    tx: &mut Tx,
    desk: Desk,
    (delivery, why): (&str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into bridge_event (desk, id, delivery, body, status, next_at, why, arrived_at,
                                   done_at)
         values ($1, $2, $3, $4, 'done', $5, $6, $5, $5) on conflict do nothing",
    )
    .bind(desk.as_str().to_owned())
    .bind(format!("delivery/{delivery}"))
    .bind(delivery.to_owned())
    .bind(Json(serde_json::Value::Null))
    .bind(now)
    .bind(why.to_owned())
    .run(tx)
    .await?;
    Ok(())
}

/// When the last delivery of a desk came.
///
/// # Errors
/// When the database refuses.
pub async fn last(on: impl Into<On<'_>>, desk: Desk) -> Result<Option<DateTime<Utc>>> {
    let on = on.into();
    let row: (Option<DateTime<Utc>>,) = on
        .sql(
            "select max(arrived_at) from bridge_event
             where desk = $1 and delivery is not null",
        )
        .bind(desk.as_str().to_owned())
        .one(on)
        .await?;
    Ok(row.0)
}

/// What waits, oldest first; of what may not be tried yet too, for what came later waits for it.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(
    on: impl Into<On<'_>>,
    desk: Desk,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<Waiting>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select cast(body as text) as body, attempts,
                    case when next_at <= $2 then true else false end as is_due
             from bridge_event where desk = $1 and status = 'waiting'
             order by arrived_at, id limit $3",
        )
        .bind(desk.as_str().to_owned())
        .bind(now)
        .bind(limit)
        .all(on)
        .await?;
    let each = |row: Row| {
        let came = body("bridge_event.body", &row.body)?;
        Ok(Waiting { came, attempts: row.attempts, is_due: row.is_due })
    };
    rows.into_iter().map(each).collect()
}

/// Ends something; what was written does not stay.
///
/// # Errors
/// When the database refuses.
pub async fn end(
    tx: &mut Tx,
    (desk, id): (Desk, &str),
    (is_done, why): (bool, Option<&str>),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update bridge_event set status = $3, why = $4, done_at = $5, body = $6
         where desk = $1 and id = $2 and status = 'waiting'",
    )
    .bind(desk.as_str().to_owned())
    .bind(id.to_owned())
    .bind(if is_done { "done" } else { "dead" }.to_owned())
    .bind(why.map(str::to_owned))
    .bind(now)
    .bind(Json(serde_json::Value::Null))
    .run(tx)
    .await?;
    Ok(())
}

/// Has something tried again from a time on.
///
/// # Errors
/// When the database refuses.
pub async fn again(
    tx: &mut Tx,
    (desk, id): (Desk, &str),
    why: &str,
    next_at: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "update bridge_event set attempts = attempts + 1, why = $3, next_at = $4
         where desk = $1 and id = $2 and status = 'waiting'",
    )
    .bind(desk.as_str().to_owned())
    .bind(id.to_owned())
    .bind(why.to_owned())
    .bind(next_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Forgets what was done before a time; how much it was.
///
/// # Errors
/// When the database refuses.
pub async fn forget(tx: &mut Tx, before: DateTime<Utc>, limit: i64) -> Result<u64> {
    tx.sql(
        "delete from bridge_event where (desk, id) in (
           select desk, id from bridge_event
           where status <> 'waiting' and done_at < $1 order by done_at limit $2)",
    )
    .bind(before)
    .bind(limit)
    .run(tx)
    .await
}
