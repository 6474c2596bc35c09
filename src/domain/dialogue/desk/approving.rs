//! A second pair of eyes on what goes beyond an authority: a yes, judged anew, or a no.

use super::offering::{judged, say};
use super::{Proposal, ProposalStatus, end, refused};
use crate::domain::dialogue::state::{Identity, Owner};
use crate::domain::dialogue::walk::Walk;
use crate::domain::id::Id;
use crate::domain::policy::{Authority, Counter, Offer};

/// Approves what waits: judged again as of now; where the sums are others by now it is over.
pub fn approve(walk: &mut Walk<'_>, (by, authority): (&str, Authority), proposal: &Id) {
    let frozen = match waits(walk, by, proposal) {
        Ok(frozen) => frozen,
        Err(why) => return refused(walk, why),
    };
    if authority < frozen.offer.authority {
        return refused(walk, "authority");
    }
    if walk.state.owner != Owner::Human || walk.state.identity != Identity::Verified {
        return refused(walk, "not-taken");
    }
    let Some(offer) = still(walk, authority, &frozen) else {
        return end(walk, proposal, ProposalStatus::Expired, (by, "changed"));
    };
    walk.state.dealing.frozen = None;
    say(walk, Proposal { offer, ..frozen }, Some(by));
}

/// Says no to what waits.
pub fn refuse(walk: &mut Walk<'_>, by: &str, proposal: &Id, why: &str) {
    match waits(walk, by, proposal) {
        Ok(_) => end(walk, proposal, ProposalStatus::Refused, (by, why)),
        Err(code) => refused(walk, code),
    }
}

/// What waits by this id; nobody decides on their own.
fn waits(walk: &Walk<'_>, by: &str, proposal: &Id) -> Result<Proposal, &'static str> {
    let frozen = walk.state.dealing.frozen.as_deref();
    let frozen = frozen.filter(|frozen| frozen.id == *proposal).ok_or("decided")?;
    if frozen.by == by { Err("own") } else { Ok(frozen.clone()) }
}

/// The frozen numbers as they come out today; none where any of them is another.
///
/// The days count too: what nobody had named is held to the day that was frozen with the sums.
fn still(walk: &Walk<'_>, authority: Authority, frozen: &Proposal) -> Option<Offer> {
    if frozen.offer.valid_until < walk.today() {
        return None;
    }
    let first = frozen.offer.parts().next().map(|part| part.due);
    let terms = Counter { first_date: frozen.terms.first_date.or(first), ..frozen.terms.clone() };
    let judged = judged(walk, authority, &terms).ok()?;
    let offer = judged.verdict.offer().filter(|offer| offer.same_terms(&frozen.offer))?;
    Some(offer.clone())
}
