//! The words of what was said, folded, so that it can be searched.
//!
//! Kept from the rows by a job, a little after them: nobody who writes waits for it. What is searched
//! is a message, or with the place 0 the customer's name. Each has a word of its own for its creditor
//! ([`mark`]), so that a search for some creditors looks at no other's.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{Db, Result, Tx};
use crate::domain::id::hex;

/// A conversation that may have messages which cannot be searched yet.
#[derive(Clone, Debug, FromRow)]
pub struct Behind {
    /// The conversation.
    pub id: String,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
    /// How many messages it has.
    pub messages: i64,
    /// Until which place they can be searched; none where not even the name can.
    pub until: Option<i64>,
}

/// Something that can be searched.
#[derive(Clone, Debug, FromRow)]
pub struct Words {
    /// Its place; 0 is the customer's name.
    pub seq: i64,
    /// The words as they were written.
    pub text: String,
}

/// The word that stands for a creditor among the words.
pub fn mark(creditor: &str) -> String {
    format!("xk{}", hex(creditor.as_bytes()))
}

/// Until when a creditor's changes were looked at.
///
/// # Errors
/// When the database refuses.
pub async fn cursor(db: &Db, creditor: &str) -> Result<Option<DateTime<Utc>>> {
    let row: Option<(DateTime<Utc>,)> = db
        .sql("select until from search_cursor where creditor = $1")
        .bind(creditor.to_owned())
        .opt(db)
        .await?;
    Ok(row.map(|(until,)| until))
}

/// The conversations of a creditor that changed after a moment and a name, the oldest change first.
///
/// # Errors
/// When the database refuses.
pub async fn behind(
    db: &Db,
    creditor: &str,
    (at, id): (DateTime<Utc>, &str),
    limit: u32,
) -> Result<Vec<Behind>> {
    db.sql(
        "select c.id, c.changed_at, c.messages,
                (select max(s.seq) from searchable as s
                 where s.creditor = c.creditor and s.conversation = c.id) as until
         from conversation as c
         where c.creditor = $1 and (c.changed_at, c.id) > ($2, $3)
         order by c.changed_at, c.id limit $4",
    )
    .bind(creditor.to_owned())
    .bind(at)
    .bind(id.to_owned())
    .bind(i64::from(limit))
    .all(db)
    .await
}

/// What of a conversation is to be made searchable after a place, the name where there is none.
///
/// # Errors
/// When the database refuses.
pub async fn words(
    db: &Db,
    (creditor, conversation): (&str, &str),
    after: Option<i64>,
) -> Result<Vec<Words>> {
    let mut words: Vec<Words> = db
        .sql(
            "select seq, text from message
             where creditor = $1 and conversation = $2 and seq > $3 order by seq limit 500",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_owned())
        .bind(after.unwrap_or_default())
        .all(db)
        .await?;
    if after.is_none() {
        let name: Option<Words> = db
            .sql(
                "select cast(0 as bigint) as seq, u.name as text
                 from conversation as c
                 join customer as u on u.creditor = c.creditor and u.id = c.customer
                 where c.creditor = $1 and c.id = $2",
            )
            .bind(creditor.to_owned())
            .bind(conversation.to_owned())
            .opt(db)
            .await?;
        words.extend(name);
    }
    Ok(words)
}

/// Makes something searchable; nothing where it is already.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    tx: &mut Tx,
    (creditor, conversation): (&str, &str),
    seq: i64,
    folded: &str,
) -> Result<()> {
    let new: Option<(i64,)> = tx
        .sql(
            "insert into searchable (creditor, conversation, seq) values ($1, $2, $3)
             on conflict (creditor, conversation, seq) do nothing returning number",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_owned())
        .bind(seq)
        .opt(&mut *tx)
        .await?;
    let Some((number,)) = new else { return Ok(()) };
    tx.sql2(
        "insert into searchable_words (rowid, words) values ($1, $2)",
        "insert into searchable_words (number, words)
         values ($1, array_to_tsvector(array(select distinct unnest(string_to_array($2, ' ')))))",
    )
    .bind(number)
    .bind(format!("{} {folded}", mark(creditor)))
    .run(tx)
    .await?;
    Ok(())
}

/// Notes until when a creditor's changes were looked at; it never goes back.
///
/// # Errors
/// When the database refuses.
pub async fn advance(tx: &mut Tx, creditor: &str, until: DateTime<Utc>) -> Result<()> {
    tx.sql(
        "insert into search_cursor (creditor, until) values ($1, $2)
         on conflict (creditor) do update set until = excluded.until
         where search_cursor.until < excluded.until",
    )
    .bind(creditor.to_owned())
    .bind(until)
    .run(tx)
    .await?;
    Ok(())
}
