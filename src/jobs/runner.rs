//! Loops the jobs until told to stop; what was begun is ended first.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tracing::error;

use super::{Crew, Progress, desk, editions, inbox, outbox, retention, searching, timers};
use crate::app::Result;
use crate::meter::Count;
use crate::store;
use crate::store::Db;

/// How long to rest after the database refused.
const AFTER_TROUBLE: Duration = Duration::from_secs(1);

/// Which queues a process works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duties {
    /// What came in.
    pub inbox: bool,
    /// What must go out.
    pub outbox: bool,
    /// What comes due.
    pub timers: bool,
}

impl Duties {
    /// Every queue.
    pub const ALL: Self = Self { inbox: true, outbox: true, timers: true };
}

/// Works every queue until `stop` becomes true.
///
/// No work is ever dropped half done: only the resting between two ticks is cut short.
pub async fn run(crew: Crew, stop: watch::Receiver<bool>) {
    run_some(crew, Duties::ALL, stop).await;
}

/// Works some of the queues until `stop` becomes true; others may work the rest elsewhere.
pub async fn run_some(crew: Crew, duties: Duties, stop: watch::Receiver<bool>) {
    if let Err(error) = recover(&crew).await {
        error!(error = %error, "could not free what an earlier process had claimed");
    }
    let signals = crew.app.signals.clone();
    let Duties { inbox, outbox: sends, timers } = duties;
    let came = ("inbox", &signals.inbox, inbox, stop.clone());
    let goes = stop.clone();
    let (old, said) = (stop.clone(), stop.clone());
    let (ours, serves) = (stop.clone(), stop.clone());
    let due = ("timers", &signals.timers, timers, stop);
    tokio::join!(
        read(&crew, came, async |crew| inbox::tick(crew).await),
        async {
            if sends {
                outbox::run(&crew, goes).await;
            }
        },
        work(&crew, due, async |crew| timers::tick(crew).await),
        async {
            if timers {
                retention::run(&crew, old).await;
            }
        },
        async {
            if timers {
                searching::run(&crew, said).await;
            }
        },
        async {
            if timers {
                desk::run(&crew, ours).await;
            }
        },
        editions::run(&crew, serves),
    );
    if let Some(advice) = &crew.advice {
        advice.rest().await;
    }
}

/// Works what came in, once the reader has learnt.
async fn read(
    crew: &Crew,
    (queue, bell, duty, mut stop): (&'static str, &Arc<Notify>, bool, watch::Receiver<bool>),
    tick: impl AsyncFn(&Crew) -> Result<Progress>,
) {
    let stopped = stop.clone();
    tokio::select! {
        () = crew.app.reader.learnt() => {}
        _ = stop.wait_for(|stop| *stop) => return,
    }
    work(crew, (queue, bell, duty, stopped), tick).await;
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

/// Works one queue, if it is this process's duty.
async fn work(
    crew: &Crew,
    (queue, bell, duty, mut stop): (&'static str, &Arc<Notify>, bool, watch::Receiver<bool>),
    tick: impl AsyncFn(&Crew) -> Result<Progress>,
) {
    while duty && !*stop.borrow() {
        let rest = match tick(crew).await {
            Ok(progress) if progress.worked > 0 => {
                let worked = u64::try_from(progress.worked).unwrap_or_default();
                crew.app.meter.add(Count::Worked, queue, worked);
                continue;
            }
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
