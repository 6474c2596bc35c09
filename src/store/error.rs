//! What can go wrong with rows.

use std::any::Any;

use thiserror::Error as ThisError;

/// Why the store could not do it.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The database refused or did not answer.
    #[error("the database could not do it")]
    Database(#[source] sqlx::Error),
    /// The disk did not keep what was written before: this process writes nothing more.
    #[error("the disk does not keep what is written to it")]
    Disk,
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
            Self::Database(sqlx::Error::Database(error)) => {
                self.is_passing() || error.code().is_some_and(|code| is_of_the_machine(&code))
            }
            Self::Database(_) | Self::Stale { .. } | Self::Disk => true,
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
            Self::Database(sqlx::Error::Database(error)) => match error.code().as_deref() {
                // Serialisation failure and deadlock of PostgreSQL.
                Some("40001" | "40P01") => true,
                Some(code) => primary(code) == Some(BUSY),
                None => false,
            },
            _ => false,
        }
    }
}

/// SQLite's codes for a lock that another holds, and for what the machine cannot do: no memory, a
/// file it may not write, a failing disk, a full one, a file it cannot open.
const BUSY: u16 = 5;
const MACHINE: [u16; 5] = [7, 8, 10, 13, 14];

/// The classes of PostgreSQL's codes that tell of the server and not of what was asked: connections,
/// sessions that were ended, resources, operators, the system.
const CLASSES: [&str; 5] = ["08", "25P03", "53", "57P", "58"];

/// What is an error of SQLite's, without its finer meaning.
fn primary(code: &str) -> Option<u16> {
    // PostgreSQL's codes have five characters, SQLite's at most four.
    (code.len() < 5).then(|| code.parse::<u16>().ok().map(|code| code & 0xff)).flatten()
}

fn is_of_the_machine(code: &str) -> bool {
    match primary(code) {
        Some(code) => MACHINE.contains(&code),
        None => CLASSES.iter().any(|class| code.starts_with(class)),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_server_that_ends_are_no_fault_of_what_was_asked() {
        for code in ["13", "10", "778", "14", "57P01", "57P03", "53300", "53100", "25P03", "08006"]
        {
            assert!(is_of_the_machine(code), "{code}");
        }
        for code in ["19", "1555", "1", "23505", "22P02", "42601", "57014", "25001"] {
            assert!(!is_of_the_machine(code), "{code}");
        }
    }

    #[test]
    fn every_kind_of_busy_is_busy() {
        assert_eq!(["5", "261", "517", "773"].map(primary), [Some(BUSY); 4]);
        assert_eq!(primary("40001"), None);
    }
}
