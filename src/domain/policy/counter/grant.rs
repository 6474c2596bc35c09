//! Judges terms that one of us wants to offer, against all that their authority may grant.
//!
//! A customer's counter moves the ladder by one rung; whoever answers for their own authority may
//! go to its last rung at once. Nothing here is remembered: what a person of ours offers is no
//! concession of the bot's.

use serde::Serialize;

use super::super::offer::Family;
use super::{
    Authority, Bounds, Counter, Escalation, Facts, Found, Judgement, Limit, Negotiation, Policy,
    Refusal, Request, Scope, Span, Verdict, chosen, remembered,
};
use crate::domain::money::Money;

/// What somebody may grant today: the sums between which they may move, and the limits of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Room {
    /// Who may.
    pub authority: Authority,
    /// What is owed today, all of it.
    pub owed: Money,
    /// One payment at once.
    pub cash: Range,
    /// What a plan finances; none where the band allows no plan.
    pub plan: Option<Range>,
    /// The other limits; the least down payment is that of the least sum.
    pub bounds: Bounds,
}

/// Between which sums somebody may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// What stands: nobody is asked for more.
    pub most: Money,
    /// The least that may be granted.
    pub least: Money,
}

/// Judges terms under the request's authority.
///
/// Terms within it are accepted as they are, or at what stands where that is better for the
/// customer. Outside, the nearest that is allowed comes back with the one limit that stopped them,
/// and what a higher authority could grant.
///
/// # Errors
/// Where nothing may be offered at all, as for a quote.
pub fn grant(
    policy: &Policy,
    request: &Request<'_>,
    terms: &Counter,
) -> Result<Judgement, Refusal> {
    let open = |id: &String| request.invoices.iter().any(|one| one.is_open() && one.id == *id);
    let unknown = terms.invoices.iter().flatten().any(|id| !open(id));
    let facts = Facts::of_chosen(policy, request, |invoice| unknown || chosen(terms, invoice))?;
    let scope = facts.scope();
    let (memory, _) = remembered(policy, request);
    let wanted = Counter { invoices: None, ..terms.clone() };
    if unknown || wanted.is_empty() {
        let limit = if unknown { Limit::Invoices } else { Limit::Nothing };
        return Ok(scope.judgement(Verdict::Refused { limit }, None, memory));
    }
    let span = scope.span(&memory);
    let standing = scope.standing(&memory);
    let found = scope.search(&wanted, span, &standing);
    let escalation = match &found {
        Found::Taken { .. } => None,
        Found::Nearest(..) | Found::Nothing(_) => beyond(policy, request, terms),
    };
    Ok(scope.judgement(found.verdict(), escalation, memory))
}

/// The first authority above the asking one that takes the terms as they are, judged as its own.
fn beyond(policy: &Policy, request: &Request<'_>, terms: &Counter) -> Option<Escalation> {
    let higher = [Authority::Agent, Authority::Supervisor];
    higher.into_iter().filter(|authority| *authority > request.authority).find_map(|authority| {
        let judged = grant(policy, &Request { authority, ..*request }, terms).ok()?;
        match judged.verdict {
            Verdict::Accepted(offer) | Verdict::Better(offer) => {
                Some(Escalation { authority, offer })
            }
            Verdict::Nearest { .. } | Verdict::Refused { .. } => None,
        }
    })
}

/// What the request's authority may grant today.
///
/// # Errors
/// Where nothing may be offered at all, as for a quote.
pub fn room(policy: &Policy, request: &Request<'_>) -> Result<Room, Refusal> {
    let facts = Facts::gather(policy, request)?;
    let scope = facts.scope();
    let (memory, _) = remembered(policy, request);
    let Span { current, reach, .. } = scope.span(&memory);
    let range = |family| {
        let least = scope.price(family, reach).financed;
        Range { most: scope.price(family, current).financed.max(least), least }
    };
    Ok(Room {
        authority: request.authority,
        owed: facts.owed.total(),
        cash: range(Family::Cash),
        plan: scope.limits().map(|_| range(Family::Plan)),
        bounds: scope.bounds(reach),
    })
}

impl Scope<'_> {
    /// From what stands to the last rung of the authority.
    fn span(&self, memory: &Negotiation) -> Span {
        let reach = self.last_reachable();
        let current = memory.moves.min(reach);
        Span { current, reach, from: current, offered: None }
    }
}
