//! An agreement: terms that a customer accepted, and what became of them.
//!
//! Transitions consume the agreement and take the day; what cannot happen is an error.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::domain::id::Id;
use crate::domain::money::{Money, Rate, Rounding};

/// Terms accepted by a customer, with the exact numbers of the offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Derived from the conversation and the turn that accepted.
    pub id: Id,
    /// The invoices it settles.
    pub invoices: Vec<String>,
    /// When the customer said yes.
    pub accepted_at: DateTime<Utc>,
    /// What the customer wrote or chose to accept, as evidence.
    pub accepted_with: String,
    /// All that is to be paid: down payment and instalments.
    pub total: Money,
    /// What was owed on the day of acceptance, all charges included.
    pub owed: Money,
    /// Paid first, outside the instalments; zero where there is none.
    pub down_payment: Money,
    /// The parts in order; a down payment is the first of them, marked.
    pub instalments: Vec<Instalment>,
    /// The policy and its version.
    pub policy: String,
    /// The band and rung that allowed it.
    pub rule: String,
    /// Days late after which an instalment breaks it.
    pub broken_after_days: u32,
    /// How often its due dates were moved.
    #[serde(default)]
    pub moved: u32,
    /// The monthly rate of the plan; zero where nothing is added.
    #[serde(default)]
    pub monthly_rate: Rate,
    /// Where it stands.
    pub status: AgreementStatus,
}

/// One part of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// From 0 for a down payment, from 1 otherwise.
    pub number: u32,
    /// A banking day.
    pub due: NaiveDate,
    /// What is to be paid.
    pub amount: Money,
    /// What was received.
    pub paid: Money,
    /// The day it was fully paid.
    pub paid_on: Option<NaiveDate>,
}

/// Where an agreement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementStatus {
    /// Accepted and being paid.
    Active,
    /// Every part was paid.
    Settled,
    /// A part stayed unpaid beyond the tolerance.
    Broken,
    /// Undone before the first payment.
    Cancelled,
}

/// Why an agreement cannot change so.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum AgreementError {
    /// It is no longer being paid.
    #[error("the agreement is {0:?}, not active")]
    NotActive(AgreementStatus),
    /// Money came in, so it cannot be undone.
    #[error("the agreement already received {0}")]
    AlreadyPaidInPart(Money),
}

impl Instalment {
    /// True once the whole part was received.
    pub fn is_paid(&self) -> bool {
        self.paid >= self.amount
    }

    /// What is still to come.
    pub fn left(&self) -> Money {
        self.amount.less(self.paid)
    }

    /// The code of machine output: `paid`, `partial` or `open`.
    pub fn status(&self) -> &'static str {
        if self.is_paid() {
            "paid"
        } else if self.paid.is_positive() {
            "partial"
        } else {
            "open"
        }
    }
}

impl Agreement {
    /// The first part not yet paid.
    pub fn next_open(&self) -> Option<&Instalment> {
        self.instalments.iter().find(|part| !part.is_paid())
    }

    /// All that was received.
    pub fn received(&self) -> Money {
        self.instalments.iter().map(|part| part.paid).sum()
    }

    /// Takes a payment: open parts first to last; returns what was too much.
    ///
    /// # Errors
    /// When the agreement is not active.
    pub fn receive(mut self, sum: Money, on: NaiveDate) -> Result<(Self, Money), AgreementError> {
        self.must_be_active()?;
        let mut rest = sum;
        for part in self.instalments.iter_mut().filter(|part| !part.is_paid()) {
            let taken = rest.min(part.left());
            part.paid += taken;
            rest -= taken;
            if part.is_paid() {
                part.paid_on = Some(on);
            }
        }
        if self.next_open().is_none() {
            self.status = AgreementStatus::Settled;
        }
        Ok((self, rest))
    }

    /// Undoes an agreement on which nothing was paid.
    ///
    /// # Errors
    /// When it is not active or money already came in.
    pub fn cancel(mut self) -> Result<Self, AgreementError> {
        self.must_be_active()?;
        if self.received().is_positive() {
            return Err(AgreementError::AlreadyPaidInPart(self.received()));
        }
        self.status = AgreementStatus::Cancelled;
        Ok(self)
    }

    /// Moves open parts to other days, named by their numbers; sums stay.
    ///
    /// # Errors
    /// When it is not active.
    pub fn reschedule(mut self, days: &[(u32, NaiveDate)]) -> Result<Self, AgreementError> {
        self.must_be_active()?;
        for part in self.instalments.iter_mut().filter(|part| !part.is_paid()) {
            if let Some((_, due)) = days.iter().find(|(number, _)| *number == part.number) {
                part.due = *due;
            }
        }
        self.moved += 1;
        Ok(self)
    }

    /// What settles everything on a day: interest of the plan not yet earned is left out
    /// (CDC art. 52, § 2), month by month, to the customer's favour.
    pub fn payoff(&self, on: NaiveDate) -> Money {
        let open = self.instalments.iter().filter(|part| !part.is_paid());
        open.map(|part| self.early(part.left(), part.due, on)).sum()
    }

    /// Settles everything at once; returns what was too much, or that it was too little.
    ///
    /// # Errors
    /// When the agreement is not active.
    pub fn pay_off(mut self, sum: Money, on: NaiveDate) -> Result<(Self, Money), AgreementError> {
        self.must_be_active()?;
        let whole = self.payoff(on);
        if sum < whole {
            return self.receive(sum, on);
        }
        let (before, mut saved) = (self.clone(), Money::ZERO);
        for part in self.instalments.iter_mut().filter(|part| !part.is_paid()) {
            let less = part.left() - before.early(part.left(), part.due, on);
            part.amount -= less;
            saved += less;
            part.paid = part.amount;
            part.paid_on = Some(on);
        }
        self.total -= saved;
        self.status = AgreementStatus::Settled;
        Ok((self, sum - whole))
    }

    /// A sum due later, as it is worth on a day at the plan's rate.
    fn early(&self, sum: Money, due: NaiveDate, on: NaiveDate) -> Money {
        let months = (due - on).num_days().max(0).div_euclid(30);
        let growth = rust_decimal::Decimal::ONE + self.monthly_rate.as_fraction();
        let worth = (0..months).fold(sum.as_decimal(), |worth, _| worth / growth);
        Money::from_decimal(worth, Rounding::Down)
    }

    /// Breaks an agreement whose next part is too late; leaves it as it is otherwise.
    ///
    /// # Errors
    /// When it is not active.
    pub fn judge(mut self, today: NaiveDate) -> Result<Self, AgreementError> {
        self.must_be_active()?;
        let late = self.next_open().map_or(0, |part| (today - part.due).num_days());
        if late > i64::from(self.broken_after_days) {
            self.status = AgreementStatus::Broken;
        }
        Ok(self)
    }

    fn must_be_active(&self) -> Result<(), AgreementError> {
        match self.status {
            AgreementStatus::Active => Ok(()),
            AgreementStatus::Settled | AgreementStatus::Broken | AgreementStatus::Cancelled => {
                Err(AgreementError::NotActive(self.status))
            }
        }
    }
}
