//! Judges what a customer asks for, against the rung that may be reached now.
//!
//! What was left open is completed to a full plan that honours what was fixed. Within the limits
//! it is taken as it is; better for the creditor than what stands, at what stands; outside, the
//! nearest allowed plan comes back, found by [`solve`] with as few terms changed as possible, and
//! the one limit that stopped it. Only asking for less moves the ladder, by one rung, and the
//! same asking moves it once.

mod cash;
mod grant;
mod limit;
mod solve;

use chrono::NaiveDate;
use serde::Serialize;

pub use self::grant::{Range, Room, grant, room};
use super::negotiation::{Counter, Negotiation};
use super::offer::{Authority, Family, Offer};
use super::policy::Policy;
use super::request::{Refusal, Request};
use super::scope::{Facts, Scope, remembered};
use super::segment::SegmentReading;
use super::steps::{ReasonCode, Step, steps};
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::late::Owed;
use crate::domain::money::Money;
use solve::Found;

/// The answer to a counter-offer, with everything it follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// What is answered.
    pub verdict: Verdict,
    /// What a higher authority could grant as it was asked, frozen, where the verdict is not yes.
    pub escalation: Option<Escalation>,
    /// The limits of today, for texts that explain a limit.
    pub bounds: Bounds,
    /// The policy and its version.
    pub policy: String,
    /// The band that applies today.
    pub band: String,
    /// How many concessions were made, this one included.
    pub rung: u32,
    /// Who judges.
    pub authority: Authority,
    /// The kind of payer, with the facts.
    pub segment: SegmentReading,
    /// What all chosen invoices come to.
    pub owed: Owed,
    /// The arithmetic.
    pub steps: Vec<Step>,
    /// Why it is so.
    pub reasons: Vec<ReasonCode>,
    /// How many different concessions are left.
    pub concessions_left: u32,
    /// The memory after this counter, for the caller to keep.
    pub negotiation: Negotiation,
}

/// What is answered to a counter-offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", content = "answer", rename_all = "snake_case")]
pub enum Verdict {
    /// Taken as it is.
    Accepted(Offer),
    /// What stands is better for the customer, so these terms are taken.
    Better(Offer),
    /// Not as asked; this is the nearest that is allowed.
    Nearest {
        /// The nearest plan.
        offer: Offer,
        /// What stopped the asked one.
        limit: Limit,
    },
    /// Nothing near it is allowed.
    Refused {
        /// What stopped it.
        limit: Limit,
    },
}

/// What stopped a counter-offer; texts explain it without naming a floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// The first payment lies too far off, or in the past.
    FirstDate,
    /// The day of the month is not among the allowed ones.
    DueDay,
    /// Too many instalments.
    Count,
    /// The down payment is too small, or leaves nothing to part.
    DownPayment,
    /// An instalment would be under the minimum.
    Instalment,
    /// The sum is too small.
    Total,
    /// It would leave too little of the declared income.
    Income,
    /// An invoice is not among the open ones.
    Invoices,
    /// Nothing was asked for.
    Nothing,
}

/// A request to a higher authority: the asked plan, its numbers frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Escalation {
    /// Who may grant it.
    pub authority: Authority,
    /// The plan as it was asked.
    pub offer: Offer,
}

/// Today's limits of a plan, none of which tells a floor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bounds {
    /// The most instalments; none where no plan is possible.
    pub largest_count: Option<u32>,
    /// The least sum of an instalment.
    pub min_instalment: Option<Money>,
    /// The least down payment of what stands.
    pub least_down: Option<Money>,
    /// The last day for a first payment of a plan.
    pub latest_first: Option<NaiveDate>,
    /// The last day for a payment at once.
    pub cash_due: Option<NaiveDate>,
    /// What must be left of a declared income.
    pub protected_income: Money,
}

impl Limit {
    /// The code of machine output.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FirstDate => "first_date",
            Self::DueDay => "due_day",
            Self::Count => "count",
            Self::DownPayment => "down_payment",
            Self::Instalment => "instalment",
            Self::Total => "total",
            Self::Income => "income",
            Self::Invoices => "invoices",
            Self::Nothing => "nothing",
        }
    }
}

impl Verdict {
    /// The plan of the answer; none where it is a refusal.
    pub fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Accepted(offer) | Self::Better(offer) | Self::Nearest { offer, .. } => {
                Some(offer)
            }
            Self::Refused { .. } => None,
        }
    }
}

/// Judges a counter-offer.
///
/// # Errors
/// Where nothing may be offered at all, as for a quote.
pub fn counter(
    policy: &Policy,
    request: &Request<'_>,
    counter: &Counter,
) -> Result<Judgement, Refusal> {
    let open = |id: &String| request.invoices.iter().any(|one| one.is_open() && one.id == *id);
    let unknown = counter.invoices.iter().flatten().any(|id| !open(id));
    let facts = Facts::of_chosen(policy, request, |invoice| unknown || chosen(counter, invoice))?;
    let scope = facts.scope();
    let (mut memory, _) = remembered(policy, request);
    let asking = Counter { invoices: None, ..counter.clone() };
    if unknown || asking.is_empty() {
        let limit = if unknown { Limit::Invoices } else { Limit::Nothing };
        return Ok(scope.judgement(Verdict::Refused { limit }, None, memory));
    }
    let current = memory.moves.min(scope.last_reachable());
    memory.asking = memory.asking.with(counter, current);
    // Before anything was offered the opening answers: asking first gains nothing.
    let further = u32::from(memory.was_offered(request.invoices));
    let reach = (memory.asking.from + further).min(scope.last_reachable()).max(current);
    let standing = scope.standing(&memory);
    let from = memory.asking.from;
    let span = Span { current, reach, from, offered: scope.sum_of(&memory.asking.terms, from) };
    let found = scope.search(counter, span, &standing);
    let escalation = match &found {
        Found::Taken { .. } => None,
        Found::Nearest(..) | Found::Nothing(_) => escalate(policy, request, counter, span),
    };
    memory.standing = standing;
    let memory = memory.hearing(counter, found.offer(), request.as_of);
    let memory = scope.never_over_the_plan(memory);
    Ok(scope.judgement(found.verdict(), escalation, memory))
}

/// The first authority above the asking one that may grant the plan as it was asked.
fn escalate(
    policy: &Policy,
    request: &Request<'_>,
    counter: &Counter,
    span: Span,
) -> Option<Escalation> {
    let higher = [Authority::Agent, Authority::Supervisor];
    higher.into_iter().filter(|authority| *authority > request.authority).find_map(|authority| {
        let request = Request { authority, ..*request };
        let facts = Facts::of_chosen(policy, &request, |invoice| chosen(counter, invoice)).ok()?;
        let scope = facts.scope();
        let span = Span { reach: scope.last_reachable(), ..span };
        match scope.search(counter, span, &[]) {
            Found::Taken { offer, .. } => Some(Escalation { authority, offer }),
            Found::Nearest(..) | Found::Nothing(_) => None,
        }
    })
}

/// Between which rungs a counter is judged.
#[derive(Clone, Copy, Debug)]
struct Span {
    /// What stands.
    current: u32,
    /// The furthest that may be reached now.
    reach: u32,
    /// What stood when this asking began.
    from: u32,
    /// What was offered in this asking, in however many messages.
    offered: Option<Money>,
}

/// True where a counter is about the invoice.
fn chosen(counter: &Counter, invoice: &Invoice) -> bool {
    let ids = counter.invoices.as_ref().filter(|ids| !ids.is_empty());
    ids.is_none_or(|ids| ids.contains(&invoice.id))
}

impl Scope<'_> {
    /// All that was offered, the least down payment put in where parts were named without one.
    fn sum_of(&self, terms: &Counter, from: u32) -> Option<Money> {
        let named = terms.total.is_some() || terms.down_payment.is_some();
        let financed = self.price(Family::Plan, from).financed;
        let least = self.limits().filter(|_| !named).map(|limits| limits.least_down(financed));
        terms.sum().map(|sum| sum + least.unwrap_or(Money::ZERO))
    }

    fn judgement(
        &self,
        verdict: Verdict,
        escalation: Option<Escalation>,
        negotiation: Negotiation,
    ) -> Judgement {
        let facts = self.facts;
        let offers: Vec<Offer> = verdict.offer().into_iter().cloned().collect();
        let rung = negotiation.moves.min(self.last_reachable());
        Judgement {
            bounds: self.bounds(rung),
            policy: self.policy().reference.clone(),
            band: self.band_name(),
            rung,
            authority: facts.request.authority,
            segment: facts.segment.clone(),
            owed: facts.owed,
            steps: steps(&facts.per_invoice, &facts.owed, &offers),
            reasons: self.reasons(),
            concessions_left: self.steps_left(rung),
            verdict,
            escalation,
            negotiation,
        }
    }

    /// One payment at once never costs more than the plan beside it: where a counter moved the
    /// ladder for the plan, it moved for both.
    fn never_over_the_plan(&self, mut memory: Negotiation) -> Negotiation {
        let of = |family| memory.standing.iter().position(|offer| offer.family == family);
        let (Some(cash), Some(plan)) = (of(Family::Cash), of(Family::Plan)) else { return memory };
        let financed = |at: usize| memory.standing.get(at).map(|offer| offer.financed);
        if financed(cash) <= financed(plan) {
            return memory;
        }
        let index = memory.moves.min(self.last_reachable());
        let offer = self.cash_offer(self.price(Family::Cash, index), self.cash_due());
        memory.make(&offer, self.facts.request.as_of);
        if let Some(standing) = memory.standing.get_mut(cash) {
            *standing = offer;
        }
        memory
    }

    fn bounds(&self, index: u32) -> Bounds {
        let limits = self.limits();
        let financed = self.price(Family::Plan, index).financed;
        Bounds {
            largest_count: limits.as_ref().map(|limits| limits.largest_count),
            min_instalment: limits.as_ref().map(|limits| limits.min_instalment),
            least_down: limits.as_ref().map(|limits| limits.least_down(financed)),
            latest_first: limits.as_ref().map(|limits| self.pacing(limits).latest()),
            cash_due: Some(self.cash_due()),
            protected_income: self.policy().protected_income(),
        }
    }
}

impl Negotiation {
    /// The memory after a counter was heard and perhaps answered with an offer.
    fn hearing(mut self, counter: &Counter, answer: Option<&Offer>, on: NaiveDate) -> Self {
        if !self.heard.contains(counter) {
            self.heard.push(counter.clone());
        }
        let Some(offer) = answer else { return self };
        self.moves = self.moves.max(offer.rung);
        self.make(offer, on);
        self.standing.retain(|other| other.family != offer.family);
        self.standing.push(offer.clone());
        self.standing.sort_by_key(|offer| offer.family == Family::Plan);
        self
    }
}
