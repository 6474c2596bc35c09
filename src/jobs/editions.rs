//! Looks each second which release serves, so that what one process publishes all of them serve; and now
//! and then whether an experiment does harm.

use std::time::Duration;

use tokio::sync::watch;

use super::Crew;
use crate::app::tuning::{experiment, publish};

/// How long to rest between two looks.
const REST: Duration = Duration::from_secs(1);

/// After how many looks it is asked whether an experiment does harm.
const GUARD: u32 = 600;

/// Looks until `stop` becomes true.
pub async fn run(crew: &Crew, mut stop: watch::Receiver<bool>) {
    let mut looks = 0_u32;
    while !*stop.borrow() {
        looks = looks.wrapping_add(1);
        if looks.is_multiple_of(GUARD) {
            guard(crew).await;
        }
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

/// Tells loudly of experiments that do harm.
async fn guard(crew: &Crew) {
    match experiment::guard(&crew.app).await {
        Ok(harmful) => {
            for name in harmful {
                tracing::warn!(experiment.name = name, "an experiment does harm; stop it");
            }
        }
        Err(error) => tracing::error!(%error, "could not look whether an experiment does harm"),
    }
}
