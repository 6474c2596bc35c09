//! Drafts as rows: every change is over the version that was read.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::super::{Error, On, Result, Tx, decode};
use super::text;
use crate::domain::content::Files;
use crate::domain::content::release::{Draft, Status};

/// A file that a draft changes.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Changed {
    /// Its path.
    pub path: String,
    /// Its text; none where the draft takes it away.
    pub text: Option<String>,
    /// The version of the draft that it was saved as.
    pub version: i64,
    /// Who saved it last.
    pub who: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// What is to be saved of a file.
#[derive(Clone, Debug)]
pub struct New {
    /// Its path.
    pub path: String,
    /// Its text; none to take it away.
    pub text: Option<String>,
    /// The version that it was changed from; zero where the draft had not changed it.
    pub over: i64,
}

#[derive(FromRow)]
struct Row {
    id: String,
    title: String,
    base: i64,
    author: String,
    status: String,
    reason: String,
    reviewer: Option<String>,
    remark: String,
    version: i64,
    published: Option<i64>,
    made_at: DateTime<Utc>,
    changed_at: DateTime<Utc>,
}

impl TryFrom<Row> for Draft {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            title: row.title,
            base: row.base,
            author: row.author,
            status: decode::<Status>("tuning_draft.status", &row.status)?,
            reason: row.reason,
            reviewer: row.reviewer,
            remark: row.remark,
            version: row.version,
            published: row.published,
            made_at: row.made_at,
            changed_at: row.changed_at,
        })
    }
}

/// Writes a new draft down; the same id again changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn add(tx: &mut Tx, draft: &Draft) -> Result<bool> {
    let rows = tx
        .sql(
            "insert into tuning_draft
               (id, title, base, author, status, reason, version, made_at, changed_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing",
        )
        .bind(draft.id.clone())
        .bind(draft.title.clone())
        .bind(draft.base)
        .bind(draft.author.clone())
        .bind(draft.status.as_str())
        .bind(draft.reason.clone())
        .bind(draft.version)
        .bind(draft.made_at)
        .bind(draft.changed_at)
        .run(&mut *tx)
        .await?;
    touch(tx, &draft.id, &draft.author).await?;
    Ok(rows == 1)
}

/// Finds a draft.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, id: &str) -> Result<Option<Draft>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select id, title, base, author, status, reason, reviewer, remark, version, published,
                    made_at, changed_at
             from tuning_draft where id = $1",
        )
        .bind(id.to_owned())
        .opt(on)
        .await?;
    row.map(Draft::try_from).transpose()
}

/// Drafts of a status, the one that changed last first.
///
/// # Errors
/// When the database refuses.
pub async fn list(on: impl Into<On<'_>>, (status, most): (Status, i64)) -> Result<Vec<Draft>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select id, title, base, author, status, reason, reviewer, remark, version, published,
                    made_at, changed_at
             from tuning_draft where status = $1 order by changed_at desc limit $2",
        )
        .bind(status.as_str())
        .bind(most)
        .all(on)
        .await?;
    rows.into_iter().map(Draft::try_from).collect()
}

/// Saves how a draft stands, over the version that was read; it counts up.
///
/// # Errors
/// [`Error::Stale`] when somebody else changed it in between; or when the database refuses.
pub async fn save(tx: &mut Tx, draft: &Draft, now: DateTime<Utc>) -> Result<()> {
    let rows = tx
        .sql(
            "update tuning_draft
             set title = $3, base = $4, status = $5, reason = $6, reviewer = $7, remark = $8,
                 published = $9, changed_at = $10, version = version + 1
             where id = $1 and version = $2",
        )
        .bind(draft.id.clone())
        .bind(draft.version)
        .bind(draft.title.clone())
        .bind(draft.base)
        .bind(draft.status.as_str())
        .bind(draft.reason.clone())
        .bind(draft.reviewer.clone())
        .bind(draft.remark.clone())
        .bind(draft.published)
        .bind(now)
        .run(tx)
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale { what: format!("draft {}", draft.id) }) }
}

/// The files that a draft changes, in the order of their paths.
///
/// # Errors
/// When the database refuses.
pub async fn files(on: impl Into<On<'_>>, id: &str) -> Result<Vec<Changed>> {
    let on = on.into();
    on.sql(
        "select f.path, t.text, f.version, f.who, f.changed_at from draft_file as f
         left join content_text as t on t.hash = f.hash where f.draft = $1 order by f.path",
    )
    .bind(id.to_owned())
    .all(on)
    .await
}

/// Saves a file of a draft over the version that was read; false where another one is there. Its
/// version is the draft's next, so that none comes twice though a file is left and changed again.
///
/// # Errors
/// When the database refuses.
pub async fn put(
    tx: &mut Tx,
    (draft, who): (&Draft, &str),
    new: New,
    now: DateTime<Utc>,
) -> Result<bool> {
    let hash = new.text.as_deref().map(Files::hash_of);
    text::keep(tx, new.text.into_iter().collect()).await?;
    let rows = tx
        .sql(
            "insert into draft_file (draft, path, hash, version, who, changed_at)
             select $1, $2, $3, $7, $5, $6
             where $4 = 0 or exists
               (select 1 from draft_file where draft = $1 and path = $2 and version = $4)
             on conflict (draft, path) do update
             set hash = excluded.hash, version = excluded.version, who = excluded.who,
                 changed_at = excluded.changed_at
             where draft_file.version = $4",
        )
        .bind(draft.id.clone())
        .bind(new.path)
        .bind(hash)
        .bind(new.over)
        .bind(who.to_owned())
        .bind(now)
        .bind(draft.version + 1)
        .run(&mut *tx)
        .await?;
    touch(tx, &draft.id, who).await?;
    Ok(rows == 1)
}

/// Lets a draft no longer change a file.
///
/// # Errors
/// When the database refuses.
pub async fn leave(tx: &mut Tx, draft: &str, path: &str) -> Result<()> {
    tx.sql("delete from draft_file where draft = $1 and path = $2")
        .bind(draft.to_owned())
        .bind(path.to_owned())
        .run(tx)
        .await?;
    Ok(())
}

/// Notes that somebody had a hand in it.
async fn touch(tx: &mut Tx, draft: &str, person: &str) -> Result<()> {
    tx.sql("insert into draft_hand (draft, person) values ($1, $2) on conflict do nothing")
        .bind(draft.to_owned())
        .bind(person.to_owned())
        .run(tx)
        .await?;
    Ok(())
}

/// Everybody who had a hand in a draft.
///
/// # Errors
/// When the database refuses.
pub async fn hands(on: impl Into<On<'_>>, draft: &str) -> Result<Vec<String>> {
    let on = on.into();
    let rows: Vec<(String,)> = on
        .sql("select person from draft_hand where draft = $1 order by person")
        .bind(draft.to_owned())
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|(person,)| person).collect())
}
