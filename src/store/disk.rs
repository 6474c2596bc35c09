//! Whether the disk still keeps what is written to it.
//!
//! A sync that failed is final: the system may call the next one good without what it lost (decision
//! 0020). From then on this process writes nothing more, and whoever serves ends it. It knows no row;
//! a full disk and a lock are not its business, for they pass.

use std::sync::Arc;

use sqlx::error::DatabaseError;
use tokio::sync::watch;
use tracing::error;

use super::Result;
use super::error::Error;

/// SQLite's codes for a disk that did not take what was written: a failure without a finer meaning, a
/// write, a sync of a file, a sync of its folder.
const LOST: [&str; 4] = ["10", "778", "1034", "1290"];

/// What is known of the disk below one file.
#[derive(Debug)]
pub struct Disk(watch::Sender<bool>);

impl Disk {
    /// A disk of which nothing bad is known.
    pub fn new() -> Arc<Self> {
        Arc::new(Self(watch::Sender::new(false)))
    }

    /// True once something written was not kept.
    pub fn has_failed(&self) -> bool {
        *self.0.borrow()
    }

    /// Ends once something written was not kept.
    pub async fn failed(&self) {
        let mut told = self.0.subscribe();
        // The sender lives as long as this does.
        let _ = told.wait_for(|failed| *failed).await;
    }

    /// Refuses where something written was not kept.
    ///
    /// # Errors
    /// [`Error::Disk`], for good.
    pub fn check(&self) -> Result<()> {
        if self.has_failed() { Err(Error::Disk) } else { Ok(()) }
    }

    /// Takes note of what the engine said of a write.
    pub fn heard(&self, error: sqlx::Error) -> Error {
        let code = error.as_database_error().and_then(DatabaseError::code);
        if let Some(code) = code.filter(|code| LOST.contains(&code.as_ref())) {
            let is_first = self.0.send_if_modified(|failed| !std::mem::replace(failed, true));
            if is_first {
                error!(
                    code = code.as_ref(),
                    "the disk did not keep what was written to the database: nothing more is \
                     written; look at the disk, then start again"
                );
            }
        }
        error.into()
    }
}
