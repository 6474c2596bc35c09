//! What the dialogue did not permit is refused, and the whole write with it.

use super::{Error, Refused};
use crate::app::turn::Now;
use crate::domain::dialogue::desk::REFUSED;

/// Refuses what the dialogue did not permit: the write is taken back then.
pub fn permitted(now: Now) -> Result<Now, Error> {
    match now.trace.iter().find(|trace| trace.kind == REFUSED) {
        Some(trace) => Err(Refused::Stopped { why: trace.detail.clone() }.into()),
        None => Ok(now),
    }
}
