//! A promise: a sum and a day that a customer named.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::money::Money;

/// What a customer said they would pay, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Derived from the conversation and the turn.
    pub id: Id,
    /// The invoices it is about.
    pub invoices: Vec<String>,
    /// The sum promised.
    pub amount: Money,
    /// The day promised.
    pub due: NaiveDate,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Where it stands.
    pub status: PromiseStatus,
}

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PromiseStatus {
    /// Waiting for its day.
    Open,
    /// Paid in full in time.
    Kept,
    /// Paid in part.
    Partial,
    /// Its day and tolerance passed.
    Broken,
    /// Taken over by an agreement or another promise.
    Replaced,
}

impl Promise {
    /// True while it waits for its day.
    pub fn is_open(&self) -> bool {
        self.status == PromiseStatus::Open
    }

    /// True where it is about one of these invoices.
    pub fn is_about(&self, invoices: &[String]) -> bool {
        self.invoices.iter().any(|invoice| invoices.contains(invoice))
    }
}

/// Lets open promises about the same invoices give way: a debt has one promise at a time.
pub fn replace(promises: &mut [Promise], invoices: &[String]) {
    for promise in promises.iter_mut().filter(|it| it.is_open() && it.is_about(invoices)) {
        promise.status = PromiseStatus::Replaced;
    }
}

/// The open promise that money for these invoices keeps: the one due first.
pub fn kept_by<'a>(promises: &'a [Promise], invoices: &[String]) -> Option<&'a Promise> {
    promises.iter().filter(|it| it.is_open() && it.is_about(invoices)).min_by_key(|it| it.due)
}
