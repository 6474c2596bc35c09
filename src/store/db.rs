//! The door to both engines: open, read, write.
//!
//! SQLite has one writing connection and several that can only read, so writes queue in order and
//! a write outside a transaction of ours fails loudly. PostgreSQL has one pool. A write runs in a
//! task of its own: whoever waits for it may go away, the commit is neither lost nor left half done.

use std::fmt::Write as _;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions, Postgres};
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};

use super::audit::Entry;
use super::disk::Disk;
use super::error::Error;
use super::keeper::Keeper;
use super::precedence::{First, Precedence};
use super::sql::Sql;
use super::{Result, audit};

/// Statements that a connection keeps prepared: every text of ours, and groups of every size.
const STATEMENTS: usize = 512;
/// Rows that the engine may be ahead of whoever reads them: with few, two threads wake each other for
/// every row.
const ROWS: usize = 1024;
/// Pages in SQLite's log at which the writer itself moves them into the file, and bytes to which the
/// log is cut then: 32 and 64 MiB.
const LOG_PAGES: &str = "8000";
const LOG_BYTES: &str = "67108864";
const READERS: u32 = 4;
const CONNECTIONS: u32 = 8;
const PATIENCE: Duration = Duration::from_mins(1);
/// How long a connection to a server is waited for; while it restarts, a fifth of it is the longest
/// pause between two tries.
const SERVER_PATIENCE: Duration = Duration::from_secs(10);
const BUSY: Duration = Duration::from_secs(5);
/// How a server finds rows: by an index for each that is asked for, as a file does. It cannot know how
/// many are asked for together, takes them for a hundred, and would rather read a whole table for them
/// or compile the statement.
const STEPS: [(&str, &str); 4] = [
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
    ("enable_seqscan", "off"),
    ("jit", "off"),
];
/// How long a server keeps a transaction of whom it hears nothing: an instance that is frozen would
/// hold its locks, and with them every other one, until it wakes.
const SILENCE: &str = "10s";

static LITE_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/sqlite");
static PG_MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/postgres");

/// An open database; cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file.
    Lite {
        /// Connections that can only read.
        read: SqlitePool,
        /// The one that writes.
        write: SqlitePool,
        /// Keeps the log short.
        keeper: Arc<Keeper>,
        /// Held by who decides from rows that nobody may change meanwhile; see [`Db::still`].
        still: Arc<Mutex<()>>,
        /// Who goes before others.
        precedence: Arc<Precedence>,
        /// Whether what is written stays.
        disk: Arc<Disk>,
    },
    /// A PostgreSQL server.
    Pg(PgPool),
}

/// Whom a write waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// For who decides from what it may change.
    Still,
    /// For nobody but the connection.
    Aside,
    /// For nobody, and others wait where it is much.
    First { is_much: bool },
}

/// A write in progress.
#[derive(Debug)]
pub enum Tx {
    /// On SQLite, with the lines that are to be audited, and whom a failing disk is told.
    Lite(Transaction<'static, Sqlite>, Vec<Entry>, Arc<Disk>),
    /// On PostgreSQL, with the same.
    Pg(Transaction<'static, Postgres>, Vec<Entry>),
}

impl Db {
    /// Opens a file, or a server by its URL, and brings its schema up to date.
    ///
    /// # Errors
    /// When the address names no database, it cannot be reached or its schema is newer.
    pub async fn open(address: &str) -> Result<Self> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Self::open_server(address).await;
        }
        match address.strip_prefix("sqlite:").unwrap_or(address) {
            path if path.contains("://") || path.is_empty() => {
                Err(Error::Address(address.to_owned()))
            }
            path => Self::open_file(Path::new(path)).await,
        }
    }

    async fn open_file(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .statement_cache_capacity(STATEMENTS)
            .row_buffer_size(ROWS)
            .pragma("temp_store", "memory");
        let writer = options
            .clone()
            .pragma("cache_size", "-32000")
            .pragma("wal_autocheckpoint", LOG_PAGES)
            .pragma("journal_size_limit", LOG_BYTES);
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(writer)
            .await?;
        LITE_MIGRATIONS.run(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            .test_before_acquire(false)
            .connect_with(options.clone().read_only(true).pragma("cache_size", "-4000"))
            .await?;
        let (still, precedence, disk) = (Arc::default(), Arc::default(), Disk::new());
        let keeper = Keeper::start(options, disk.clone());
        Ok(Self::Lite { read, write, keeper, still, precedence, disk })
    }

    async fn open_server(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| Error::Address("postgres://…".into()))?
            .statement_cache_capacity(STATEMENTS)
            .options([("idle_in_transaction_session_timeout", SILENCE)])
            .options(STEPS);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(SERVER_PATIENCE)
            .connect_with(options)
            .await?;
        PG_MIGRATIONS.run(&pool).await?;
        Ok(Self::Pg(pool))
    }

    /// Closes every connection; what was begun ends first.
    pub async fn close(&self) {
        match self {
            Self::Lite { read, write, keeper, .. } => {
                keeper.stop();
                read.close().await;
                write.close().await;
            }
            Self::Pg(pool) => pool.close().await,
        }
    }

    /// Moves all that an earlier process left in the log into the file, and begins the log anew: parts
    /// of it may have been lost on their way to the disk and be here only as the system remembers them.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub async fn settle(&self) -> Result<()> {
        let Self::Lite { write, disk, .. } = self else { return Ok(()) };
        let settled = sqlx::query("pragma wal_checkpoint(truncate)").execute(write).await;
        settled.map(|_| ()).map_err(|error| disk.heard(error))
    }

    /// True once the disk did not keep what was written: nothing more is, until the next start.
    ///
    /// Of a server nobody here knows; it looks after its own disk.
    pub fn has_failed(&self) -> bool {
        match self {
            Self::Lite { disk, .. } => disk.has_failed(),
            Self::Pg(_) => false,
        }
    }

    /// Ends once [`has_failed`](Self::has_failed) is true.
    pub async fn failed(&self) {
        match self {
            Self::Lite { disk, .. } => disk.failed().await,
            Self::Pg(_) => std::future::pending().await,
        }
    }

    /// The engine's name: `sqlite` or `postgres`.
    pub const fn engine(&self) -> &'static str {
        match self {
            Self::Lite { .. } => "sqlite",
            Self::Pg(_) => "postgres",
        }
    }

    /// How many migrations we know.
    pub fn migrations(&self) -> usize {
        match self {
            Self::Lite { .. } => LITE_MIGRATIONS.iter().count(),
            Self::Pg(_) => PG_MIGRATIONS.iter().count(),
        }
    }

    /// How many writes are worth having in flight at once.
    pub const fn width(&self) -> usize {
        match self {
            Self::Lite { .. } => 1,
            Self::Pg(_) => CONNECTIONS as usize,
        }
    }

    /// Starts a statement that both engines understand.
    pub fn sql(&self, text: &'static str) -> Sql {
        self.sql2(text, text)
    }

    /// Starts a statement whose text differs: SQLite's, then PostgreSQL's.
    pub fn sql2(&self, lite: &'static str, pg: &'static str) -> Sql {
        match self {
            Self::Lite { .. } => Sql::Lite(sqlx::query(lite)),
            Self::Pg(_) => Sql::Pg(sqlx::query(pg)),
        }
    }

    /// Changes something: everything in `work` happens, or nothing does.
    ///
    /// The work runs in its own task. When it ends well it is committed before this returns; when
    /// it fails or panics, nothing of it stays. Never call this inside `work`: pass `tx` down.
    ///
    /// # Errors
    /// What `work` answered, or what the database said.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run(work, Place::Still).await
    }

    /// Changes what no turn is decided from: queues, deliveries, contacts' last words. It need not
    /// wait for who holds [`Db::still`].
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_aside<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run(work, Place::Aside).await
    }

    /// The same, before everybody else where much of it comes at once: somebody out there waits to
    /// hear that it is kept.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_first<T, E, F>(&self, is_much: bool, work: F) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.run(work, Place::First { is_much }).await
    }

    /// Keeps still what turns are decided from, so that one can be decided between two writes while
    /// others write beside it; those two are made by [`Db::write_aside`], and nothing within waits for
    /// [`Db::write`].
    ///
    /// None on PostgreSQL, where rows are held instead. Another process on the same file is not held
    /// off: see [`Tx::others`].
    pub async fn still(&self) -> Option<OwnedMutexGuard<()>> {
        match self {
            Self::Lite { still, .. } => Some(still.clone().lock_owned().await),
            Self::Pg(_) => None,
        }
    }

    async fn run<T, E, F>(&self, work: F, place: Place) -> Result<T, E>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let db = self.clone();
        let task = tokio::spawn(async move {
            let _still = if place == Place::Still { db.still().await } else { None };
            let _first = db.give_way(place).await;
            let mut tx = db.begin().await?;
            let done = work(&mut tx).await?;
            audit::seal(&mut tx).await?;
            tx.commit().await?;
            if let Self::Lite { keeper, .. } = &db {
                keeper.committed();
            }
            Ok(done)
        });
        match task.await {
            Ok(answer) => answer,
            Err(failed) if failed.is_panic() => Err(Error::panicked(&*failed.into_panic()).into()),
            Err(_) => Err(Error::Panicked("the runtime shut down".into()).into()),
        }
    }

    async fn give_way(&self, place: Place) -> Option<First> {
        let Self::Lite { precedence, .. } = self else { return None };
        match place {
            Place::First { is_much } => precedence.take(is_much),
            Place::Still | Place::Aside => {
                precedence.give_way().await;
                None
            }
        }
    }

    async fn begin(&self) -> Result<Tx> {
        match self {
            Self::Lite { write, disk, .. } => {
                disk.check()?;
                let begun = begin_alone(write).await.map_err(|error| disk.heard(error))?;
                // Who waited for the connection may have been given it by whom the disk failed.
                disk.check()?;
                Ok(Tx::Lite(begun, Vec::new(), disk.clone()))
            }
            Self::Pg(pool) => Ok(Tx::Pg(pool.begin().await?, Vec::new())),
        }
    }
}

/// Begins on the one connection that writes.
///
/// A full or failing disk makes SQLite end a transaction by itself, of which the connection's own
/// count knows nothing: it would refuse every later one. Such a connection makes room for another.
async fn begin_alone(write: &SqlitePool) -> sqlx::Result<Transaction<'static, Sqlite>> {
    // Immediate: a transaction that reads first and writes later would fail as busy.
    const BEGIN: &str = "begin immediate";
    match write.begin_with(BEGIN).await {
        Err(sqlx::Error::InvalidSavePointStatement) => {
            let _ = write.acquire().await?.close().await;
            write.begin_with(BEGIN).await
        }
        begun => begun,
    }
}

impl Tx {
    /// Starts a statement that both engines understand.
    pub fn sql(&self, text: &'static str) -> Sql {
        self.sql2(text, text)
    }

    /// Starts a statement whose text differs: SQLite's, then PostgreSQL's.
    pub fn sql2(&self, lite: &'static str, pg: &'static str) -> Sql {
        match self {
            Self::Lite(..) => Sql::Lite(sqlx::query(lite)),
            Self::Pg(..) => Sql::Pg(sqlx::query(pg)),
        }
    }

    /// Starts a statement with so many rows of so many values between two texts.
    pub(super) fn values(&self, (before, after): Around, (rows, columns): (usize, usize)) -> Sql {
        match self {
            // Nameless: SQLite looks for each name among all earlier ones.
            Self::Lite(..) => {
                let text = values(before, after, (rows, columns), |text, _| text.push('?'));
                Sql::Lite(sqlx::query(AssertSqlSafe(text)))
            }
            Self::Pg(..) => {
                let text = values(before, after, (rows, columns), |text, place| {
                    // Writing to a text cannot fail.
                    let _ = write!(text, "${place}");
                });
                Sql::Pg(sqlx::query(AssertSqlSafe(text)))
            }
        }
    }

    /// A number that changes where another process wrote to the same file; always the same on
    /// PostgreSQL.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn others(&mut self) -> Result<i64> {
        match self {
            Self::Lite(..) => {
                let (version,): (i64,) = self.sql("pragma data_version").one(self).await?;
                Ok(version)
            }
            Self::Pg(..) => Ok(0),
        }
    }

    /// The lines that are audited as this commits.
    pub(super) const fn lines(&mut self) -> &mut Vec<Entry> {
        match self {
            Self::Lite(_, lines, _) | Self::Pg(_, lines) => lines,
        }
    }

    async fn commit(self) -> Result<()> {
        match self {
            Self::Lite(tx, _, disk) => {
                tx.commit().await.map_err(|error| disk.heard(error))?;
                // What was written after something lost is not taken for kept either.
                disk.check()
            }
            Self::Pg(tx, _) => Ok(tx.commit().await?),
        }
    }
}

/// The texts before and after the rows of a statement.
pub(super) type Around = (&'static str, &'static str);

/// A statement with rows of values; only texts of ours and places go into it.
fn values(
    before: &str,
    after: &str,
    (rows, columns): (usize, usize),
    put: impl Fn(&mut String, usize),
) -> String {
    let mut text = String::with_capacity(before.len() + after.len() + rows * columns * 6);
    text.push_str(before);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..columns {
            if column > 0 {
                text.push(',');
            }
            put(&mut text, row * columns + column + 1);
        }
        text.push(')');
    }
    text.push_str(after);
    text
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn a_transaction_that_sqlite_ended_itself_ends_no_other() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("x.db").display().to_string();
        let db = Db::open(&file).await.expect("a file can be opened");

        // As on a full disk: the engine rolls back, then the statement fails.
        let full: Result<()> = db
            .write(|tx| {
                Box::pin(async move {
                    tx.sql("rollback").run(&mut *tx).await?;
                    Err(Error::Panicked("full".into()))
                })
            })
            .await;
        let after: Result<()> = db.write(|_| Box::pin(async { Ok(()) })).await;

        assert!(full.is_err());
        assert!(after.is_ok(), "{after:?}");
    }

    #[tokio::test]
    async fn what_is_kept_still_is_changed_by_nobody_but_aside() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("x.db").display().to_string();
        let db = Db::open(&file).await.expect("a file can be opened");

        let still = db.still().await;
        let mut change = std::pin::pin!(db.write(nothing));
        assert!(change.as_mut().now_or_never().is_none());
        let aside = db.write_aside(nothing).await;
        let waits = change.as_mut().now_or_never().is_none();
        drop(still);

        assert!(aside.is_ok(), "{aside:?}");
        assert!(waits);
        assert!(change.await.is_ok());
    }

    #[tokio::test]
    async fn another_process_that_writes_is_noticed_and_our_own_writes_are_not() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let file = folder.path().join("x.db").display().to_string();
        let db = Db::open(&file).await.expect("a file can be opened");
        let other = Db::open(&file).await.expect("it can be opened twice");

        let before = others(&db).await;
        write_one(&db, "a").await;
        let after_ours = others(&db).await;
        write_one(&other, "b").await;
        let after_theirs = others(&db).await;

        assert_eq!(before, after_ours);
        assert_ne!(after_ours, after_theirs);
    }

    fn nothing(_: &mut Tx) -> BoxFuture<'_, Result<()>> {
        Box::pin(async { Ok(()) })
    }

    async fn others(db: &Db) -> i64 {
        db.write(|tx| Box::pin(async move { tx.others().await })).await.expect("it is told")
    }

    async fn write_one(db: &Db, id: &'static str) {
        let text = "insert into pace (creditor, scope, owed) values ($1, 'x', 1)";
        db.write(move |tx| Box::pin(async move { tx.sql(text).bind(id.to_owned()).run(tx).await }))
            .await
            .expect("it is written");
    }
}
