//! Looks each second which release serves, so that what one process publishes all of them serve.

use std::time::Duration;

use tokio::sync::watch;

use super::Crew;
use crate::app::tuning::publish;

/// How long to rest between two looks.
const REST: Duration = Duration::from_secs(1);

/// Looks until `stop` becomes true.
pub async fn run(crew: &Crew, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match publish::follow(&crew.app).await {
            Ok(true) => {
                let number = crew.app.live().number;
                tracing::info!(release.number = number, "another release serves");
            }
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "could not look which release serves"),
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
