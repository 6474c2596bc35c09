//! Keeps what was said searchable, behind everything else.

use std::time::Duration;

use tokio::sync::watch;
use tracing::error;

use super::{Crew, Progress};
use crate::app::{Result, searching};

/// The rest between two passes: what was said is found a few seconds later.
const REST: Duration = Duration::from_secs(3);

/// Makes searchable what was said since the last pass.
///
/// # Errors
/// When the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress> {
    Ok(Progress { worked: searching::pass(&crew.app).await? })
}

/// Does so again and again, until `stop` becomes true.
pub async fn run(crew: &Crew, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = tick(crew).await {
            error!(error = %error, "could not make what was said searchable");
        }
        tokio::select! {
            () = tokio::time::sleep(REST) => {}
            changed = stop.changed() => {
                if changed.is_err() {
                    return;
                }
            }
        }
    }
}
