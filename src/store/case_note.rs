//! What colleagues tell each other of a conversation; customers never see it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::{Error, On, Result, Tx, code, decode};
use crate::domain::id::Id;

/// What a note tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something that is so.
    Fact,
    /// Something that the customer promised in words.
    Promise,
    /// Something that the customer complains of.
    Complaint,
    /// Something for those who look after the law; others do not see it.
    Legal,
    /// What who leads tells who has the conversation.
    Whisper,
}

impl Kind {
    /// Every kind, in the order of pages.
    pub const ALL: [Self; 5] =
        [Self::Fact, Self::Promise, Self::Complaint, Self::Legal, Self::Whisper];

    /// The code of rows, forms and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Promise => "promise",
            Self::Complaint => "complaint",
            Self::Legal => "legal",
            Self::Whisper => "whisper",
        }
    }
}

/// A note.
#[derive(Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id, made by the page that sent it.
    pub id: String,
    /// What it tells.
    pub kind: Kind,
    /// Who wrote it.
    pub person: String,
    /// Their name then.
    pub name: String,
    /// The words.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    kind: String,
    person: String,
    name: String,
    text: String,
    at: DateTime<Utc>,
}

impl TryFrom<Row> for Note {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            kind: decode("case_note.kind", &row.kind)?,
            id: row.id,
            person: row.person,
            name: row.name,
            text: row.text,
            at: row.at,
        })
    }
}

impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Note({} {})", self.kind.as_str(), self.id)
    }
}

/// Writes a note down; false where one with its id stands there already.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, (creditor, conversation): (&str, &Id), note: Note) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into case_note (creditor, id, conversation, kind, person, name, text, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (creditor, id) do nothing",
        )
        .bind(creditor.to_owned())
        .bind(note.id)
        .bind(conversation.to_string())
        .bind(code(&note.kind))
        .bind(note.person)
        .bind(note.name)
        .bind(note.text)
        .bind(note.at)
        .run(tx)
        .await?;
    Ok(rows > 0)
}

/// The notes of a conversation, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, (creditor, conversation): (&str, &Id)) -> Result<Vec<Note>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, kind, person, name, text, at from case_note
             where creditor = $1 and conversation = $2 order by at, id",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .all(on)
        .await?;
    rows.into_iter().map(Note::try_from).collect()
}
