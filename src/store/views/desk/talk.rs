//! One conversation as people of ours read it: what was said, noted and is to be sent later.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use sqlx::types::Json;

use crate::domain::dialogue::Trace;
use crate::domain::id::Id;
use crate::store::message::{Choice, Enclosure, Sender};
use crate::store::{Db, Result, body, decode};

/// One message with how its delivery went.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its place, from 1.
    pub seq: i64,
    /// Its id.
    pub id: Id,
    /// Who said it.
    pub from: Sender,
    /// The turn it belongs to.
    pub turn: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
    /// What could be chosen.
    pub options: Vec<Choice>,
    /// What went with it.
    pub attachments: Vec<Enclosure>,
    /// When it left.
    pub sent_at: Option<DateTime<Utc>>,
    /// When it arrived.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// Why it could not be delivered.
    pub failure: Option<String>,
    /// Under which name a human of ours wrote it.
    pub author: Option<String>,
}

#[derive(FromRow)]
struct Row {
    seq: i64,
    id: String,
    sender: String,
    turn: i64,
    at: DateTime<Utc>,
    text: String,
    options: Json<Vec<Choice>>,
    attachments: Json<Vec<Enclosure>>,
    sent_at: Option<DateTime<Utc>>,
    delivered_at: Option<DateTime<Utc>>,
    read_at: Option<DateTime<Utc>>,
    failure: Option<String>,
    author: Option<String>,
}

impl TryFrom<Row> for Said {
    type Error = crate::store::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            from: decode("message.sender", &row.sender)?,
            seq: row.seq,
            id: Id::stored(row.id),
            turn: row.turn,
            at: row.at,
            text: row.text,
            options: row.options.0,
            attachments: row.attachments.0,
            sent_at: row.sent_at,
            delivered_at: row.delivered_at,
            read_at: row.read_at,
            failure: row.failure,
            author: row.author,
        })
    }
}

/// Part of what was said, oldest first: after one place and up to another, the last ones of those.
///
/// # Errors
/// When the database refuses.
pub async fn said(
    db: &Db,
    (creditor, conversation): (&str, &Id),
    (after, until): (i64, i64),
    limit: u32,
) -> Result<Vec<Said>> {
    let rows: Vec<Row> = db
        .sql(
            "select seq, id, sender, turn, at, text, options, attachments, sent_at, delivered_at,
                    read_at, failure, author
             from message
             where creditor = $1 and conversation = $2 and seq > $3 and seq <= $4
             order by seq desc limit $5",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(after)
        .bind(until)
        .bind(i64::from(limit))
        .all(db)
        .await?;
    rows.into_iter().rev().map(Said::try_from).collect()
}

/// The step that each of some turns ended in, by its number.
///
/// # Errors
/// When the database refuses.
pub async fn steps(
    db: &Db,
    (creditor, conversation): (&str, &Id),
    (first, last): (i64, i64),
) -> Result<Vec<(i64, String)>> {
    let rows: Vec<(i64, String)> = db
        .sql(
            "select number, cast(trace as text) from turn
             where creditor = $1 and conversation = $2 and number >= $3 and number <= $4",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(first)
        .bind(last)
        .all(db)
        .await?;
    let step = |(number, text): (i64, String)| {
        let trace: Vec<Trace> = body("turn.trace", &text)?;
        let last = trace.into_iter().rev().find(|it| it.kind == "step");
        Ok(last.map(|it| (number, it.detail)))
    };
    rows.into_iter().filter_map(|row| step(row).transpose()).collect()
}

/// What somebody of ours noted.
#[derive(Clone, Debug, FromRow)]
pub struct Noted {
    /// Its id.
    pub id: String,
    /// Its kind, such as `fact`.
    pub kind: String,
    /// Whose it is.
    pub person: String,
    /// Their name.
    pub name: String,
    /// The words.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The newest notes of a conversation, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn notes(db: &Db, creditor: &str, conversation: &Id) -> Result<Vec<Noted>> {
    let mut notes: Vec<Noted> = db
        .sql(
            "select id, kind, person, name, text, at from case_note
             where creditor = $1 and conversation = $2 order by at desc limit 200",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .all(db)
        .await?;
    notes.reverse();
    Ok(notes)
}

/// What is to be sent later.
#[derive(Clone, Debug, FromRow)]
pub struct Later {
    /// Its id.
    pub id: String,
    /// Who wrote it.
    pub name: String,
    /// The words.
    pub text: String,
    /// When it goes.
    pub due_at: DateTime<Utc>,
}

/// What of a conversation waits to be sent later.
///
/// # Errors
/// When the database refuses.
pub async fn later(db: &Db, creditor: &str, conversation: &Id) -> Result<Vec<Later>> {
    db.sql(
        "select id, name, text, due_at from scheduled
         where creditor = $1 and conversation = $2 and status = 'waiting'
         order by due_at limit 20",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .all(db)
    .await
}

/// Somebody who looks at a conversation.
#[derive(Clone, Debug, FromRow)]
pub struct Viewer {
    /// Who.
    pub person: String,
    /// Their name.
    pub name: String,
}

/// Who looked at a conversation since a moment, but for who asks.
///
/// # Errors
/// When the database refuses.
pub async fn viewers(
    db: &Db,
    (creditor, conversation): (&str, &Id),
    person: &str,
    since: DateTime<Utc>,
) -> Result<Vec<Viewer>> {
    db.sql(
        "select person, name from viewing
         where creditor = $1 and conversation = $2 and person <> $3 and seen_at > $4
         order by name limit 8",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(person.to_owned())
    .bind(since)
    .all(db)
    .await
}

/// What somebody began to write: the reply and the note.
///
/// # Errors
/// When the database refuses.
pub async fn drafts(
    db: &Db,
    (creditor, conversation): (&str, &Id),
    person: &str,
) -> Result<(String, String)> {
    let rows: Vec<(String, String)> = db
        .sql(
            "select kind, text from draft
             where creditor = $1 and conversation = $2 and person = $3",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(person.to_owned())
        .all(db)
        .await?;
    let of = |wanted: &str| {
        let found = rows.iter().find(|(kind, _)| kind == wanted);
        found.map(|(_, text)| text.clone()).unwrap_or_default()
    };
    Ok((of("reply"), of("note")))
}
