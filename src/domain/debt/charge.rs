//! A charge: something a customer can pay right now, such as a Pix code.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::money::Money;

/// A request for money, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Derived from the conversation and the turn; the provider's idempotency key.
    pub id: Id,
    /// What it pays.
    pub purpose: Purpose,
    /// The sum.
    pub amount: Money,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// Where it stands.
    pub status: ChargeStatus,
}

/// What a charge pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Purpose {
    /// A part of an agreement.
    Instalment {
        /// The agreement.
        agreement: Id,
        /// The part's number.
        number: u32,
    },
    /// All that is left of an agreement, before its time.
    Payoff {
        /// The agreement.
        agreement: Id,
    },
    /// Invoices as they stand, without an agreement.
    Invoices {
        /// The invoices' ids.
        invoices: Vec<String>,
    },
}

/// Where a charge stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ChargeStatus {
    /// Asked for, no answer yet.
    Requested,
    /// Payable.
    Issued {
        /// The whole Pix payload that a bank app pastes.
        pix: String,
    },
    /// Paid.
    Paid {
        /// The sum received, which may differ from the sum asked.
        amount: Money,
    },
    /// Withdrawn.
    Cancelled,
    /// Could not be issued.
    Refused {
        /// A code of why.
        why: String,
    },
}

impl Charge {
    /// True while a customer could pay it.
    pub fn is_open(&self) -> bool {
        matches!(self.status, ChargeStatus::Requested | ChargeStatus::Issued { .. })
    }
}

impl Purpose {
    /// The agreement that is paid, where one is.
    pub fn agreement(&self) -> Option<&Id> {
        match self {
            Self::Instalment { agreement, .. } | Self::Payoff { agreement } => Some(agreement),
            Self::Invoices { .. } => None,
        }
    }
}
