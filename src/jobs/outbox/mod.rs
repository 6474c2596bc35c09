//! Does what the outside must be told, with no transaction open while the outside answers.
//!
//! A round is one transaction: it notes how everything went that ended since the last one, and
//! claims as much as there is room for. What is claimed is sent at once, each in its own task;
//! while a round commits, more ends and gathers for the next. So the disk is asked once a round,
//! nobody waits for the slowest, and what is in the air when a process dies is what it had claimed.
//!
//! What an item means is `app::sending`'s, how a channel sends is behind
//! [`Delivery`](crate::channels::Delivery).

mod hand;
mod plans;
mod round;
mod send;

use std::collections::HashSet;
use std::time::Duration;

use tokio::sync::watch;
use tracing::{error, warn};

use self::hand::Hand;
use self::plans::Plans;
pub use self::plans::delivery;
use super::{Crew, Progress};
use crate::app::{Error, Result};
use crate::clock::Stopwatch;
use crate::store::alert;

/// How long what is in hand has to end, once it was told to stop.
const FAREWELL: Duration = Duration::from_secs(6);

/// How often it is looked for what stayed unknown for too long.
const SWEEP: Duration = Duration::from_secs(1);

/// How long to rest after the database refused.
const AFTER_TROUBLE: Duration = Duration::from_millis(500);

/// Claims what may be done now, does it, and notes how it went.
///
/// # Errors
/// When nothing can be claimed because the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress> {
    let mut hand = Hand::new(crew);
    let plans = plans::make(crew, &hand).await?;
    tell_unserved(crew, &plans.unserved, &mut HashSet::new()).await?;
    let done = round::take(crew, &[], plans.ready, true).await?;
    let worked = done.worked;
    hand.start(crew, done.jobs);
    let finished = hand.all().await;
    if !finished.is_empty() {
        round::take(crew, &finished, Vec::new(), false).await?;
        crew.app.signals.inbox.notify_one();
    }
    Ok(Progress { worked })
}

/// Works the queue until told to stop; what was begun is ended first, within seconds.
pub async fn run(crew: &Crew, mut stop: watch::Receiver<bool>) {
    let mut hand = Hand::new(crew);
    let mut told = HashSet::new();
    let (mut finished, mut swept, mut stopped) = (Vec::new(), None::<Stopwatch>, None::<Stopwatch>);
    loop {
        finished.extend(hand.finished());
        if *stop.borrow() || stop.has_changed().is_err() {
            let since = stopped.get_or_insert_with(Stopwatch::start).elapsed();
            if hand.is_empty() && finished.is_empty() {
                return;
            }
            if since >= FAREWELL {
                warn!(left = hand.count(), "what is on its way is left");
                finished.extend(hand.abandon());
            }
        }
        let plans = match next_plans(crew, &hand, stopped.is_some()).await {
            Ok(plans) => plans,
            Err(error) => {
                error!(%error, "could not look for what waits");
                tokio::time::sleep(AFTER_TROUBLE).await;
                Plans::default()
            }
        };
        if let Err(error) = tell_unserved(crew, &plans.unserved, &mut told).await {
            error!(%error, "could not tell of what nobody sends");
        }
        let is_sweep = swept.is_none_or(|last| last.elapsed() >= SWEEP);
        let rest = plans.rest(crew.pace.rest);
        if finished.is_empty() && plans.ready.is_empty() && !is_sweep {
            wait(crew, &mut hand, (&mut stop, stopped.is_some()), rest).await;
            continue;
        }
        if is_sweep {
            swept = Some(Stopwatch::start());
        }
        match round::take(crew, &finished, plans.ready, is_sweep).await {
            Ok(done) => {
                let idle = finished.is_empty() && done.worked == 0;
                if !finished.is_empty() {
                    crew.app.signals.inbox.notify_one();
                }
                finished.clear();
                hand.start(crew, done.jobs);
                if idle {
                    wait(crew, &mut hand, (&mut stop, stopped.is_some()), rest).await;
                }
            }
            Err(error) => {
                error!(%error, waiting = finished.len(), "could not note what was done");
                tokio::time::sleep(AFTER_TROUBLE).await;
            }
        }
    }
}

/// Tells humans, once, of lanes in which something waits and by which nobody sends: an account that
/// was taken out of the settings, or is not in them yet.
async fn tell_unserved(
    crew: &Crew,
    unserved: &[(String, String)],
    told: &mut HashSet<(String, String)>,
) -> Result<()> {
    told.retain(|lane| unserved.contains(lane));
    let new: Vec<_> = unserved.iter().filter(|lane| !told.contains(*lane)).cloned().collect();
    if new.is_empty() {
        return Ok(());
    }
    let (all, now) = (new.clone(), crew.app.clock.now());
    crew.app
        .db
        .write(move |tx| {
            Box::pin(async move {
                for (creditor, lane) in &all {
                    let about = ("account", lane.as_str(), "not-set-up");
                    alert::raise(tx, creditor, about, now).await?;
                }
                Ok::<_, Error>(())
            })
        })
        .await?;
    told.extend(new);
    Ok(())
}

async fn next_plans(crew: &Crew, hand: &Hand, is_stopping: bool) -> Result<Plans> {
    if is_stopping { Ok(Plans::default()) } else { plans::make(crew, hand).await }
}

/// Rests until something ends, something wants out, or it is time to look.
async fn wait(
    crew: &Crew,
    hand: &mut Hand,
    (stop, is_stopping): (&mut watch::Receiver<bool>, bool),
    rest: Duration,
) {
    tokio::select! {
        () = hand.one_ends() => {}
        () = crew.app.signals.outbox.notified(), if !is_stopping => {}
        () = tokio::time::sleep(rest) => {}
        _ = stop.changed(), if !is_stopping => {}
    }
}
