//! What a quote is asked with, and how it may be refused.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::negotiation::Negotiation;
use super::offer::Authority;
use crate::domain::calendar::Calendar;
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::debt::reason::Reason;
use crate::domain::money::Money;

/// Everything that a quote depends on; the same request always gives the same quote.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Who is owed.
    pub creditor: &'a Creditor,
    /// Who owes.
    pub customer: &'a Customer,
    /// The chosen invoices; those no longer open are left out.
    pub invoices: &'a [Invoice],
    /// Why the customer is late, where told.
    pub reason: Option<Reason>,
    /// Who grants the offer.
    pub authority: Authority,
    /// The day of the quote, in the customer's time zone.
    pub as_of: NaiveDate,
    /// Banking days.
    pub calendar: &'a Calendar,
    /// What the customer said would suit them.
    pub wishes: &'a Wishes,
    /// The memory of this negotiation.
    pub negotiation: &'a Negotiation,
    /// What earlier negotiations came to.
    pub history: &'a History,
}

/// What a customer said would suit them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Wishes {
    /// What fits a month.
    pub monthly: Option<Money>,
    /// The day of the month that suits them.
    pub due_day: Option<u32>,
    /// The first day on which they could pay.
    pub first_date: Option<NaiveDate>,
    /// What they say they earn a month.
    pub income: Option<Money>,
}

/// What earlier negotiations and agreements came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct History {
    /// The days on which agreements of ours broke.
    pub broken_on: Vec<NaiveDate>,
    /// Negotiations that ran out of rungs without an agreement.
    pub seeking: u32,
}

/// Why there is no offer at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// No chosen invoice is open, or nothing is left of them.
    NothingOwed,
    /// No chosen invoice is late yet.
    NotOverdue,
    /// A chosen invoice is too old to be collected (CC art. 206).
    Prescribed {
        /// The invoice.
        invoice: String,
        /// The day from which it may not be collected.
        since: NaiveDate,
    },
    /// Whatever is allowed would ask for more than can be paid.
    Unaffordable {
        /// The income that was declared.
        income: Option<Money>,
        /// What must be left of it.
        protected: Money,
        /// How long collection may pause, in days.
        pause_days: u32,
    },
}

impl Refusal {
    /// The code of machine output.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NothingOwed => "nothing_owed",
            Self::NotOverdue => "not_overdue",
            Self::Prescribed { .. } => "prescribed",
            Self::Unaffordable { .. } => "unaffordable",
        }
    }
}
