//! One statement for two engines: what can be bound, what can be read, where it runs.

use sqlx::postgres::{PgArguments, PgRow, Postgres};
use sqlx::query::Query;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteRow};
use sqlx::{Encode, FromRow, Type};

use super::Result;
use super::db::{Db, Tx};
use super::error::Error;

/// What both engines can take as a value.
pub trait Bind:
    for<'q> Encode<'q, Sqlite>
    + Type<Sqlite>
    + for<'q> Encode<'q, Postgres>
    + Type<Postgres>
    + Send
    + 'static
{
}

impl<T> Bind for T where
    T: for<'q> Encode<'q, Sqlite>
        + Type<Sqlite>
        + for<'q> Encode<'q, Postgres>
        + Type<Postgres>
        + Send
        + 'static
{
}

/// What can be read from a row of both engines.
pub trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

impl<T> Record for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

/// Where a statement runs: on the readers, or inside a write.
#[derive(Debug)]
pub enum On<'c> {
    /// On the readers; a change is refused there.
    Readers(&'c Db),
    /// Inside a write.
    Writer(&'c mut Tx),
}

/// A statement with its values, for one of the engines.
#[must_use = "a statement does nothing until it is run"]
pub enum Sql {
    /// For SQLite.
    Lite(Query<'static, Sqlite, SqliteArguments>),
    /// For PostgreSQL.
    Pg(Query<'static, Postgres, PgArguments>),
}

impl<'c> From<&'c Db> for On<'c> {
    fn from(db: &'c Db) -> Self {
        Self::Readers(db)
    }
}

impl<'c> From<&'c mut Tx> for On<'c> {
    fn from(tx: &'c mut Tx) -> Self {
        Self::Writer(tx)
    }
}

impl On<'_> {
    /// Starts a statement that both engines understand.
    pub fn sql(&self, text: &'static str) -> Sql {
        self.sql2(text, text)
    }

    /// Starts a statement whose text differs: SQLite's, then PostgreSQL's.
    pub fn sql2(&self, lite: &'static str, pg: &'static str) -> Sql {
        match self {
            On::Readers(db) => db.sql2(lite, pg),
            On::Writer(tx) => tx.sql2(lite, pg),
        }
    }
}

impl Sql {
    /// Gives the next value.
    pub fn bind<T: Bind>(self, value: T) -> Self {
        match self {
            Self::Lite(query) => Self::Lite(query.bind(value)),
            Self::Pg(query) => Self::Pg(query.bind(value)),
        }
    }

    /// Every row.
    ///
    /// # Errors
    /// When the database refuses, or a row is not what it should be.
    pub async fn all<T: Record>(self, on: impl Into<On<'_>>) -> Result<Vec<T>> {
        match (self, on.into()) {
            (Self::Lite(query), On::Readers(Db::Lite { read, .. })) => {
                lite_rows(&query.fetch_all(read).await?)
            }
            (Self::Lite(query), On::Writer(Tx::Lite(tx, _, disk))) => {
                let rows = query.fetch_all(&mut **tx).await;
                lite_rows(&rows.map_err(|error| disk.heard(error))?)
            }
            (Self::Pg(query), On::Readers(Db::Pg(pool))) => pg_rows(&query.fetch_all(pool).await?),
            (Self::Pg(query), On::Writer(Tx::Pg(tx, _))) => {
                pg_rows(&query.fetch_all(&mut **tx).await?)
            }
            (Self::Lite(_) | Self::Pg(_), On::Readers(_) | On::Writer(_)) => {
                Err(Error::WrongEngine)
            }
        }
    }

    /// The first row, where there is one.
    ///
    /// # Errors
    /// When the database refuses, or a row is not what it should be.
    pub async fn opt<T: Record>(self, on: impl Into<On<'_>>) -> Result<Option<T>> {
        // All rows are fetched, so that a changing statement always runs to its end.
        Ok(self.all(on).await?.into_iter().next())
    }

    /// The first row, which must be there.
    ///
    /// # Errors
    /// When there is no row, or the database refuses.
    pub async fn one<T: Record>(self, on: impl Into<On<'_>>) -> Result<T> {
        self.opt(on).await?.ok_or_else(|| Error::missing("a row that must exist"))
    }

    /// Runs a change; tells how many rows it touched.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn run(self, on: impl Into<On<'_>>) -> Result<u64> {
        match (self, on.into()) {
            (Self::Lite(query), On::Readers(Db::Lite { read, .. })) => {
                Ok(query.execute(read).await?.rows_affected())
            }
            (Self::Lite(query), On::Writer(Tx::Lite(tx, _, disk))) => {
                let done = query.execute(&mut **tx).await.map_err(|error| disk.heard(error))?;
                Ok(done.rows_affected())
            }
            (Self::Pg(query), On::Readers(Db::Pg(pool))) => {
                Ok(query.execute(pool).await?.rows_affected())
            }
            (Self::Pg(query), On::Writer(Tx::Pg(tx, _))) => {
                Ok(query.execute(&mut **tx).await?.rows_affected())
            }
            (Self::Lite(_) | Self::Pg(_), On::Readers(_) | On::Writer(_)) => {
                Err(Error::WrongEngine)
            }
        }
    }
}

fn lite_rows<T: Record>(rows: &[SqliteRow]) -> Result<Vec<T>> {
    rows.iter().map(|row| T::from_row(row).map_err(Error::from)).collect()
}

fn pg_rows<T: Record>(rows: &[PgRow]) -> Result<Vec<T>> {
    rows.iter().map(|row| T::from_row(row).map_err(Error::from)).collect()
}
