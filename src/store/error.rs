//! What can go wrong with rows.

use std::any::Any;

use thiserror::Error as ThisError;

/// Why the store could not do it.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The database refused or did not answer.
    #[error("the database could not do it")]
    Database(#[source] sqlx::Error),
    /// A row holds what nothing of ours ever wrote.
    #[error("could not read column {column}: what it holds is not ours")]
    Corrupt {
        /// The column.
        column: String,
        /// What the reading said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The schema could not be brought up to date.
    #[error("could not bring the schema up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The address names no database that we know.
    #[error("could not understand {0:?} as a database: a file or postgres://…")]
    Address(String),
    /// A row was changed by someone else since it was read.
    #[error("could not save {what}: it changed since it was read")]
    Stale {
        /// What was to be saved.
        what: String,
    },
    /// A row that must exist does not.
    #[error("could not find {what}")]
    Missing {
        /// What was looked for.
        what: String,
    },
    /// The work inside a write panicked; the write was rolled back.
    #[error("the work inside a write panicked: {0}")]
    Panicked(String),
    /// A statement was built for the other engine.
    #[error("a statement was built for the other engine")]
    WrongEngine,
}

impl Error {
    /// Names a row that must exist.
    pub fn missing(what: impl Into<String>) -> Self {
        Self::Missing { what: what.into() }
    }

    /// Names a panic by its words, where they are words of our source: what was put together may
    /// hold what somebody wrote, and belongs into no log.
    pub fn panicked(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        Self::Panicked(text.unwrap_or_else(|| "the log says where".to_owned()))
    }

    /// Names a column that could not be read.
    pub fn corrupt(
        column: &str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Corrupt { column: column.to_owned(), source: source.into() }
    }

    /// True where a row with the same key was there already.
    pub fn is_duplicate(&self) -> bool {
        match self {
            Self::Database(sqlx::Error::Database(error)) => error.is_unique_violation(),
            _ => false,
        }
    }

    /// True where the database did not answer, whatever was asked.
    pub fn is_outage(&self) -> bool {
        match self {
            Self::Database(error) => {
                self.is_passing() || !matches!(error, sqlx::Error::Database(_))
            }
            Self::Stale { .. } => true,
            Self::Corrupt { .. }
            | Self::Migration(_)
            | Self::Address(_)
            | Self::Missing { .. }
            | Self::Panicked(_)
            | Self::WrongEngine => false,
        }
    }

    /// True where doing the very same again may work at once.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Stale { .. } => true,
            // Serialisation failure and deadlock of PostgreSQL; busy of SQLite.
            Self::Database(sqlx::Error::Database(error)) => {
                matches!(error.code().as_deref(), Some("40001" | "40P01" | "5" | "517"))
            }
            _ => false,
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::ColumnDecode { index, source } => Self::Corrupt { column: index, source },
            other => Self::Database(other),
        }
    }
}
