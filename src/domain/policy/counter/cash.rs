//! Counter-offers of one payment.

use super::super::negotiation::Counter;
use super::super::offer::{Family, Offer};
use super::super::scope::Scope;
use super::solve::Found;
use super::{Limit, Span};
use crate::domain::money::Money;

impl Scope<'_> {
    /// True where one payment is meant: said so, or a sum and nothing of a plan.
    pub(super) fn is_cash(&self, counter: &Counter) -> bool {
        let down = counter.down_payment.is_some_and(Money::is_positive);
        if let Some(count) = counter.count {
            return count <= 1 && !down;
        }
        let soon = counter.first_date.is_some_and(|date| date <= self.cash_due());
        let plan = down || counter.instalment.is_some() || counter.due_day.is_some();
        !plan && (counter.total.is_some() || soon)
    }

    pub(super) fn search_cash(&self, counter: &Counter, span: Span, standing: &[Offer]) -> Found {
        let request = self.facts.request;
        let stands = self.offered(Family::Cash, span.current, span);
        let far = self.offered(Family::Cash, span.reach, span);
        let asked = counter.total.or(counter.instalment.filter(|_| counter.count.is_some()));
        let price = match asked {
            Some(asked) if asked < stands.financed => far.raised_to(asked),
            Some(_) | None => stands,
        };
        let latest = self.cash_due();
        let date = counter.first_date;
        let early = date.is_some_and(|date| date < request.as_of);
        let late = date.is_some_and(|date| request.calendar.next_banking_day(date) > latest);
        let due = match date {
            Some(_) if early => request.as_of,
            Some(date) if !late => date,
            Some(_) | None => latest,
        };
        let offer = self.cash_offer(price, due);
        let offer =
            standing.iter().find(|other| other.same_terms(&offer)).cloned().unwrap_or(offer);
        if asked.is_some_and(|asked| asked < price.financed) {
            return Found::Nearest(offer, Limit::Total);
        }
        if early || late {
            return Found::Nearest(offer, Limit::FirstDate);
        }
        let better = asked.is_some_and(|asked| asked > price.financed);
        Found::Taken { offer, better }
    }

    /// Where no plan is possible, one payment is the nearest, if an income allows it.
    pub(super) fn at_once_instead(&self, current: u32, standing: &[Offer], limit: Limit) -> Found {
        let cash = self.cash_offer(self.price(Family::Cash, current), self.cash_due());
        if self.room().is_some_and(|room| cash.total > room) {
            return Found::Nothing(limit);
        }
        let same = standing.iter().find(|offer| offer.same_terms(&cash)).cloned();
        Found::Nearest(same.unwrap_or(cash), limit)
    }
}
