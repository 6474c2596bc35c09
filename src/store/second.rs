//! The second factor of somebody's: the secret of their authenticator, and codes for when it is lost.

use chrono::{DateTime, Utc};

use super::{On, Result, Tx};

/// Keeps a secret that is not confirmed yet; false where one is confirmed.
///
/// # Errors
/// When the database refuses.
pub async fn propose(tx: &mut Tx, person: &str, secret: &str) -> Result<bool> {
    let sql = "update person set totp = $2 where id = $1 and totp_at is null";
    Ok(tx.sql(sql).bind(person.to_owned()).bind(secret.to_owned()).run(tx).await? > 0)
}

/// Puts a sealed secret in the place of the readable one; false where that changed meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn seal(tx: &mut Tx, person: &str, (plain, closed): (&str, &str)) -> Result<bool> {
    let sql = "update person set totp = $3 where id = $1 and totp = $2";
    let sql = tx.sql(sql).bind(person.to_owned()).bind(plain.to_owned()).bind(closed.to_owned());
    Ok(sql.run(tx).await? > 0)
}

/// From now on codes are asked for; the step of the first one is used up.
///
/// # Errors
/// When the database refuses.
pub async fn confirm(tx: &mut Tx, person: &str, (step, now): (i64, DateTime<Utc>)) -> Result<bool> {
    let rows = tx
        .sql(
            "update person set totp_at = $3, totp_step = $2
             where id = $1 and totp is not null and totp_at is null",
        )
        .bind(person.to_owned())
        .bind(step)
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// Uses a step up; false where it, or a later one, was used before.
///
/// # Errors
/// When the database refuses.
pub async fn use_step(tx: &mut Tx, person: &str, step: i64) -> Result<bool> {
    let sql = "update person set totp_step = $2 where id = $1 and totp_step < $2";
    Ok(tx.sql(sql).bind(person.to_owned()).bind(step).run(tx).await? > 0)
}

/// The last step that was used.
///
/// # Errors
/// When the database refuses.
pub async fn used(on: impl Into<On<'_>>, person: &str) -> Result<i64> {
    let on = on.into();
    let row: Option<(i64,)> = on
        .sql("select totp_step from person where id = $1")
        .bind(person.to_owned())
        .opt(on)
        .await?;
    Ok(row.map_or(i64::MAX, |(step,)| step))
}

/// Takes the authenticator and all codes away.
///
/// # Errors
/// When the database refuses.
pub async fn clear(tx: &mut Tx, person: &str) -> Result<bool> {
    let sql = "delete from person_code where person = $1";
    tx.sql(sql).bind(person.to_owned()).run(&mut *tx).await?;
    let sql = "update person set totp = null, totp_at = null where id = $1";
    Ok(tx.sql(sql).bind(person.to_owned()).run(tx).await? > 0)
}

/// Puts these codes in the place of all others.
///
/// # Errors
/// When the database refuses.
pub async fn replace_codes(tx: &mut Tx, person: &str, hashes: Vec<String>) -> Result<()> {
    let sql = "delete from person_code where person = $1";
    tx.sql(sql).bind(person.to_owned()).run(&mut *tx).await?;
    for hash in hashes {
        tx.sql("insert into person_code (person, hash) values ($1, $2)")
            .bind(person.to_owned())
            .bind(hash)
            .run(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Uses a code up; false where there is no such one, or it was used before.
///
/// # Errors
/// When the database refuses.
pub async fn use_code(tx: &mut Tx, person: &str, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let rows = tx
        .sql(
            "update person_code set used_at = $3
             where person = $1 and hash = $2 and used_at is null",
        )
        .bind(person.to_owned())
        .bind(hash.to_owned())
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// How many codes are left.
///
/// # Errors
/// When the database refuses.
pub async fn codes_left(on: impl Into<On<'_>>, person: &str) -> Result<i64> {
    let on = on.into();
    let (left,): (i64,) = on
        .sql("select count(*) from person_code where person = $1 and used_at is null")
        .bind(person.to_owned())
        .one(on)
        .await?;
    Ok(left)
}

/// Writes down a link by which somebody chooses a password; earlier ones are good no more.
///
/// # Errors
/// When the database refuses.
pub async fn add_link(
    tx: &mut Tx,
    (person, hash): (&str, String),
    (now, ends): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    let sql = "update person_link set used_at = $2 where person = $1 and used_at is null";
    tx.sql(sql).bind(person.to_owned()).bind(now).run(&mut *tx).await?;
    tx.sql("insert into person_link (hash, person, made_at, expires_at) values ($1, $2, $3, $4)")
        .bind(hash)
        .bind(person.to_owned())
        .bind(now)
        .bind(ends)
        .run(tx)
        .await?;
    Ok(())
}

/// Whose link it is; none where it is not good.
///
/// # Errors
/// When the database refuses.
pub async fn of_link(
    on: impl Into<On<'_>>,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql(
            "select person from person_link
             where hash = $1 and used_at is null and expires_at > $2",
        )
        .bind(hash.to_owned())
        .bind(now)
        .opt(on)
        .await?;
    Ok(row.map(|(person,)| person))
}

/// Uses a link up; false where it is not good.
///
/// # Errors
/// When the database refuses.
pub async fn use_link(tx: &mut Tx, hash: &str, now: DateTime<Utc>) -> Result<bool> {
    let sql = "update person_link set used_at = $2
         where hash = $1 and used_at is null and expires_at > $2";
    Ok(tx.sql(sql).bind(hash.to_owned()).bind(now).run(tx).await? > 0)
}
