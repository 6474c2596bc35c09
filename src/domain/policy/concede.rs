//! A refusal, or "is there a discount?": one rung further, and never the same terms as if new.

use chrono::NaiveDate;
use serde::Serialize;

use super::negotiation::{Asking, Negotiation};
use super::offer::Offer;
use super::policy::Policy;
use super::quote::{Quote, quote};
use super::request::{Refusal, Request};
use super::scope::{Facts, Scope, remembered};
use super::steps::ReasonCode;

/// What came of asking for more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "concession", rename_all = "snake_case")]
pub enum Concession {
    /// The ladder moved: new offers.
    Moved(Quote),
    /// No rung is left; what stands, stands until its end.
    Exhausted {
        /// The offers that may still be accepted.
        standing: Vec<Offer>,
        /// The first day on which one of them ends.
        valid_until: Option<NaiveDate>,
        /// The memory, unchanged but for what ended.
        negotiation: Negotiation,
    },
}

/// Moves the ladder by one rung, or says that there is none left.
///
/// Where nothing was offered yet, the opening is the answer: asking before an offer gains
/// nothing.
///
/// # Errors
/// As [`quote`].
pub fn concede(policy: &Policy, request: &Request<'_>) -> Result<Concession, Refusal> {
    let facts = Facts::gather(policy, request)?;
    let scope = facts.scope();
    let (mut memory, _) = remembered(policy, request);
    if !memory.was_offered(request.invoices) {
        return quote(policy, request).map(Concession::Moved);
    }
    let standing = scope.standing(&memory);
    for index in memory.moves.saturating_add(1)..=scope.last_reachable() {
        let (offers, mut reasons) = scope.offers(index)?;
        let Some(offers) = scope.fresh(offers, &standing, &memory) else { continue };
        reasons.push(ReasonCode::LadderResumed { moves: index });
        memory.asking = Asking::default();
        let memory = memory.making(&offers, index, request.as_of);
        return Ok(Concession::Moved(scope.quote(offers, reasons, memory)));
    }
    let valid_until = standing.iter().map(|offer| offer.valid_until).min();
    let negotiation = Negotiation { standing: standing.clone(), ..memory };
    Ok(Concession::Exhausted { standing, valid_until, negotiation })
}

impl Scope<'_> {
    /// The offers of a rung, those that changed nothing left as they stood; none where all did.
    ///
    /// An offer is news only where it asks for less than the rung before it does today, less
    /// than what stands, and for nothing that was offered already.
    fn fresh(
        &self,
        offers: Vec<Offer>,
        standing: &[Offer],
        memory: &Negotiation,
    ) -> Option<Vec<Offer>> {
        let mut news = false;
        let offers = offers.into_iter().map(|offer| {
            let before = standing.iter().find(|before| before.family == offer.family);
            let less = offer.financed < self.price(offer.family, memory.moves).financed
                && before.is_none_or(|before| offer.financed < before.financed);
            if less && !memory.made.iter().any(|made| made.same_terms(&offer)) {
                news = true;
                return offer;
            }
            before.cloned().unwrap_or(offer)
        });
        let offers: Vec<Offer> = offers.collect();
        news.then_some(offers)
    }
}
