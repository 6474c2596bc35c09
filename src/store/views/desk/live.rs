//! What changed at the desk since a moment: the rows themselves are the log.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use crate::store::{Db, Result};

/// A conversation that changed.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Changed {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub id: String,
    /// The sector it waits in.
    pub sector: Option<String>,
    /// How many messages it has.
    pub messages: i64,
    /// True where it is at the desk.
    pub at_desk: bool,
    /// How often it was saved.
    pub version: i64,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

/// The conversations of a creditor that changed since a moment, the oldest change first.
///
/// # Errors
/// When the database refuses.
pub async fn since(db: &Db, creditor: &str, at: DateTime<Utc>, limit: u32) -> Result<Vec<Changed>> {
    db.sql(
        "select creditor, id, sector, messages, version, changed_at,
                case when handoff is not null or agent is not null then true else false end as at_desk
         from conversation
         where creditor = $1 and changed_at >= $2 order by changed_at limit $3",
    )
    .bind(creditor.to_owned())
    .bind(at)
    .bind(i64::from(limit))
    .all(db)
    .await
}

/// Every creditor's id.
///
/// # Errors
/// When the database refuses.
pub async fn creditors(db: &Db) -> Result<Vec<String>> {
    let all: Vec<(String,)> =
        db.sql("select creditor from creditor order by creditor").all(db).await?;
    Ok(all.into_iter().map(|(creditor,)| creditor).collect())
}
