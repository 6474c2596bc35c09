//! What may be offered today: one payment at once, and a plan near to what is known.

use chrono::NaiveDate;
use serde::Serialize;

use super::arrange::{FEWEST, Form, Price};
use super::negotiation::Negotiation;
use super::offer::{Authority, Family, Offer};
use super::policy::Policy;
use super::request::{Refusal, Request};
use super::scope::{EASED, Facts, Limits, Scope, remembered};
use super::segment::SegmentReading;
use super::steps::{ReasonCode, Step, steps};
use crate::domain::debt::late::Owed;
use crate::domain::money::Money;

/// Offers with everything they follow from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The policy and its version.
    pub policy: String,
    /// The band that applies today.
    pub band: String,
    /// How many concessions were made: the index on both ladders.
    pub rung: u32,
    /// Who grants it.
    pub authority: Authority,
    /// The kind of payer, with the facts.
    pub segment: SegmentReading,
    /// What all chosen invoices come to.
    pub owed: Owed,
    /// What each of them comes to.
    pub per_invoice: Vec<(String, Owed)>,
    /// Cash first, then the plan; either may be missing.
    pub offers: Vec<Offer>,
    /// The arithmetic.
    pub steps: Vec<Step>,
    /// Why it is so.
    pub reasons: Vec<ReasonCode>,
    /// How many different concessions are left.
    pub concessions_left: u32,
    /// The last day on which every offer stands.
    pub valid_until: NaiveDate,
    /// The memory after making these offers, for the caller to keep.
    pub negotiation: Negotiation,
}

/// Quotes the standing rung; offers still valid come back as they were made.
///
/// # Errors
/// Where nothing may be offered, or nothing that could be paid.
pub fn quote(policy: &Policy, request: &Request<'_>) -> Result<Quote, Refusal> {
    let facts = Facts::gather(policy, request)?;
    let scope = facts.scope();
    let (memory, forgotten) = remembered(policy, request);
    let frozen = scope.standing(&memory);
    let mut reasons = Vec::new();
    if let Some(until) = frozen.iter().map(|offer| offer.valid_until).min() {
        reasons.push(ReasonCode::Frozen { until });
    }
    if let [Offer { family: Family::Cash, .. }, Offer { family: Family::Plan, .. }] = *frozen {
        let memory = Negotiation { standing: frozen.clone(), ..memory };
        return Ok(scope.quote(frozen, reasons, memory));
    }
    let index = memory.moves.min(scope.last_reachable());
    let (offers, mut why) = scope.offers(index)?;
    reasons.append(&mut why);
    if forgotten {
        reasons.push(ReasonCode::LadderForgotten);
    } else if memory.moves > 0 {
        reasons.push(ReasonCode::LadderResumed { moves: memory.moves });
    }
    let offers: Vec<Offer> = offers.into_iter().map(|offer| instead(&frozen, offer)).collect();
    let memory = memory.making(&offers, index, request.as_of);
    Ok(scope.quote(offers, reasons, memory))
}

/// The frozen offer of the same family, where there is one.
fn instead(frozen: &[Offer], offer: Offer) -> Offer {
    frozen.iter().find(|other| other.family == offer.family).cloned().unwrap_or(offer)
}

impl Scope<'_> {
    /// The newest offers of the memory that may still be accepted as they are, cash first.
    ///
    /// They stand whatever is published meanwhile; only facts of the debt end them early: a
    /// payment, hardship told, or an income that a plan would leave too small.
    pub fn standing(&self, memory: &Negotiation) -> Vec<Offer> {
        let ids = self.facts.ids();
        let as_of = self.facts.request.as_of;
        let alive = |offer: &&Offer| {
            as_of <= offer.valid_until
                && offer.invoices == ids
                && offer.owed.principal == self.facts.owed.principal
        };
        let room = self.room();
        let suits = |offer: &&Offer| {
            let plan = offer.family == Family::Plan;
            let over = room.is_some_and(|room| offer.parts().any(|part| part.amount > room));
            !(plan && over) && (!self.eased || offer.band.ends_with(EASED))
        };
        let newest = |family| {
            let of_family = |offer: &&Offer| offer.family == family;
            memory.made.iter().rev().filter(of_family).find(alive).filter(suits).cloned()
        };
        [Family::Cash, Family::Plan].into_iter().filter_map(newest).collect()
    }

    /// Puts the quote together.
    pub fn quote(
        &self,
        offers: Vec<Offer>,
        mut reasons: Vec<ReasonCode>,
        negotiation: Negotiation,
    ) -> Quote {
        let facts = self.facts;
        let mut why = self.reasons();
        why.append(&mut reasons);
        let rung = negotiation.moves.min(self.last_reachable());
        let ends = offers.iter().map(|offer| offer.valid_until).min();
        Quote {
            policy: facts.policy.reference.clone(),
            band: self.band_name(),
            rung,
            authority: facts.request.authority,
            segment: facts.segment.clone(),
            owed: facts.owed,
            per_invoice: facts.per_invoice.clone(),
            steps: steps(&facts.per_invoice, &facts.owed, &offers),
            reasons: why,
            concessions_left: self.steps_left(rung),
            valid_until: ends.unwrap_or(facts.request.as_of),
            offers,
            negotiation,
        }
    }

    /// What of the facts shaped the terms.
    pub fn reasons(&self) -> Vec<ReasonCode> {
        let facts = self.facts;
        let days = facts.owed.days_overdue;
        let segment = facts.segment.segment;
        let mut reasons = vec![
            ReasonCode::Band { band: self.band_name(), days },
            ReasonCode::Segment { segment },
        ];
        if self.eased {
            reasons.push(ReasonCode::Hardship);
        }
        if facts.chronic() {
            reasons.push(ReasonCode::Chronic);
        }
        if facts.least.is_positive() {
            reasons.push(ReasonCode::WaitingNeverPays { least: facts.least });
        }
        if self.broken > 0 {
            reasons.push(ReasonCode::AfterBroken { count: self.broken });
        }
        if self.blocked {
            reasons.push(ReasonCode::NoDiscountAfterBreach);
        }
        match facts.request.authority {
            Authority::Bot => {}
            authority @ (Authority::Agent | Authority::Supervisor) => {
                reasons.push(ReasonCode::Granted { authority });
            }
        }
        reasons
    }

    /// Both offers of a rung, with why the plan is as it is.
    pub fn offers(&self, index: u32) -> Result<(Vec<Offer>, Vec<ReasonCode>), Refusal> {
        let nothing = self.facts.request.wishes.monthly == Some(Money::ZERO);
        if self.facts.hardship && nothing {
            return Err(self.unaffordable());
        }
        let mut reasons = Vec::new();
        let cash = self.cash_offer(self.price(Family::Cash, index), self.cash_due());
        let plan = self.plan(index, &mut reasons);
        let over = self.room().is_some_and(|room| cash.total > room);
        if plan.is_none() && over {
            return Err(self.unaffordable());
        }
        Ok(([Some(cash), plan].into_iter().flatten().collect(), reasons))
    }

    /// The refusal where nothing fits: a pause instead.
    pub fn unaffordable(&self) -> Refusal {
        Refusal::Unaffordable {
            income: self.facts.request.wishes.income,
            protected: self.policy().protected_income(),
            pause_days: self.policy().pause_days_max(self.facts.hardship),
        }
    }

    /// The plan nearest to what is known.
    fn plan(&self, index: u32, reasons: &mut Vec<ReasonCode>) -> Option<Offer> {
        let Some(limits) = self.limits() else {
            reasons.push(ReasonCode::NoPlanInBand);
            return None;
        };
        let price = self.price(Family::Plan, index);
        let down = limits.least_down(price.financed);
        let count = self.count(&limits, price, down, reasons)?;
        let mut form = Form { count, down, first: None, due_day: None };
        self.days(&limits, &mut form, reasons);
        self.plan_offer(&limits, price, form)
    }

    /// How many instalments: what fits the month, else about half of what is allowed.
    fn count(
        &self,
        limits: &Limits,
        price: Price,
        down: Money,
        reasons: &mut Vec<ReasonCode>,
    ) -> Option<u32> {
        let rest = price.financed.less(down);
        let most = limits.most(rest);
        if most < FEWEST {
            reasons.push(ReasonCode::TooSmallForPlan { minimum: limits.min_instalment });
            return None;
        }
        let affordable = |count: &u32| {
            let fits = |room| limits.fits(rest, *count, room);
            limits.affordable(down) && limits.room.is_none_or(fits)
        };
        let counts: Vec<u32> = (FEWEST..=most).filter(affordable).collect();
        let Some(largest) = counts.last().copied() else {
            let room = limits.room.unwrap_or(Money::ZERO);
            reasons.push(ReasonCode::NoPlanWithinIncome { room });
            return None;
        };
        let first = |fits: &dyn Fn(u32) -> bool| counts.iter().copied().find(|count| fits(*count));
        let monthly = self.facts.request.wishes.monthly.filter(|sum| sum.is_positive());
        let (count, reason) = if let Some(monthly) = monthly {
            first(&|count| limits.fits(rest, count, monthly)).map_or(
                (largest, ReasonCode::MonthlyOutOfReach { monthly, count: largest }),
                |count| (count, ReasonCode::FitsMonthly { monthly, count }),
            )
        } else {
            let usual = limits.largest_count.div_ceil(2);
            let count = first(&|count| count >= usual).unwrap_or(largest);
            (count, ReasonCode::UsualCount { count })
        };
        reasons.push(reason);
        Some(count)
    }

    /// Puts the customer's days into the plan as far as they are allowed.
    fn days(&self, limits: &Limits, form: &mut Form, reasons: &mut Vec<ReasonCode>) {
        let pacing = self.pacing(limits);
        let wishes = self.facts.request.wishes;
        if let Some(day) = wishes.due_day {
            let day = pacing.nearest_day(day);
            form.due_day = Some(day);
            reasons.push(ReasonCode::DueDay { day });
        }
        let Some(date) = wishes.first_date else { return };
        if pacing.allows_first(date) {
            form.first = Some(date);
            reasons.push(ReasonCode::FirstDate { date });
        } else if date > self.facts.request.as_of {
            reasons.push(ReasonCode::FirstDateOutOfReach { latest: pacing.latest() });
        }
    }
}

impl Negotiation {
    /// The memory after offers were made at an index.
    pub(super) fn making(mut self, offers: &[Offer], index: u32, on: NaiveDate) -> Self {
        self.moves = self.moves.max(index);
        for offer in offers {
            self.make(offer, on);
        }
        self.standing = offers.to_vec();
        self
    }

    /// Notes an offer, unless it is one that was made already.
    pub(super) fn make(&mut self, offer: &Offer, on: NaiveDate) {
        if self.made.iter().all(|made| made.id != offer.id) {
            self.opened_on = self.opened_on.or(Some(on));
            self.last_on = Some(on);
            self.made.push(offer.clone());
        }
    }
}
