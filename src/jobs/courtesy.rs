//! Shows customers that they were heard: read marks, "typing", the answer to a tap on a button.
//!
//! Only a courtesy, beside the queue: it never delays a turn, nothing waits for it, and a process
//! that dies forgets it. So much at once and no more; where too much waits, a read mark is left
//! out, a tap is not, for its button turns until it is answered.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tracing::debug;

use super::Crew;
use super::outbox::delivery;
use crate::channels::Seen;
use crate::domain::channel::{Failure, What};
use crate::store::inbox::{Claimed, Incoming};

/// How many are shown at once.
const AT_ONCE: usize = 32;

/// The longest that showing one may take.
const LONGEST: Duration = Duration::from_secs(5);

/// How long after a failure a tap is answered once more.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

/// How much is shown now; clones share it.
#[derive(Clone, Debug)]
pub struct Courtesy(Arc<Semaphore>);

impl Default for Courtesy {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Courtesy {
    /// Shows the customers of entries that they were heard; returns at once. Where more waits than
    /// was claimed, only taps are answered: read marks would hold up the answers themselves. A tap is
    /// answered at each claim, for whoever claimed it before may have died with its button turning.
    pub fn show(&self, crew: &Crew, entries: &[Claimed], more_waits: bool) {
        for entry in entries {
            let Some((lane, seen)) = seen(entry) else { continue };
            if !seen.tapped && (more_waits || entry.attempts > 1) {
                continue;
            }
            let Some(delivery) = delivery(crew, &lane) else { continue };
            let room = Arc::clone(&self.0);
            let free = Arc::clone(&room).try_acquire_owned().ok();
            if free.is_none() && !seen.tapped {
                continue;
            }
            tokio::spawn(async move {
                let _slot = match free {
                    Some(slot) => Some(slot),
                    None => room.acquire_owned().await.ok(),
                };
                let mut answer = timeout(LONGEST, delivery.attend(&seen)).await;
                if seen.tapped && matches!(answer, Err(_) | Ok(Err(Failure::Later { .. }))) {
                    sleep(AGAIN_AFTER).await;
                    answer = timeout(LONGEST, delivery.attend(&seen)).await;
                }
                match answer {
                    Ok(Ok(())) => {}
                    Ok(Err(failure)) => debug!(why = failure.code(), "a courtesy failed"),
                    Err(_) => debug!("a courtesy took too long"),
                }
            });
        }
    }
}

/// What is shown of an entry, and by which account; none where it did not come by a channel.
fn seen(entry: &Claimed) -> Option<(String, Seen)> {
    let Incoming::Heard { heard } = &entry.new.body else { return None };
    // Nobody is writing an answer to a sign, and none is due to most edits.
    if matches!(heard.what, What::Reacted | What::Edited) {
        return None;
    }
    // The provider's id of what came stands behind the account: `account/id`.
    let (account, _) = entry.new.external_id.split_once('/')?;
    let seen = Seen {
        account: account.to_owned(),
        address: heard.who.address.clone(),
        reference: heard.reference.clone()?,
        tapped: matches!(heard.what, What::Tapped { .. }),
    };
    Some((format!("{}/{account}", entry.new.channel), seen))
}
