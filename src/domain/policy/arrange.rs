//! Puts an offer together: sums, counts and days that add up to the centavo.

use chrono::NaiveDate;

use super::dates::{Pacing, later};
use super::offer::{Family, Offer, Part, Waived};
use super::scope::{Limits, Scope, waived};
use crate::domain::debt::cet::annual_cet;
use crate::domain::debt::schedule::{largest_count, price, split};
use crate::domain::id::Id;
use crate::domain::money::{Money, Rate, Rounding};

/// The fewest instalments of a plan that has no down payment.
pub(super) const FEWEST: u32 = 2;

/// What is asked for at one rung: owed less waived.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    pub index: u32,
    pub waived: Waived,
    pub financed: Money,
}

/// The form of a plan, sums and days still to be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub count: u32,
    pub down: Money,
    pub first: Option<NaiveDate>,
    pub due_day: Option<u32>,
}

/// The payments of an offer.
struct Payments {
    down: Option<Part>,
    instalments: Vec<Part>,
    rate: Rate,
}

impl Scope<'_> {
    /// What a rung asks for, never under what a chronic payer could have had by not waiting.
    pub fn price(&self, family: Family, index: u32) -> Price {
        let owed = &self.facts.owed;
        let waived = waived(owed, self.rung(family, index));
        let price = Price { index, waived, financed: owed.total() - waived.total() };
        price.raised_to(self.facts.least.min(owed.total()))
    }

    /// How the days of a plan are found.
    pub fn pacing(&self, limits: &Limits) -> Pacing<'_> {
        let request = self.facts.request;
        Pacing {
            calendar: request.calendar,
            as_of: request.as_of,
            span: limits.first_due_days,
            allowed: self.band.plan.as_ref().map_or(&[], |plan| plan.due_days.as_slice()),
            down_due: self.cash_due(),
        }
    }

    /// The last day for a payment at once.
    pub fn cash_due(&self) -> NaiveDate {
        let request = self.facts.request;
        request.calendar.next_banking_day(later(request.as_of, self.band.cash.within_days))
    }

    /// One payment.
    pub fn cash_offer(&self, price: Price, due: NaiveDate) -> Offer {
        let due = self.facts.request.calendar.next_banking_day(due);
        let instalments = vec![Part { due, amount: price.financed }];
        let payments = Payments { down: None, instalments, rate: Rate::ZERO };
        self.offer(Family::Cash, price, payments)
    }

    /// Several payments; none where the sums cannot be parted so.
    pub fn plan_offer(&self, limits: &Limits, price: Price, form: Form) -> Option<Offer> {
        let sums = parts(price.financed.less(form.down), limits.monthly_rate, form.count)?;
        let schedule = self.pacing(limits).schedule(
            form.down.is_positive(),
            form.first,
            form.due_day,
            form.count,
        );
        let down = schedule.down.map(|due| Part { due, amount: form.down });
        let days = schedule.instalments.into_iter();
        let instalments = days.zip(sums).map(|(due, amount)| Part { due, amount }).collect();
        let payments = Payments { down, instalments, rate: limits.monthly_rate };
        Some(self.offer(Family::Plan, price, payments))
    }

    fn offer(&self, family: Family, price: Price, payments: Payments) -> Offer {
        let request = self.facts.request;
        let keeping = match (family, &self.band.plan) {
            (Family::Plan, Some(plan)) => plan.keeping,
            (Family::Plan, None) | (Family::Cash, _) => self.policy().keeping,
        };
        let Payments { down: down_payment, instalments, rate: monthly_rate } = payments;
        let parts = || down_payment.iter().chain(&instalments);
        let financed_at_a_rate = !monthly_rate.is_zero();
        let flows: Vec<_> = parts().map(|part| (part.due, part.amount)).collect();
        let cet = financed_at_a_rate.then(|| annual_cet(request.as_of, price.financed, &flows));
        let first = parts().next().map_or(request.as_of, |part| part.due);
        let mut offer = Offer {
            id: String::new(),
            family,
            invoices: self.facts.ids(),
            policy: self.policy().reference.clone(),
            band: self.band_name(),
            rung: price.index,
            authority: request.authority,
            owed: self.facts.owed,
            waived: price.waived,
            financed: price.financed,
            total: parts().map(|part| part.amount).sum(),
            cet: cet.flatten(),
            made_on: request.as_of,
            valid_until: later(request.as_of, self.band.valid_days).min(first),
            tolerance_days: keeping.tolerance_days,
            broken_after_days: keeping.broken_after_days,
            down_payment,
            instalments,
            monthly_rate,
        };
        offer.id = id(&offer);
        offer
    }
}

impl Price {
    /// The same rung asking for at least so much: principal first, then interest, then fine.
    pub fn raised_to(mut self, least: Money) -> Self {
        let mut missing = least.less(self.financed);
        self.financed += missing;
        let waived = &mut self.waived;
        for part in [&mut waived.principal, &mut waived.interest, &mut waived.fine] {
            let back = missing.min(*part);
            *part -= back;
            missing -= back;
        }
        self.financed -= missing;
        self
    }
}

/// A short id that follows from the terms.
fn id(offer: &Offer) -> String {
    let mut terms = vec![offer.policy.clone(), offer.rule(), offer.made_on.to_string()];
    terms.extend(offer.invoices.iter().cloned());
    terms.extend(offer.parts().map(|part| format!("{}={}", part.due, part.amount)));
    let terms: Vec<&str> = terms.iter().map(String::as_str).collect();
    let family = match offer.family {
        Family::Cash => 'c',
        Family::Plan => 'p',
    };
    let digits: String = Id::derive(&terms).as_str().chars().take(7).collect();
    format!("{family}{digits}")
}

/// The instalments of a sum, in order.
pub(super) fn parts(rest: Money, rate: Rate, count: u32) -> Option<Vec<Money>> {
    if rate.is_zero() {
        return split(rest, count).ok();
    }
    let rows = price(rest, rate, count).ok()?;
    Some(rows.into_iter().map(|row| row.payment).collect())
}

impl Limits {
    /// The least down payment of a sum.
    pub fn least_down(&self, financed: Money) -> Money {
        self.down_payment.of(financed, Rounding::Up).max(self.down_payment_min)
    }

    /// The largest count whose instalments all reach the minimum; 0 where none does.
    pub fn most(&self, rest: Money) -> u32 {
        if self.monthly_rate.is_zero() {
            return largest_count(rest, self.min_instalment, self.largest_count);
        }
        let reaches = |count: &u32| {
            self.bounds(rest, *count).is_some_and(|(least, _)| least >= self.min_instalment)
        };
        (1..=self.largest_count).rev().find(reaches).unwrap_or(0)
    }

    /// The smallest and the largest instalment of a count.
    pub fn bounds(&self, rest: Money, count: u32) -> Option<(Money, Money)> {
        if self.monthly_rate.is_zero() {
            let share = Money::centavos(rest.in_centavos().checked_div(count.into())?);
            let last = rest - share.times(i64::from(count) - 1);
            return share.is_positive().then_some((share, last));
        }
        let sums = parts(rest, self.monthly_rate, count)?;
        Some((*sums.iter().min()?, *sums.iter().max()?))
    }

    /// True where no instalment of a count is over a sum.
    pub fn fits(&self, rest: Money, count: u32, most: Money) -> bool {
        self.bounds(rest, count).is_some_and(|(_, largest)| largest <= most)
    }

    /// True where a sum leaves enough of a declared income.
    pub fn affordable(&self, sum: Money) -> bool {
        self.room.is_none_or(|room| sum <= room)
    }
}
