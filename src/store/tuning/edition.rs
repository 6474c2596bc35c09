//! Releases as rows, and which of them serves.

use chrono::{DateTime, Utc};
use sqlx::FromRow;
use sqlx::types::Json;

use super::super::many;
use super::super::{Error, On, Result, Tx, decode};
use super::text;
use crate::domain::content::Files;
use crate::domain::content::release::{Changes, Moves, Release, Verdict};

/// Which release serves.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Live {
    /// Its number.
    pub number: i64,
    /// How often another one took its place.
    pub version: i64,
    /// Since when.
    pub published_at: DateTime<Utc>,
    /// Who did that.
    pub who: String,
}

#[derive(FromRow)]
struct Row {
    number: i64,
    base: Option<i64>,
    restores: Option<i64>,
    draft: Option<String>,
    title: String,
    author: String,
    reviewer: Option<String>,
    reason: String,
    moves: String,
    hash: String,
    checks: Json<Verdict>,
    tests: Json<Verdict>,
    changes: Json<Changes>,
    made_at: DateTime<Utc>,
    published_at: DateTime<Utc>,
}

impl TryFrom<Row> for Release {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            number: row.number,
            base: row.base,
            restores: row.restores,
            draft: row.draft,
            title: row.title,
            author: row.author,
            reviewer: row.reviewer,
            reason: row.reason,
            moves: decode::<Moves>("edition.moves", &row.moves)?,
            hash: row.hash,
            checks: row.checks.0,
            tests: row.tests.0,
            changes: row.changes.0,
            made_at: row.made_at,
            published_at: row.published_at,
        })
    }
}

/// Which release serves now, where there is one.
///
/// # Errors
/// When the database refuses.
pub async fn live(on: impl Into<On<'_>>) -> Result<Option<Live>> {
    let on = on.into();
    on.sql("select number, version, published_at, who from live where name = 'content'")
        .opt(on)
        .await
}

/// Holds which release serves until the write ends: of two who publish one waits.
///
/// # Errors
/// When the database refuses.
pub async fn hold(tx: &mut Tx) -> Result<Option<Live>> {
    tx.sql(
        "update live set number = number where name = 'content'
         returning number, version, published_at, who",
    )
    .opt(tx)
    .await
}

/// Writes a release down with its files, and has it serve.
///
/// # Errors
/// [`Error::Stale`] where another one took its place in between; or when the database refuses.
pub async fn publish(tx: &mut Tx, release: &Release, files: &Files) -> Result<()> {
    insert(tx, release).await?;
    text::keep(tx, files.iter().map(|(_, text)| text.to_owned()).collect()).await?;
    let around = (
        "insert into edition_file (edition, path, hash) select * from (values ",
        ") as n where n.column1 is not null",
    );
    let number = release.number;
    let rows = files.iter().map(|(path, text)| (path.to_owned(), Files::hash_of(text)));
    many::run(tx, (around, 3), rows.collect(), |sql, (path, hash)| {
        sql.bind(number).bind(path).bind(hash)
    })
    .await?;
    serve(tx, release).await
}

async fn serve(tx: &mut Tx, release: &Release) -> Result<()> {
    let by = release.reviewer.clone().unwrap_or_else(|| release.author.clone());
    let rows = tx
        .sql(
            "insert into live (name, number, version, published_at, who)
             values ('content', $1, 1, $2, $3)
             on conflict (name) do update
             set number = excluded.number, version = live.version + 1,
                 published_at = excluded.published_at, who = excluded.who
             where live.number < excluded.number",
        )
        .bind(release.number)
        .bind(release.published_at)
        .bind(by)
        .run(tx)
        .await?;
    if rows == 1 { Ok(()) } else { Err(Error::Stale { what: "the release that serves".into() }) }
}

async fn insert(tx: &mut Tx, release: &Release) -> Result<()> {
    tx.sql(
        "insert into edition
           (number, base, restores, draft, title, author, reviewer, reason, moves, hash, checks,
            tests, changes, made_at, published_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
    )
    .bind(release.number)
    .bind(release.base)
    .bind(release.restores)
    .bind(release.draft.clone())
    .bind(release.title.clone())
    .bind(release.author.clone())
    .bind(release.reviewer.clone())
    .bind(release.reason.clone())
    .bind(release.moves.as_str())
    .bind(release.hash.clone())
    .bind(Json(release.checks))
    .bind(Json(release.tests))
    .bind(Json(release.changes.clone()))
    .bind(release.made_at)
    .bind(release.published_at)
    .run(tx)
    .await?;
    Ok(())
}

/// A release by its number.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, number: i64) -> Result<Option<Release>> {
    let on = on.into();
    let row: Option<Row> = on
        .sql(
            "select number, base, restores, draft, title, author, reviewer, reason, moves, hash,
                    checks, tests, changes, made_at, published_at
             from edition where number = $1",
        )
        .bind(number)
        .opt(on)
        .await?;
    row.map(Release::try_from).transpose()
}

/// The newest release of files with this hash.
///
/// # Errors
/// When the database refuses.
pub async fn of_hash(on: impl Into<On<'_>>, hash: &str) -> Result<Option<i64>> {
    let on = on.into();
    let row: Option<(i64,)> = on
        .sql("select number from edition where hash = $1 order by number desc limit 1")
        .bind(hash.to_owned())
        .opt(on)
        .await?;
    Ok(row.map(|(number,)| number))
}

/// Releases from a number downwards, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(on: impl Into<On<'_>>, (below, most): (i64, i64)) -> Result<Vec<Release>> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select number, base, restores, draft, title, author, reviewer, reason, moves, hash,
                    checks, tests, changes, made_at, published_at
             from edition where number < $1 order by number desc limit $2",
        )
        .bind(below)
        .bind(most)
        .all(on)
        .await?;
    rows.into_iter().map(Release::try_from).collect()
}

/// The files of a release.
///
/// # Errors
/// When the database refuses.
pub async fn files(on: impl Into<On<'_>>, number: i64) -> Result<Files> {
    let on = on.into();
    let rows: Vec<(String, String)> = on
        .sql(
            "select f.path, t.text from edition_file as f
             join content_text as t on t.hash = f.hash
             where f.edition = $1 order by f.path",
        )
        .bind(number)
        .all(on)
        .await?;
    let mut files = Files::default();
    for (path, text) in rows {
        files.put(path, text);
    }
    Ok(files)
}

/// How many conversations are under way on a release, by the step where they rest.
///
/// # Errors
/// When the database refuses.
pub async fn under_way(on: impl Into<On<'_>>, number: i64) -> Result<Vec<(Option<String>, i64)>> {
    let on = on.into();
    on.sql(
        "select step, count(*) from conversation where edition = $1 and not closed group by step",
    )
    .bind(number)
    .all(on)
    .await
}

/// The releases that conversations under way are on.
///
/// # Errors
/// When the database refuses.
pub async fn in_use(on: impl Into<On<'_>>) -> Result<Vec<i64>> {
    let on = on.into();
    let rows: Vec<(i64,)> = on
        .sql(
            "select number from edition as e
             where exists (select 1 from conversation as c where c.edition = e.number and not c.closed)
             order by number",
        )
        .all(on)
        .await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}
