//! Money that came in: a sum, a day, and what it went to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::money::Money;

/// Money that came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The sum.
    pub amount: Money,
    /// The day it counts from.
    pub on: NaiveDate,
    /// The charge it names, where it names one.
    pub charge: Option<Id>,
    /// The agreement it went to, where it went to one.
    pub agreement: Option<Id>,
}
