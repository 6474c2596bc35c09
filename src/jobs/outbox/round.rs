//! One round: what ended is noted, what may go is claimed, in one transaction.

use tracing::error;

use super::plans::delivery;
use super::send::Job;
use crate::app::sending::judge::Verdict;
use crate::app::sending::note::{self, Outcome};
use crate::app::sending::pick::{self, Picked, Plan};
use crate::app::{Error, Result};
use crate::clock::Stopwatch;
use crate::failpoint;
use crate::jobs::{Crew, new_claim};
use crate::store::outbox::claim;
use crate::store::outbox::settle::Status;
use crate::store::{self, Tx, account, pace};

/// How often a round is taken again where another was there at the same moment.
const ATTEMPTS: u32 = 5;

/// What a round leaves to do.
#[derive(Default)]
pub struct Taken {
    /// What was claimed and is sent now.
    pub jobs: Vec<Job>,
    /// How many items were moved in any way.
    pub worked: usize,
}

/// Takes a round.
///
/// # Errors
/// When the database refuses; what ended is not noted then, and nothing is claimed.
pub async fn take(
    crew: &Crew,
    finished: &[Outcome],
    plans: Vec<Plan>,
    is_sweep: bool,
) -> Result<Taken> {
    let mut tries = 0;
    loop {
        match once(crew, finished.to_vec(), plans.clone(), is_sweep).await {
            Err(error) if tries < ATTEMPTS && is_passing(&error) => tries += 1,
            Err(error) if finished.len() > 1 && !error.is_outage() => {
                // One of them is at fault: it hurts only itself.
                error!(%error, "could not note a group; noting one by one");
                for one in finished {
                    if let Err(error) = once(crew, vec![one.clone()], Vec::new(), false).await {
                        error!(%error, outbox.id = %one.item.new.id, "an errand was not settled");
                    }
                }
                return Ok(Taken { worked: finished.len(), ..Taken::default() });
            }
            Ok(taken) => {
                if !finished.is_empty() {
                    failpoint::pass("after-settle");
                }
                return Ok(taken);
            }
            Err(error) => return Err(error),
        }
    }
}

fn is_passing(error: &Error) -> bool {
    match error {
        Error::Store(error) => error.is_passing() || error.is_duplicate(),
        _ => false,
    }
}

async fn once(
    crew: &Crew,
    finished: Vec<Outcome>,
    plans: Vec<Plan>,
    is_sweep: bool,
) -> Result<Taken> {
    let claimed = Stopwatch::start();
    let (work, now) = (crew.clone(), crew.app.clock.now());
    if finished.is_empty() && plans.is_empty() && !is_sweep {
        return Ok(Taken::default());
    }
    crew.app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                let mut accounts = account::by_lane(&mut *tx).await?;
                if !finished.is_empty() {
                    note::all(tx, (&finished, &mut accounts), now).await?;
                }
                let given_up = if is_sweep { note::give_up(tx, now).await? } else { 0 };
                if plans.is_empty() {
                    return Ok(Taken { jobs: Vec::new(), worked: given_up });
                }
                let picked = pick::pick(tx, (&plans, &accounts), &work.app.calendar, now).await?;
                let jobs = claim(tx, &work, picked, (claimed, now)).await?;
                Ok(Taken { worked: jobs.worked + given_up, jobs: jobs.jobs })
            })
        })
        .await
}

async fn claim(
    tx: &mut Tx,
    crew: &Crew,
    mut picked: Picked,
    (claimed, now): (Stopwatch, chrono::DateTime<chrono::Utc>),
) -> Result<Taken> {
    let name = new_claim();
    let worked = picked.go.len() + picked.aside.len() + picked.later.len();
    let mut items = Vec::with_capacity(picked.go.len() + picked.aside.len());
    for settled in &mut picked.aside {
        // Who had an unknown one may still come and tell how it went.
        if !matches!(settled.status, Status::Unknown(_)) {
            items.push((settled.item.clone(), 1));
            settled.item.claim.clone_from(&name);
        }
    }
    let mut jobs = Vec::with_capacity(picked.go.len());
    for (mut item, verdict) in picked.go {
        let delivery = delivery(crew, &item.lane);
        let parts = match (&verdict, &delivery) {
            (Verdict::Send(outgoing), Some(delivery)) => delivery.parts(outgoing).max(1),
            (_, _) => 1,
        };
        items.push((item.clone(), parts));
        item.claim.clone_from(&name);
        item.attempts += 1;
        jobs.push(Job { item, verdict, parts, delivery, claimed });
    }
    let count = u64::try_from(items.len()).unwrap_or(u64::MAX);
    if count > 0 {
        let until = now + crew.pace.lease;
        if claim::take(tx, &items, (&name, now, until)).await? != count {
            let what = "what was to be sent".to_owned();
            return Err(store::Error::Stale { what }.into());
        }
    }
    note::aside(tx, &picked.aside, now).await?;
    claim::put_off(tx, &picked.later).await?;
    pace::spend(tx, &picked.paces).await?;
    Ok(Taken { jobs, worked })
}
