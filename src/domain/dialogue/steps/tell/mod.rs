//! Answers from facts: sums, dates, papers, rights. Nothing here is a threat or a guess.
//!
//! Each says something and leaves the question standing. What it sets going, such as a request,
//! is written down once in a conversation and told with its protocol.

mod charges;
mod consequences;
mod papers;
mod privacy;
mod requests;

use crate::domain::debt::invoice::Invoice;
use crate::domain::dialogue::absorb;
use crate::domain::dialogue::matter::{RequestKind, Waiting};
use crate::domain::dialogue::telling::Telling;
use crate::domain::dialogue::walk::Walk;

/// Tells it.
pub fn tell(walk: &mut Walk<'_>, what: Telling) {
    match what {
        Telling::Breakdown => charges::breakdown(walk),
        Telling::Growth => charges::growth(walk),
        Telling::Refusal => charges::once(walk),
        Telling::Consequences => consequences::all(walk),
        Telling::Removal => consequences::removal(walk),
        Telling::Service => consequences::service(walk),
        Telling::Prescription => consequences::prescription(walk),
        Telling::Receipt => papers::receipt(walk),
        Telling::Discharge => papers::discharge(walk),
        Telling::Contract => papers::contract(walk),
        Telling::Access => privacy::access(walk),
        Telling::Erasure => privacy::erasure(walk),
        Telling::Correction => privacy::correction(walk),
        Telling::Source => privacy::source(walk),
        Telling::Review => privacy::review(walk),
        Telling::Payment => papers::payment(walk),
        Telling::Asked => asked(walk),
    }
    walk.state.pending = None;
}

/// What was asked for before it was known who asks.
fn asked(walk: &mut Walk<'_>) {
    let pending = walk.state.pending.as_ref().map(|pending| pending.about);
    let Some(Waiting::Privacy(Some(kind)) | Waiting::Paper(Some(kind))) = pending else {
        return;
    };
    match kind {
        RequestKind::Access => privacy::access(walk),
        RequestKind::Erasure => privacy::erasure(walk),
        RequestKind::Correction => privacy::correction(walk),
        RequestKind::Source => privacy::source(walk),
        RequestKind::Review => privacy::review(walk),
        RequestKind::Receipt => papers::receipt(walk),
        RequestKind::Discharge => papers::discharge(walk),
        RequestKind::Contract => papers::contract(walk),
        RequestKind::Payment => papers::payment(walk),
        // A human of ours writes it down: see `dialogue::desk`.
        RequestKind::Complaint => {}
    }
}

/// Where the sums of some invoices come from.
pub fn breakdown_of(walk: &mut Walk<'_>, invoices: &[Invoice]) {
    charges::breakdown_of(walk, invoices);
}

/// The customer's words that led here: of this message, of what waited, else the last ones.
pub fn words(walk: &Walk<'_>) -> String {
    let heard = walk.heard.reading.map(|reading| absorb::short(&reading.text));
    let waited = || walk.state.pending.as_ref().map(|pending| pending.words.clone());
    let heard = if walk.state.pending.is_some() { waited() } else { heard };
    heard.or_else(|| walk.state.words.last().cloned()).unwrap_or_default()
}
