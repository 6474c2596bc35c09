//! What is said before it is known who says it: kept, so that nobody has to say it twice.

use super::matter::{DisputeKind, Pending, RequestKind, Waiting};
use super::state::Identity;
use super::steps;
use super::walk::Walk;
use crate::domain::understanding::{Intent, Reading};

/// Confidence, in thousandths, from which it is kept.
const HEARD: u16 = 650;

/// Keeps what waits for the identity; the first thing said stands.
pub fn notice(walk: &mut Walk<'_>) {
    if walk.state.identity == Identity::Verified || walk.state.pending.is_some() {
        return;
    }
    let Some(reading) = walk.heard.reading else { return };
    let Some(intent) = WAITS.into_iter().find(|intent| says(reading, *intent)) else { return };
    let detail = reading.detail_of(intent);
    let pending = match intent {
        Intent::AlreadyPaid => steps::claimed(walk),
        Intent::Dispute => kept(walk, Waiting::Dispute(DisputeKind::told(detail))),
        Intent::PrivacyRequest => kept(walk, Waiting::Privacy(RequestKind::told(detail))),
        _paper => kept(walk, Waiting::Paper(RequestKind::told(detail))),
    };
    walk.note("pending", pending.about.as_str());
    walk.state.pending = Some(pending);
}

/// What waits, in the order in which it wins.
const WAITS: [Intent; 4] =
    [Intent::Dispute, Intent::AlreadyPaid, Intent::PrivacyRequest, Intent::AskReceipt];

fn says(reading: &Reading, intent: Intent) -> bool {
    reading.also.contains(&intent) || reading.intent == intent && reading.confidence >= HEARD
}

fn kept(walk: &Walk<'_>, about: Waiting) -> Pending {
    Pending { about, words: steps::words(walk), on: None }
}
