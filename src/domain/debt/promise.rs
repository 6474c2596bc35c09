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
