//! Which of our people an agent of another desk is.

use chrono::{DateTime, Utc};

use crate::domain::bridge::Desk;
use crate::store::{On, Result, Tx};

/// The person of ours behind an agent there, where that was shown.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, desk: Desk, hand: &str) -> Result<Option<String>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql("select person from bridge_person where desk = $1 and hand = $2")
        .bind(desk.as_str().to_owned())
        .bind(hand.to_owned())
        .opt(on)
        .await?;
    Ok(row.map(|(person,)| person))
}

/// Notes who an agent there is.
///
/// # Errors
/// When the database refuses.
pub async fn link(
    tx: &mut Tx,
    desk: Desk,
    (hand, person): (&str, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    tx.sql(
        "insert into bridge_person (desk, hand, person, linked_at) values ($1, $2, $3, $4)
         on conflict (desk, hand) do update
         set person = excluded.person, linked_at = excluded.linked_at",
    )
    .bind(desk.as_str().to_owned())
    .bind(hand.to_owned())
    .bind(person.to_owned())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// Keeps the hash of a code that was given to somebody.
///
/// # Errors
/// When the database refuses.
pub async fn give_code(
    tx: &mut Tx,
    (hash, person): (&str, &str),
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    tx.sql("insert into bridge_code (hash, person, made_at, expires_at) values ($1, $2, $3, $4)")
        .bind(hash.to_owned())
        .bind(person.to_owned())
        .bind(now)
        .bind(until)
        .run(tx)
        .await?;
    Ok(())
}

/// Uses a code up; whose it was, where it was still good.
///
/// # Errors
/// When the database refuses.
pub async fn use_code(tx: &mut Tx, hash: &str, now: DateTime<Utc>) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .sql(
            "update bridge_code set used_at = $2
             where hash = $1 and used_at is null and expires_at > $2 returning person",
        )
        .bind(hash.to_owned())
        .bind(now)
        .opt(tx)
        .await?;
    Ok(row.map(|(person,)| person))
}
