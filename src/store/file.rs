//! Files that humans of ours send: kept as long as the conversation they stand in.

use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};

use super::{Db, Result, Tx, decode};
use crate::domain::dialogue::file::{Attached, Form};
use crate::domain::id::Id;

/// Keeps a file of somebody's; the same id is kept once.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    (file, bytes): (&Attached, &Bytes),
    (person, at): (&str, DateTime<Utc>),
) -> Result<()> {
    tx.sql(
        "insert into file (creditor, id, conversation, person, name, kind, size, bytes, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (creditor, id) do nothing",
    )
    .bind(creditor.to_owned())
    .bind(file.id.to_string())
    .bind(conversation.to_string())
    .bind(person.to_owned())
    .bind(file.name.clone())
    .bind(file.form.as_str())
    .bind(i64::try_from(file.size).unwrap_or(i64::MAX))
    .bind(bytes.to_vec())
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// The bytes of a file of a conversation's.
///
/// # Errors
/// When the database refuses.
pub async fn bytes(
    db: &Db,
    (creditor, conversation): (&str, &Id),
    id: &Id,
) -> Result<Option<Arc<[u8]>>> {
    let row: Option<(Vec<u8>,)> = db
        .sql("select bytes from file where creditor = $1 and id = $2 and conversation = $3")
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .bind(conversation.to_string())
        .opt(db)
        .await?;
    Ok(row.map(|(bytes,)| Arc::from(bytes)))
}

/// A file of a conversation's, with its bytes.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    db: &Db,
    (creditor, conversation): (&str, &Id),
    id: &Id,
) -> Result<Option<(Attached, Bytes)>> {
    let row: Option<(String, String, i64, Vec<u8>)> = db
        .sql(
            "select name, kind, size, bytes from file
             where creditor = $1 and id = $2 and conversation = $3",
        )
        .bind(creditor.to_owned())
        .bind(id.to_string())
        .bind(conversation.to_string())
        .opt(db)
        .await?;
    let Some((name, kind, size, bytes)) = row else { return Ok(None) };
    let form: Form = decode("file.kind", &kind)?;
    let size = u64::try_from(size).unwrap_or_default();
    Ok(Some((Attached { id: id.clone(), name, form, size }, Bytes::from(bytes))))
}
