//! What comes due at the desk: words for later, conversations put aside, and those of people who are not there.

use std::time::Duration;

use tokio::sync::watch;
use tracing::error;

use super::{Crew, Progress};
use crate::app::desk::{Error, presence, schedule, snooze};

/// How long to rest between two looks.
const REST: Duration = Duration::from_secs(1);

/// Sends what is due, brings back what was put aside, and lets go what absent people have.
///
/// # Errors
/// When the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress, Error> {
    let sent = schedule::work(&crew.app).await?;
    let back = snooze::work(&crew.app).await?;
    let gone = presence::let_go(&crew.app).await?;
    Ok(Progress { worked: sent + back + gone })
}

/// Looks until `stop` becomes true.
pub async fn run(crew: &Crew, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = tick(crew).await {
            error!(error = %error, "could not look for what is due at the desk");
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
