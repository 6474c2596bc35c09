//! Forgets what is done and can no longer come again, a little at a time.
//!
//! Providers tell a thing again for a week at most; an entry is known for twice as long. Messages,
//! turns and everything that binds stay: only the queues are kept small.

use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;
use tracing::error;

use super::{Crew, Progress};
use crate::app::Result;
use crate::store::{self, retention};

/// How long an entry is known, so that the same thing told again changes nothing.
const ENTRIES: TimeDelta = TimeDelta::days(14);

/// How long an errand that was done can be looked at.
const ERRANDS: TimeDelta = TimeDelta::days(7);

/// Rows that one write takes away: it holds others up for no longer than a turn does.
const BATCH: u32 = 500;

/// The rest between two writes, for others to get in.
const BREATH: Duration = Duration::from_millis(50);

/// The rest once there is nothing more to forget.
const REST: Duration = Duration::from_mins(30);

/// Forgets one batch of each kind.
///
/// # Errors
/// When the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress> {
    let now = crew.app.clock.now();
    let forgotten = crew
        .app
        .db
        .write(move |tx| {
            Box::pin(async move {
                let entries = retention::forget_entries(tx, now - ENTRIES, BATCH).await?;
                let errands = retention::forget_errands(tx, now - ERRANDS, BATCH).await?;
                Ok::<_, store::Error>(entries + errands)
            })
        })
        .await?;
    Ok(Progress { worked: usize::try_from(forgotten).unwrap_or(usize::MAX) })
}

/// Forgets now and then, until `stop` becomes true.
pub async fn run(crew: &Crew, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let rest = match tick(crew).await {
            Ok(progress) if progress.worked > 0 => BREATH,
            Ok(_) => REST,
            Err(error) => {
                error!(error = %error, "could not forget what is done");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            changed = stop.changed() => {
                if changed.is_err() {
                    return;
                }
            }
        }
    }
}
