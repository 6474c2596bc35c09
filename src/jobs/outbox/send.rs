//! Does one item: the only place from which something leaves.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::timeout;
use tracing::error;

use crate::app::Result;
use crate::app::sending::judge::Verdict;
use crate::app::sending::note::{Outcome, Told};
use crate::channels::Delivery;
use crate::clock::Stopwatch;
use crate::domain::channel::{Failure, OrderStatus, Outgoing};
use crate::domain::debt::charge::ChargeStatus;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::text::Attachment;
use crate::domain::id::Id;
use crate::failpoint;
use crate::jobs::Crew;
use crate::meter::{Count, Timing};
use crate::store::outbox::{Claimed, Errand};
use crate::store::{self, charge, creditor, file};

/// An item that was claimed, with all that is needed to do it.
pub struct Job {
    /// The item.
    pub item: Claimed,
    /// What is to be done.
    pub verdict: Verdict,
    /// In how many parts it goes.
    pub parts: u32,
    /// How it is sent; none for what we do ourselves.
    pub delivery: Option<Arc<dyn Delivery>>,
    /// Since when it is claimed, at the latest.
    pub claimed: Stopwatch,
}

impl Job {
    /// What it came to, if it panics.
    pub fn lost(&self) -> Outcome {
        let code = "panic".to_owned();
        let failure = match &self.item.new.errand {
            Errand::IssueCharge { .. } => Failure::Later { code },
            Errand::Say { .. } | Errand::Welcome { .. } | Errand::OrderStatus { .. } => {
                Failure::Ambiguous { code }
            }
        };
        self.outcome(Told::Failed(failure))
    }

    fn outcome(&self, told: Told) -> Outcome {
        Outcome { item: self.item.clone(), parts: self.parts, told, shown: None }
    }
}

/// Does an item.
pub async fn run(crew: &Crew, job: Job) -> Outcome {
    let lease = crew.pace.lease.to_std().unwrap_or(Duration::ZERO);
    match &job.verdict {
        Verdict::Issue(id) => match issue(crew, &job.item, id).await {
            Ok(told) => job.outcome(told),
            Err(error) => {
                error!(%error, "a charge could not be read");
                job.outcome(Told::NotBegun)
            }
        },
        // Who was frozen may have lost the claim: the item is another's to send, or nobody's.
        Verdict::Send(_) | Verdict::Tell(_) if job.claimed.elapsed() >= lease / 2 => {
            job.outcome(Told::NotBegun)
        }
        Verdict::Send(outgoing) => {
            let began = Stopwatch::start();
            let outcome = match loaded(crew, outgoing).await {
                Ok(Some(whole)) => send(&job, &whole, lease).await,
                Ok(None) => send(&job, outgoing, lease).await,
                Err(error) => {
                    error!(%error, "a file could not be read");
                    job.outcome(Told::NotBegun)
                }
            };
            note(crew, &outcome, began);
            outcome
        }
        Verdict::Tell(order) => tell(&job, order, lease).await,
        Verdict::Moot | Verdict::Unknown | Verdict::Dead(_) | Verdict::Later(..) => {
            job.outcome(Told::Moot)
        }
    }
}

/// The same with the bytes of the file that goes with it; none where no file does.
async fn loaded(crew: &Crew, outgoing: &Outgoing) -> Result<Option<Outgoing>> {
    let attached = outgoing.attachments.iter().find_map(|attachment| match attachment {
        Attachment::File(file) => Some(&file.id),
        Attachment::Pix { .. } | Attachment::Boleto { .. } => None,
    });
    let Some(id) = attached else { return Ok(None) };
    let at = (outgoing.creditor.as_str(), &outgoing.conversation);
    let bytes = file::bytes(&crew.app.db, at, id).await?;
    Ok(Some(Outgoing { bytes, ..outgoing.clone() }))
}

/// Counts what came of a sending.
fn note(crew: &Crew, outcome: &Outcome, began: Stopwatch) {
    crew.app.meter.took(Timing::Send, began.elapsed());
    crew.app.meter.count(Count::Sends, outcome.told.word());
    let answers = outcome.item.new.errand.answers().filter(|_| outcome.item.part == 0);
    if let (Told::Sent(_), Some(arrived)) = (&outcome.told, answers) {
        let took = crew.app.clock.now() - arrived;
        crew.app.meter.took(Timing::Reply, took.to_std().unwrap_or_default());
    }
}

async fn send(job: &Job, outgoing: &Outgoing, lease: Duration) -> Outcome {
    let Some(delivery) = &job.delivery else { return job.outcome(Told::NotBegun) };
    let shows = payment(outgoing).filter(|_| delivery.shows_payment(outgoing));
    failpoint::pass("before-send");
    let told = guarded(delivery.deliver(outgoing), lease).await;
    failpoint::pass("after-send");
    Outcome { shown: shows, ..job.outcome(told) }
}

async fn tell(job: &Job, order: &OrderStatus, lease: Duration) -> Outcome {
    let Some(delivery) = &job.delivery else { return job.outcome(Told::NotBegun) };
    job.outcome(guarded(delivery.tell_paid(order), lease).await)
}

/// What a channel answers, whatever it does: where it panics or takes too long nobody knows.
async fn guarded(
    sending: impl Future<Output = std::result::Result<crate::domain::channel::Sent, Failure>>,
    lease: Duration,
) -> Told {
    let ambiguous = |code: &str| Told::Failed(Failure::Ambiguous { code: code.to_owned() });
    match timeout(lease / 2, AssertUnwindSafe(sending).catch_unwind()).await {
        Ok(Ok(Ok(sent))) => Told::Sent(sent),
        Ok(Ok(Err(failure))) => Told::Failed(failure),
        Ok(Err(_)) => ambiguous("panic"),
        Err(_) => ambiguous("timeout"),
    }
}

/// The charge whose payment a message shows, with its reference.
fn payment(outgoing: &Outgoing) -> Option<(Id, String)> {
    let reference = outgoing.payment.as_ref()?.reference.clone();
    Some((outgoing.charge()?.clone(), reference))
}

async fn issue(crew: &Crew, item: &Claimed, id: &Id) -> Result<Told> {
    let (db, new) = (&crew.app.db, &item.new);
    let Some(found) = charge::find(db, &new.creditor, id).await? else { return Ok(Told::Moot) };
    if found.charge.status != ChargeStatus::Requested {
        return Ok(Told::Moot);
    }
    let missing = || store::Error::missing(format!("creditor {}", new.creditor));
    let creditor = creditor::find(db, &new.creditor).await?.ok_or_else(missing)?;
    Ok(Told::Answered(match (crew.issue)(&found.charge, &creditor) {
        Ok(pix) => Event::ChargeIssued { charge: id.clone(), pix },
        Err(why) => Event::ChargeRefused { charge: id.clone(), why },
    }))
}
