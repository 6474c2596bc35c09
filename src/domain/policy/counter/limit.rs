//! Names the one limit that stopped a counter-offer.
//!
//! A sum that is too small outweighs the rest; then a protected income, the down payment, the
//! instalments; a day is named only where nothing else had to change.

use super::super::arrange::FEWEST;
use super::super::scope::Limits;
use super::Limit;
use super::solve::{Search, Term};

impl Search<'_> {
    /// The one limit that stopped what was asked for.
    pub(super) fn limit(&self, let_go: &[Term]) -> Limit {
        let counter = self.counter;
        let below = self.asked_total().is_some_and(|asked| asked < self.far.financed);
        if let_go.contains(&Term::Total) || below {
            return Limit::Total;
        }
        if !let_go.iter().any(|term| *term > Term::Date) {
            let first = counter.first_date.is_some_and(|date| !self.pacing.allows_first(date));
            return if first { Limit::FirstDate } else { Limit::DueDay };
        }
        if self.without_income(let_go) {
            return Limit::Income;
        }
        if let_go.contains(&Term::Down) {
            return Limit::DownPayment;
        }
        let rest = self.current.financed.less(self.asked_down());
        let capped = self.limits.most(rest) >= self.limits.largest_count;
        if capped { Limit::Count } else { Limit::Instalment }
    }

    /// True where only the declared income stands in the way.
    fn without_income(&self, let_go: &[Term]) -> bool {
        if self.limits.room.is_none() {
            return false;
        }
        let limits = Limits { room: None, ..self.limits };
        let date_only: Vec<Term> =
            let_go.iter().copied().filter(|term| *term == Term::Date).collect();
        Search { limits, ..*self }.attempt(&date_only).is_some()
    }

    /// Why there is no plan at all.
    pub(super) fn hopeless(&self) -> Limit {
        let rest = self.far.financed.less(self.limits.least_down(self.far.financed));
        if self.limits.most(rest) >= FEWEST { Limit::Income } else { Limit::Instalment }
    }
}
