//! Shows customers that they were seen, as soon as what they did is in hand.
//!
//! A courtesy beside the work: nothing waits for it, and nothing is written down. Where more of it
//! is on its way than there is room for, read marks are left out; a tap is answered all the same,
//! for whoever tapped looks at a turning wheel until it is.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;
use tracing::debug;

use super::Crew;
use crate::channels::Seen;
use crate::domain::channel::What;
use crate::store::inbox::{Claimed, Incoming};

/// How many may be on their way at once.
const ROOM: usize = 32;
/// After this a tap is past being answered.
const TOO_LATE: Duration = Duration::from_secs(15);

/// The room for courtesies; clones share it.
#[derive(Clone, Debug)]
pub struct Courtesy(Arc<Semaphore>);

impl Default for Courtesy {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(ROOM)))
    }
}

/// Attends to what was claimed for the first time.
pub fn show(crew: &Crew, claimed: &[Claimed]) {
    for entry in claimed.iter().filter(|entry| entry.attempts == 1) {
        let Some(seen) = seen(entry) else { continue };
        let channel = &entry.new.channel;
        let lane = format!("{channel}/{}", seen.account);
        let Some(delivery) = crew.deliveries.get(&lane).or_else(|| crew.deliveries.get(channel))
        else {
            continue;
        };
        let (delivery, room) = (delivery.clone(), crew.courtesy.0.clone());
        let now = room.clone().try_acquire_owned().ok();
        if now.is_none() && !seen.tapped {
            continue;
        }
        tokio::spawn(async move {
            let _room = match now {
                Some(room) => room,
                None => match tokio::time::timeout(TOO_LATE, room.acquire_owned()).await {
                    Ok(Ok(room)) => room,
                    Ok(Err(_)) | Err(_) => return,
                },
            };
            if let Err(failure) = delivery.attend(&seen).await {
                debug!(lane, code = failure.code(), "a customer was not shown that they were seen");
            }
        });
    }
}

/// What is shown to have been seen; nothing of what needs no answer.
fn seen(entry: &Claimed) -> Option<Seen> {
    let Incoming::Heard { heard } = &entry.new.body else { return None };
    let tapped = match &heard.what {
        What::Tapped { .. } => true,
        What::Text { .. }
        | What::Media { .. }
        | What::OwnPhone { .. }
        | What::Started { .. }
        | What::Unsupported { .. } => false,
        What::Reacted | What::Edited | What::Blocked | What::Unblocked => return None,
    };
    let (account, _) = entry.new.external_id.split_once('/')?;
    Some(Seen {
        account: account.to_owned(),
        address: heard.who.address.clone(),
        reference: heard.reference.clone()?,
        tapped,
    })
}
