//! What customers add to a dispute, a claim or a request: words, and files by their kind.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx, code, decode};
use crate::domain::dialogue::event::Media;
use crate::domain::id::Id;

/// One thing added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its id.
    pub id: Id,
    /// The dispute, claim or request it belongs to.
    pub matter: Id,
    /// The conversation it came in.
    pub conversation: Id,
    /// The turn it came in, by which its message is found.
    pub turn: u32,
    /// The customer's words.
    pub words: String,
    /// What was sent, where it was no text.
    pub media: Option<Media>,
    /// When.
    pub added_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    matter: String,
    conversation: String,
    turn: i64,
    words: String,
    media: Option<String>,
    added_at: DateTime<Utc>,
}

impl TryFrom<Row> for Evidence {
    type Error = super::Error;

    fn try_from(row: Row) -> Result<Self> {
        let media = row.media.as_deref().map(|media| decode("evidence.media", media));
        Ok(Self {
            id: Id::stored(row.id),
            matter: Id::stored(row.matter),
            conversation: Id::stored(row.conversation),
            turn: u32::try_from(row.turn).unwrap_or(u32::MAX),
            words: row.words,
            media: media.transpose()?,
            added_at: row.added_at,
        })
    }
}

/// Adds it.
///
/// # Errors
/// When the database refuses, or the id is taken.
pub async fn add(tx: &mut Tx, creditor: &str, new: Evidence) -> Result<()> {
    tx.sql(
        "insert into evidence (creditor, id, matter, conversation, turn, words, media, added_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(creditor.to_owned())
    .bind(new.id.to_string())
    .bind(new.matter.to_string())
    .bind(new.conversation.to_string())
    .bind(i64::from(new.turn))
    .bind(new.words)
    .bind(new.media.map(|media| code(&media)))
    .bind(new.added_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Everything added to a matter, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, matter: &Id) -> Result<Vec<Evidence>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, matter, conversation, turn, words, media, added_at
             from evidence where creditor = $1 and matter = $2 order by added_at, turn, id",
        )
        .bind(creditor.to_owned())
        .bind(matter.to_string())
        .all(on)
        .await?;
    rows.into_iter().map(Evidence::try_from).collect()
}
