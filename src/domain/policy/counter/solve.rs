//! Finds the plan that was asked for, or the nearest one that is allowed.
//!
//! Each subset of the customer's terms may be let go; the search tries the smallest subsets
//! first and, among equals, lets go in the order date, count, down payment, instalment, total.
//! The first subset that leaves an allowed plan gives the nearest one.

use chrono::{Datelike, NaiveDate};

use super::super::arrange::{FEWEST, Form, Price, parts};
use super::super::dates::Pacing;
use super::super::negotiation::Counter;
use super::super::offer::{Family, Offer};
use super::super::scope::{Limits, Scope};
use super::{Limit, Span, Verdict};
use crate::domain::money::Money;

/// What a search came to.
#[derive(Clone, Debug)]
pub(super) enum Found {
    /// Within the limits.
    Taken {
        /// The plan.
        offer: Offer,
        /// True where it asks for less than the customer offered.
        better: bool,
    },
    /// Not within them; this comes nearest.
    Nearest(Offer, Limit),
    /// Nothing is allowed at all.
    Nothing(Limit),
}

/// A term that the customer fixed, in the order in which terms are let go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Term {
    Date,
    Count,
    Down,
    Instalment,
    Total,
}

const TERMS: [Term; 5] = [Term::Date, Term::Count, Term::Down, Term::Instalment, Term::Total];

/// One search for a plan.
pub(super) struct Search<'a> {
    pub scope: &'a Scope<'a>,
    pub limits: Limits,
    pub pacing: Pacing<'a>,
    pub counter: &'a Counter,
    /// What stands, and the furthest that may be reached now.
    pub current: Price,
    pub far: Price,
    /// The count of what stands, or the usual one.
    pub usual: u32,
}

impl Found {
    pub(super) fn offer(&self) -> Option<&Offer> {
        match self {
            Self::Taken { offer, .. } | Self::Nearest(offer, _) => Some(offer),
            Self::Nothing(_) => None,
        }
    }

    pub(super) fn verdict(self) -> Verdict {
        match self {
            Self::Taken { offer, better: true } => Verdict::Better(offer),
            Self::Taken { offer, better: false } => Verdict::Accepted(offer),
            Self::Nearest(offer, limit) => Verdict::Nearest { offer, limit },
            Self::Nothing(limit) => Verdict::Refused { limit },
        }
    }
}

impl Scope<'_> {
    /// Judges a counter between what stands and the furthest rung that may be reached.
    pub(super) fn search(&self, counter: &Counter, span: Span, standing: &[Offer]) -> Found {
        if let Some(found) = standing.iter().find_map(|offer| self.met_by(offer, counter)) {
            return found;
        }
        if self.is_cash(counter) {
            return self.search_cash(counter, span, standing);
        }
        let found = self.limits().map(|limits| {
            let search = Search {
                pacing: self.pacing(&limits),
                current: self.offered(Family::Plan, span.current, span),
                far: self.offered(Family::Plan, span.reach, span),
                usual: usual(&limits, standing),
                scope: self,
                limits,
                counter,
            };
            search.run()
        });
        match found {
            Some(Found::Nothing(limit)) => self.at_once_instead(span.current, standing, limit),
            Some(found) => same_as_standing(found, standing),
            None => self.at_once_instead(span.current, standing, Limit::Count),
        }
    }

    /// A rung's price, never under what the customer offered in this asking.
    pub(super) fn offered(&self, family: Family, index: u32, span: Span) -> Price {
        let price = self.price(family, index);
        let most = self.price(family, span.from).financed;
        span.offered.map_or(price, |offered| price.raised_to(offered.min(most)))
    }

    /// A standing offer that honours every term and asks for no more than was offered.
    fn met_by(&self, offer: &Offer, counter: &Counter) -> Option<Found> {
        let calendar = self.facts.request.calendar;
        let first = offer.parts().next()?.due;
        let down = offer.down_payment.map_or(Money::ZERO, |part| part.amount);
        let largest = offer.instalments.iter().map(|part| part.amount).max()?;
        let count = u32::try_from(offer.instalments.len()).ok()?;
        let family = match offer.family {
            Family::Cash => self.is_cash(counter),
            Family::Plan => !self.is_cash(counter),
        };
        let day = |day: u32| {
            let nominal = |part: &super::super::offer::Part| {
                let due = crate::domain::calendar::add_months(part.due, 0, day);
                part.due == calendar.next_banking_day(due)
            };
            offer.family == Family::Cash || offer.instalments.iter().all(nominal)
        };
        let met = family
            && counter.count.is_none_or(|asked| asked.max(1) == count)
            && counter.down_payment.is_none_or(|asked| asked == down)
            && counter.instalment.is_none_or(|asked| asked >= largest)
            && counter.total.is_none_or(|asked| asked >= offer.total)
            && counter.first_date.is_none_or(|date| calendar.next_banking_day(date) == first)
            && counter.due_day.is_none_or(day);
        let more = counter.total.is_some_and(|asked| asked > offer.total)
            || counter.count.is_some() && counter.instalment.is_some_and(|asked| asked > largest);
        met.then(|| Found::Taken { offer: offer.clone(), better: more })
    }
}

/// The count of the standing plan; without one, about half of what is allowed.
fn usual(limits: &Limits, standing: &[Offer]) -> u32 {
    let plan = standing.iter().find(|offer| offer.family == Family::Plan);
    plan.and_then(|plan| u32::try_from(plan.instalments.len()).ok())
        .unwrap_or(limits.largest_count.div_ceil(2))
}

/// Where the plan found is what stands already, that very offer is the answer.
fn same_as_standing(found: Found, standing: &[Offer]) -> Found {
    let same = |offer: Offer| {
        let before = standing.iter().find(|other| other.same_terms(&offer)).cloned();
        before.unwrap_or(offer)
    };
    match found {
        Found::Nearest(offer, limit) => Found::Nearest(same(offer), limit),
        Found::Taken { offer, better } => Found::Taken { offer: same(offer), better },
        Found::Nothing(limit) => Found::Nothing(limit),
    }
}

impl Search<'_> {
    fn run(&self) -> Found {
        let fixed: Vec<Term> = TERMS.into_iter().filter(|term| self.fixes(*term)).collect();
        for let_go in subsets(&fixed) {
            let Some((offer, price)) = self.attempt(&let_go) else { continue };
            if !let_go.is_empty() {
                return Found::Nearest(offer, self.limit(&let_go));
            }
            let asked = self.asked_total();
            let better = price.financed >= self.current.financed
                && asked.is_some_and(|asked| asked > offer.total);
            return Found::Taken { offer, better };
        }
        Found::Nothing(self.hopeless())
    }

    fn fixes(&self, term: Term) -> bool {
        let counter = self.counter;
        match term {
            Term::Date => counter.first_date.is_some() || counter.due_day.is_some(),
            Term::Count => counter.count.is_some(),
            Term::Down => counter.down_payment.is_some(),
            Term::Instalment => counter.instalment.is_some(),
            Term::Total => counter.total.is_some(),
        }
    }

    /// The sum that was asked for: said, or following from count and instalment.
    pub(super) fn asked_total(&self) -> Option<Money> {
        let counter = self.counter;
        let parts = counter.instalment.zip(counter.count);
        let parts = parts.map(|(each, count)| each.times(count.into()) + self.asked_down());
        counter.total.or(parts)
    }

    pub(super) fn asked_down(&self) -> Money {
        let least = || self.limits.least_down(self.current.financed);
        self.counter.down_payment.unwrap_or_else(least)
    }

    /// A plan that keeps every term but those let go; none where the limits allow none.
    pub(super) fn attempt(&self, let_go: &[Term]) -> Option<(Offer, Price)> {
        let kept = |term| !let_go.contains(&term);
        let (first, due_day) = self.dates(kept(Term::Date))?;
        let (low, high) = self.prices(let_go);
        let too_little = self.asked_total().is_some_and(|asked| asked < self.far.financed);
        if too_little && self.keeps_total(let_go) {
            return None;
        }
        let rungs = if low.index == high.index { vec![high] } else { vec![high, low] };
        let counts = self.counts(let_go, low);
        for price in rungs {
            for count in &counts {
                let Some((price, down)) = self.sums(let_go, price, *count) else { continue };
                let form = Form { count: *count, down, first, due_day };
                if self.allows(let_go, price, form) {
                    let offer = self.scope.plan_offer(&self.limits, price, form)?;
                    return Some((offer, price));
                }
            }
        }
        None
    }

    /// True where the asked sum must come out as it was asked for.
    fn keeps_total(&self, let_go: &[Term]) -> bool {
        let implied = [Term::Count, Term::Instalment];
        match self.counter.total {
            Some(_) => !let_go.contains(&Term::Total),
            None => self.asked_total().is_some() && !implied.iter().any(|t| let_go.contains(t)),
        }
    }

    /// The cheapest and the dearest price to try.
    fn prices(&self, let_go: &[Term]) -> (Price, Price) {
        let Some(asked) = self.asked_total() else {
            let less = let_go.contains(&Term::Instalment);
            return (self.far, if less { self.far } else { self.current });
        };
        if asked >= self.current.financed {
            return (self.current, self.current);
        }
        let price = self.far.raised_to(asked);
        (price, price)
    }

    /// The counts to try, the nearest to what was asked for first.
    fn counts(&self, let_go: &[Term], price: Price) -> Vec<u32> {
        let down = self.counter.down_payment.is_some_and(Money::is_positive);
        let fewest = if down { 1 } else { FEWEST };
        let kept_count = self.counter.count.filter(|_| !let_go.contains(&Term::Count));
        let range = fewest..=self.limits.largest_count;
        if let Some(count) = kept_count {
            return if range.contains(&count) { vec![count] } else { Vec::new() };
        }
        let mut counts: Vec<u32> = range.filter(|count| *count >= FEWEST).collect();
        let instalment = self.counter.instalment;
        if let Some(asked) = self.counter.count {
            counts.sort_by_key(|count| (count.abs_diff(asked), *count));
        } else if let Some(asked) = instalment.filter(|_| let_go.contains(&Term::Instalment)) {
            let rest = price.financed.less(self.asked_down());
            counts.sort_by_key(|count| {
                let largest = self.limits.bounds(rest, *count).map_or(rest, |(_, largest)| largest);
                (largest - asked).in_centavos().abs()
            });
        } else if instalment.is_none() {
            let monthly = self.scope.facts.request.wishes.monthly.filter(|sum| sum.is_positive());
            let rest = price.financed.less(self.asked_down());
            let over =
                |count: u32| monthly.is_some_and(|most| !self.limits.fits(rest, count, most));
            counts.sort_by_key(|count| (over(*count), count.abs_diff(self.usual), *count));
        }
        counts
    }

    /// Price and down payment for a count.
    fn sums(&self, let_go: &[Term], price: Price, count: u32) -> Option<(Price, Money)> {
        let price = self.priced(let_go, price, count)?;
        let least = self.limits.least_down(price.financed);
        let most = price.financed.less(self.limits.min_instalment.times(count.into()));
        let down = match self.counter.down_payment {
            Some(asked) if let_go.contains(&Term::Down) => asked.min(most).max(least),
            Some(asked) => asked,
            None if self.keeps_total(let_go) && self.counter.total.is_none() => self.asked_down(),
            None => least,
        };
        Some((price, down))
    }

    /// The price at which a kept sum comes out; what stands where more was offered.
    fn priced(&self, let_go: &[Term], price: Price, count: u32) -> Option<Price> {
        let Some(asked) = self.asked_total().filter(|_| self.keeps_total(let_go)) else {
            return Some(price);
        };
        if self.limits.monthly_rate.is_zero() {
            let within = asked >= self.far.financed;
            return within.then_some(price);
        }
        let total = |price: Price| {
            let down = self.asked_down();
            let sums = parts(price.financed.less(down), self.limits.monthly_rate, count)?;
            Some(down + sums.into_iter().sum())
        };
        if total(self.current)? <= asked {
            return Some(self.current);
        }
        if total(self.far)? > asked {
            return None;
        }
        let (mut low, mut high) = (self.far.financed, self.current.financed);
        while (high - low).in_centavos() > 1 {
            let middle = Money::centavos(i64::midpoint(low.in_centavos(), high.in_centavos()));
            let fits = total(self.far.raised_to(middle)).is_some_and(|total| total <= asked);
            if fits { low = middle } else { high = middle }
        }
        Some(self.far.raised_to(low))
    }

    fn allows(&self, let_go: &[Term], price: Price, form: Form) -> bool {
        let limits = &self.limits;
        if form.down < limits.least_down(price.financed) || form.down >= price.financed {
            return false;
        }
        let rest = price.financed - form.down;
        let Some((least, largest)) = limits.bounds(rest, form.count) else { return false };
        let instalment = self.counter.instalment.filter(|_| !let_go.contains(&Term::Instalment));
        // Where sum and count are both the customer's, the centavos left over are theirs too.
        let exact = self.keeps_total(let_go) && self.counter.count.is_some();
        let fits = |most: Money| largest <= most || exact && rest <= most.times(form.count.into());
        least >= limits.min_instalment
            && limits.affordable(largest)
            && limits.affordable(form.down)
            && instalment.is_none_or(fits)
    }

    /// The asked days where they are allowed; the nearest ones where they may be let go.
    fn dates(&self, kept: bool) -> Option<(Option<NaiveDate>, Option<u32>)> {
        let (first, day) = (self.counter.first_date, self.counter.due_day);
        let first_fits = first.is_none_or(|date| self.allows_first(date));
        let day_fits = day.is_none_or(|day| self.pacing.allows_day(day));
        if first_fits && day_fits {
            return Some((first, day));
        }
        if kept {
            return None;
        }
        let mended = |date: NaiveDate| {
            if self.allows_first(date) { Some(date) } else { self.nearest_first(date) }
        };
        Some((first.and_then(mended), day.map(|day| self.pacing.nearest_day(day))))
    }

    fn allows_first(&self, date: NaiveDate) -> bool {
        let on_day = self.counter.due_day.is_some() || self.pacing.allows_day(date.day());
        self.pacing.allows_first(date) && on_day
    }

    /// The nearest allowed first day; none where the plan's own first day is as near as any.
    fn nearest_first(&self, date: NaiveDate) -> Option<NaiveDate> {
        let nearest = self.pacing.nearest_first(date);
        self.allows_first(nearest).then_some(nearest)
    }
}

/// Every subset of the terms, smallest first, dates let go before counts and so on.
fn subsets(fixed: &[Term]) -> Vec<Vec<Term>> {
    let mut subsets: Vec<Vec<Term>> = vec![Vec::new()];
    for term in fixed {
        let with = subsets.iter().map(|terms| terms.iter().copied().chain([*term]).collect());
        let with: Vec<Vec<Term>> = with.collect();
        subsets.extend(with);
    }
    subsets.sort_by_key(|terms| (terms.len(), terms.clone()));
    subsets
}
