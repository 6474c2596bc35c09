//! The words of what was said, folded, so that it can be searched.
//!
//! Kept from the rows by a job, a little after them: nobody who writes waits for it. What is searched
//! is a message, or with the place 0 the customer's name. Each has a word of its own for its creditor
//! ([`mark`]), so that a search for some creditors looks at no other's.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{Db, Result, Tx, many};
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
    /// The conversation.
    pub conversation: String,
    /// Its place in it; 0 is the customer's name.
    pub seq: i64,
    /// Its words.
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

/// What of conversations of a creditor is to be made searchable, each with the place it can be searched
/// until: the first so many, by conversation and place.
///
/// # Errors
/// When the database refuses.
pub async fn words(
    db: &Db,
    creditor: &str,
    of: &[(&str, Option<i64>)],
    limit: u32,
) -> Result<Vec<Words>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    db.sql2(
        "select c.id as conversation, cast(0 as bigint) as seq, u.name as text
         from json_each($2) as n cross join conversation as c cross join customer as u
         where c.creditor = $1 and c.id = n.value->>0 and n.value->>1 is null
           and u.creditor = c.creditor and u.id = c.customer
         union all
         select m.conversation, m.seq, m.text
         from json_each($2) as n cross join message as m
         where m.creditor = $1 and m.conversation = n.value->>0
           and m.seq > coalesce(n.value->>1, 0)
         order by 1, 2 limit $3",
        "select c.id as conversation, cast(0 as bigint) as seq, u.name as text
         from jsonb_array_elements(cast($2 as jsonb)) as n (value)
         join conversation as c on c.creditor = $1 and c.id = n.value->>0
         join customer as u on u.creditor = c.creditor and u.id = c.customer
         where n.value->>1 is null
         union all
         select m.conversation, m.seq, m.text
         from jsonb_array_elements(cast($2 as jsonb)) as n (value)
         join message as m on m.creditor = $1 and m.conversation = n.value->>0
          and m.seq > coalesce(cast(n.value->>1 as bigint), 0)
         order by 1, 2 limit $3",
    )
    .bind(creditor.to_owned())
    .bind(many::rows(of)?)
    .bind(i64::from(limit))
    .all(db)
    .await
}

/// Makes things searchable, given with their folded words; what is so already is left alone.
///
/// # Errors
/// When the database refuses.
pub async fn add_all(tx: &mut Tx, creditor: &str, folded: Vec<Words>) -> Result<()> {
    let places = folded.iter().map(|it| (it.conversation.clone(), it.seq)).collect();
    let around = (
        "insert into searchable (creditor, conversation, seq) select * from (values ",
        ") as n where n.column1 is not null
         on conflict (creditor, conversation, seq) do nothing
         returning conversation, seq, number",
    );
    let new: Vec<(String, i64, i64)> =
        many::all(tx, (around, 3), places, |sql, (conversation, seq)| {
            sql.bind(creditor.to_owned()).bind(conversation).bind(seq)
        })
        .await?;
    let mut numbers: HashMap<(String, i64), i64> =
        new.into_iter().map(|(conversation, seq, number)| ((conversation, seq), number)).collect();
    let numbered = |it: Words| Some((numbers.remove(&(it.conversation, it.seq))?, it.text));
    let rows: Vec<(i64, String)> = folded.into_iter().filter_map(numbered).collect();
    let insert = match tx {
        Tx::Lite(..) => "insert into searchable_words (rowid, words) select * from (values ",
        Tx::Pg(..) => {
            "insert into searchable_words (number, words)
             select n.column1,
                    array_to_tsvector(array(select distinct unnest(string_to_array(n.column2, ' '))))
             from (values "
        }
    };
    let around = (insert, ") as n where n.column1 is not null");
    many::run(tx, (around, 2), rows, |sql, (number, folded)| {
        sql.bind(number).bind(format!("{} {folded}", mark(creditor)))
    })
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
