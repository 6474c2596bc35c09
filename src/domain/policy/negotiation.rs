//! What a negotiation remembers: how far the ladder moved, what was offered and heard.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::offer::Offer;
use crate::domain::money::Money;

/// The memory of one negotiation; it outlives the conversation by the policy's days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Negotiation {
    /// The day the first offer was made.
    pub opened_on: Option<NaiveDate>,
    /// The day of the last move.
    pub last_on: Option<NaiveDate>,
    /// Concessions made so far: how many rungs the ladder moved. It never goes back.
    pub moves: u32,
    /// The offers standing now, with their validity.
    pub standing: Vec<Offer>,
    /// Every offer made, oldest first, the standing ones included.
    pub made: Vec<Offer>,
    /// Every counter-offer heard.
    pub heard: Vec<Counter>,
    /// What the customer is asking for just now, put together from several messages.
    #[serde(default)]
    pub asking: Asking,
}

/// What one asking came to so far, in however many messages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// The terms, the last word on each.
    pub terms: Counter,
    /// How many concessions had been made when it began; one asking moves the ladder once.
    pub from: u32,
}

/// What a customer asks for; only what they said is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Counter {
    /// All that they would pay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
    /// What they would pay first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub down_payment: Option<Money>,
    /// What they would pay a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instalment: Option<Money>,
    /// In how many parts (1 is cash).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// When they would pay first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_date: Option<NaiveDate>,
    /// The day of the month that suits them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_day: Option<u32>,
    /// Which invoices; none means those of the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invoices: Option<Vec<String>>,
}

impl Asking {
    /// The asking after one more message: gone on where nothing was taken back or hardly more is
    /// offered, else begun anew.
    #[must_use]
    pub fn with(&self, counter: &Counter, moves: u32) -> Self {
        if self.terms.is_empty() {
            return Self { terms: counter.clone(), from: moves };
        }
        if self.terms.agrees(counter) {
            return Self { terms: self.terms.and(counter), from: self.from };
        }
        let from = if self.terms.is_hardly_raised_by(counter) { self.from } else { moves };
        Self { terms: counter.clone(), from }
    }
}

impl Counter {
    /// All that was offered: said, or following from count and instalment.
    pub fn sum(&self) -> Option<Money> {
        let parts = self.instalment.zip(self.count);
        let parts = parts.map(|(each, count)| each.times(count.into()));
        self.total.or(parts.map(|sum| sum + self.down_payment.unwrap_or(Money::ZERO)))
    }

    /// True where no term of one is another in the other.
    pub fn agrees(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
            one.zip(other).is_none_or(|(one, other)| one == other)
        }
        self.invoices == other.invoices
            && same(self.total.as_ref(), other.total.as_ref())
            && same(self.down_payment.as_ref(), other.down_payment.as_ref())
            && same(self.instalment.as_ref(), other.instalment.as_ref())
            && same(self.count.as_ref(), other.count.as_ref())
            && same(self.first_date.as_ref(), other.first_date.as_ref())
            && same(self.due_day.as_ref(), other.due_day.as_ref())
            && same(self.sum().as_ref(), other.sum().as_ref())
    }

    /// True where the other offers no more worth speaking of: less, or under a twentieth more.
    fn is_hardly_raised_by(&self, other: &Self) -> bool {
        let sums = self.sum().zip(other.sum());
        sums.is_some_and(|(before, now)| now.times(20) < before.times(21))
    }

    fn and(&self, other: &Self) -> Self {
        Self {
            total: other.total.or(self.total),
            down_payment: other.down_payment.or(self.down_payment),
            instalment: other.instalment.or(self.instalment),
            count: other.count.or(self.count),
            first_date: other.first_date.or(self.first_date),
            due_day: other.due_day.or(self.due_day),
            invoices: self.invoices.clone(),
        }
    }

    /// True where nothing was asked for.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
