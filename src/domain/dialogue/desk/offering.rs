//! An offer of a human's: judged now, under their authority, and only then said.

use super::{Proposal, ProposalStatus, end, is_anothers, refused};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::state::{Identity, Owner};
use crate::domain::dialogue::steps::confirm;
use crate::domain::dialogue::text::Part;
use crate::domain::dialogue::walk::Walk;
use crate::domain::policy::negotiation::Counter;
use crate::domain::policy::{self, Authority, Judgement, Offer, Refusal, Room, Verdict};

/// Offers terms: within the authority they are said, within a higher one they wait for it.
///
/// `seen` is the id of the offer that the human saw; without it only terms that are taken as they
/// are count.
pub fn offer(
    walk: &mut Walk<'_>,
    (by, authority): (&str, Authority),
    terms: &Counter,
    seen: Option<&str>,
) {
    if let Err(why) = may_offer(walk, by) {
        return refused(walk, why);
    }
    let judged = match judged(walk, authority, terms) {
        Ok(judged) => judged,
        Err(refusal) => return refused(walk, refusal.code()),
    };
    let beyond = judged.escalation.clone();
    let waits = beyond.filter(|it| seen.is_none_or(|seen| it.offer.id == seen));
    let offer = permitted(&judged, seen);
    let id = walk.name();
    let proposal = |offer| Proposal { id, by: by.to_owned(), terms: terms.clone(), offer };
    match (offer, waits) {
        (Some(offer), _) => say(walk, proposal(offer), None),
        (None, Some(waits)) => freeze(walk, proposal(waits.offer)),
        (None, None) => refused(walk, stopped(&judged, seen)),
    }
}

/// Takes back what was said, or what waits for approval.
pub fn withdraw(walk: &mut Walk<'_>, by: &str) {
    let dealing = walk.state.dealing.clone();
    if dealing.is_empty() {
        return refused(walk, "no-proposal");
    }
    if let Some(frozen) = dealing.frozen {
        end(walk, &frozen.id, ProposalStatus::Withdrawn, (by, ""));
    }
    if let Some(said) = dealing.said {
        end(walk, &said.id, ProposalStatus::Withdrawn, (by, ""));
        walk.say(Part::new("desk-offer-withdrawn").sensitive());
    }
}

/// Terms as the policy judges them under an authority.
pub fn judged(
    walk: &Walk<'_>,
    authority: Authority,
    terms: &Counter,
) -> Result<Judgement, Refusal> {
    let about = if terms.invoices.is_some() { walk.presentable() } else { walk.invoices() };
    let policy = &walk.rules.policy;
    walk.ask_policy_as((authority, &about), |request| policy::grant(policy, request, terms))
}

/// What an authority may grant.
pub fn room(walk: &Walk<'_>, authority: Authority) -> Result<Room, Refusal> {
    let about = walk.invoices();
    walk.ask_policy_as((authority, &about), |request| policy::room(&walk.rules.policy, request))
}

/// Says an offer with all its terms and asks for an explicit yes; what was said before gives way.
pub fn say(walk: &mut Walk<'_>, proposal: Proposal, approved_by: Option<&str>) {
    if let Some(before) = walk.state.dealing.said.clone() {
        end(walk, &before.id, ProposalStatus::Replaced, (&proposal.by, ""));
    }
    // What the bot recapped is no question any more: one yes, one set of terms.
    walk.state.proposal = None;
    walk.state.promising = None;
    walk.state.moving = None;
    walk.state.asked = None;
    walk.note("proposal", ProposalStatus::Said.as_str());
    walk.say(Part::new("desk-offer").sensitive());
    confirm::recap(walk, &proposal.offer);
    let (proposal, status) = (Box::new(proposal), ProposalStatus::Said);
    walk.state.dealing.said = Some(proposal.clone());
    walk.state.dealing.talked = false;
    let approved_by = approved_by.map(str::to_owned);
    walk.enact(Effect::RecordProposal { proposal, status, approved_by });
}

fn freeze(walk: &mut Walk<'_>, proposal: Proposal) {
    walk.note("proposal", ProposalStatus::Waiting.as_str());
    let (proposal, status) = (Box::new(proposal), ProposalStatus::Waiting);
    walk.state.dealing.frozen = Some(proposal.clone());
    walk.enact(Effect::RecordProposal { proposal, status, approved_by: None });
}

/// The conditions of any offer, whatever its terms.
fn may_offer(walk: &Walk<'_>, by: &str) -> Result<(), &'static str> {
    if walk.state.owner != Owner::Human || is_anothers(walk, by) {
        return Err("not-taken");
    }
    if walk.state.identity != Identity::Verified {
        return Err("identity");
    }
    if walk.state.dealing.frozen.is_some() {
        return Err("frozen");
    }
    Ok(())
}

/// The offer that may be said: what the human saw, else what they asked for as it is.
fn permitted(judged: &Judgement, seen: Option<&str>) -> Option<Offer> {
    let offer = match (&judged.verdict, seen) {
        (verdict, Some(seen)) => verdict.offer().filter(|offer| offer.id == seen),
        (Verdict::Accepted(offer) | Verdict::Better(offer), None) => Some(offer),
        (Verdict::Nearest { .. } | Verdict::Refused { .. }, None) => None,
    };
    offer.cloned()
}

/// Why terms may not be said.
fn stopped(judged: &Judgement, seen: Option<&str>) -> &'static str {
    match &judged.verdict {
        Verdict::Nearest { limit, .. } | Verdict::Refused { limit } if seen.is_none() => {
            limit.code()
        }
        Verdict::Accepted(_)
        | Verdict::Better(_)
        | Verdict::Nearest { .. }
        | Verdict::Refused { .. } => "changed",
    }
}
