//! What somebody began to write and did not send.

use chrono::{DateTime, Utc};

use super::{On, Result, Tx};
use crate::domain::id::Id;

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words for the customer.
    Reply,
    /// Words for colleagues.
    Note,
}

impl Kind {
    /// The code of rows and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }
}

/// Keeps a draft; an empty one is forgotten.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    (person, kind): (&str, Kind),
    text: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    if text.trim().is_empty() {
        return forget(tx, (creditor, conversation), (person, kind)).await;
    }
    tx.sql(
        "insert into draft (creditor, conversation, person, kind, text, changed_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (creditor, conversation, person, kind) do update
         set text = excluded.text, changed_at = excluded.changed_at",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(person.to_owned())
    .bind(kind.as_str())
    .bind(text.to_owned())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

/// Forgets a draft.
///
/// # Errors
/// When the database refuses.
pub async fn forget(
    tx: &mut Tx,
    (creditor, conversation): (&str, &Id),
    (person, kind): (&str, Kind),
) -> Result<()> {
    tx.sql(
        "delete from draft
         where creditor = $1 and conversation = $2 and person = $3 and kind = $4",
    )
    .bind(creditor.to_owned())
    .bind(conversation.to_string())
    .bind(person.to_owned())
    .bind(kind.as_str())
    .run(tx)
    .await?;
    Ok(())
}

/// Somebody's draft in a conversation.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    on: impl Into<On<'_>>,
    (creditor, conversation): (&str, &Id),
    (person, kind): (&str, Kind),
) -> Result<Option<String>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql(
            "select text from draft
             where creditor = $1 and conversation = $2 and person = $3 and kind = $4",
        )
        .bind(creditor.to_owned())
        .bind(conversation.to_string())
        .bind(person.to_owned())
        .bind(kind.as_str())
        .opt(on)
        .await?;
    Ok(row.map(|(text,)| text))
}
