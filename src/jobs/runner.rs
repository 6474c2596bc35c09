//! Loops the jobs until told to stop; what was begun is ended first.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tracing::error;

use super::{Crew, Progress, inbox, outbox, timers};
use crate::app::Result;
use crate::store;
use crate::store::Db;

/// How long to rest after the database refused.
const AFTER_TROUBLE: Duration = Duration::from_secs(1);

/// Works every queue until `stop` becomes true.
///
/// No work is ever dropped half done: only the resting between two ticks is cut short.
pub async fn run(crew: Crew, stop: watch::Receiver<bool>) {
    if let Err(error) = recover(&crew).await {
        error!(error = %error, "could not free what an earlier process had claimed");
    }
    let signals = crew.app.signals.clone();
    tokio::join!(
        work(&crew, &signals.inbox, stop.clone(), async |crew| inbox::tick(crew).await),
        outbox::run(&crew, stop.clone()),
        work(&crew, &signals.timers, stop, async |crew| timers::tick(crew).await),
    );
    if let Some(advice) = &crew.advice {
        advice.rest().await;
    }
}

/// Frees what a process that was killed had claimed, so that nothing waits for its lease; of what
/// it may have sent nobody knows whether it went.
///
/// Only on a file, which one process works; on a server the leases of others may be alive.
///
/// # Errors
/// When the database refuses.
pub async fn recover(crew: &Crew) -> Result<()> {
    let db @ Db::Lite { .. } = &crew.app.db else { return Ok(()) };
    let repeatable = crew.deliveries.iter().filter(|(_, delivery)| delivery.is_repeatable());
    let again: Vec<String> = repeatable
        .map(|(key, _)| if key.contains('/') { key.clone() } else { format!("{key}/") })
        .collect();
    let now = crew.app.clock.now();
    db.write(move |tx| {
        Box::pin(async move {
            store::inbox::free_all(tx).await?;
            let until = now + crate::app::sending::HOLD;
            store::outbox::settle::orphan_all(tx, &again, (now, until)).await?;
            Ok(())
        })
    })
    .await
}

async fn work(
    crew: &Crew,
    bell: &Arc<Notify>,
    mut stop: watch::Receiver<bool>,
    tick: impl AsyncFn(&Crew) -> Result<Progress>,
) {
    while !*stop.borrow() {
        let rest = match tick(crew).await {
            Ok(progress) if progress.worked > 0 => continue,
            Ok(_) => crew.pace.rest,
            Err(error) => {
                error!(error = %error, "could not look for work");
                AFTER_TROUBLE
            }
        };
        tokio::select! {
            () = bell.notified() => {}
            () = tokio::time::sleep(rest) => {}
            changed = stop.changed() => {
                if changed.is_err() {
                    return;
                }
            }
        }
    }
}
