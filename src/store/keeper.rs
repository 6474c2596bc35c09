//! Moves what was committed from SQLite's log into its file, beside whoever writes.
//!
//! A writer that does this itself stands still for it, and everybody behind it. The keeper has a
//! connection of its own and only moves what nobody needs in the log any more; the writer's own
//! limit stays as the last resort, so that the log is bounded whatever happens.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use super::disk::Disk;

/// Commits after which it is time.
const COMMITS: u64 = 16;

/// Keeps the log short while it lives.
#[derive(Debug)]
pub struct Keeper {
    commits: AtomicU64,
    bell: Arc<Notify>,
    task: JoinHandle<()>,
}

impl Keeper {
    /// Begins to keep a file's log short.
    pub fn start(options: SqliteConnectOptions, disk: Arc<Disk>) -> Arc<Self> {
        let bell = Arc::new(Notify::new());
        let task = tokio::spawn(keep(options, disk, bell.clone()));
        Arc::new(Self { commits: AtomicU64::new(0), bell, task })
    }

    /// Takes note of a commit.
    pub fn committed(&self) {
        if self.commits.fetch_add(1, Ordering::Relaxed) % COMMITS == COMMITS - 1 {
            self.bell.notify_one();
        }
    }

    /// Ends it.
    pub fn stop(&self) {
        self.task.abort();
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn keep(options: SqliteConnectOptions, disk: Arc<Disk>, bell: Arc<Notify>) {
    bell.notified().await;
    // Without it the writer does it by itself.
    let Ok(mut connection) = options.connect().await else { return };
    while !disk.has_failed() {
        // Busy is no trouble: the next time is soon. A disk that fails is.
        let moved = sqlx::query("pragma wal_checkpoint(passive)").execute(&mut connection).await;
        if let Err(error) = moved {
            disk.heard(error);
        }
        bell.notified().await;
    }
}
