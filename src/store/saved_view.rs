//! Views of the desk's list that somebody keeps: a filter under a name.

use chrono::{DateTime, Utc};

use super::{Result, Tx};

/// Keeps a view; the same id again changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (person, id): (&str, &str),
    (name, query): (&str, &str),
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into saved_view (person, id, name, query, made_at) values ($1, $2, $3, $4, $5)
             on conflict (person, id) do nothing",
        )
        .bind(person.to_owned())
        .bind(id.to_owned())
        .bind(name.to_owned())
        .bind(query.to_owned())
        .bind(now)
        .run(tx)
        .await?;
    Ok(rows == 1)
}

/// Lets a view go.
///
/// # Errors
/// When the database refuses.
pub async fn remove(tx: &mut Tx, person: &str, id: &str) -> Result<bool> {
    let rows = tx
        .sql("delete from saved_view where person = $1 and id = $2")
        .bind(person.to_owned())
        .bind(id.to_owned())
        .run(tx)
        .await?;
    Ok(rows == 1)
}
