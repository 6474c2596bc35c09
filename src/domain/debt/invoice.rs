//! An invoice: what was billed, and whether it is still owed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::money::Money;

/// One bill of a customer, as imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// The id in the creditor's system.
    pub id: String,
    /// The contract it belongs to.
    pub contract: Option<String>,
    /// What was sold, in words a customer knows.
    pub product: Option<String>,
    /// When it was made out.
    pub issued_on: Option<NaiveDate>,
    /// When it was sent to the customer; none where there is no evidence.
    pub sent_on: Option<NaiveDate>,
    /// When it was due.
    pub due_on: NaiveDate,
    /// The sum billed.
    pub amount: Money,
    /// The sum that the contract says; none where unknown.
    pub contract_amount: Option<Money>,
    /// The linha digitável stored by the creditor, unchecked.
    pub boleto_line: Option<String>,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// What was received on account of it so far.
    pub paid: Money,
    /// A hold on this debt, with its reason.
    pub hold: Option<String>,
}

/// Where an invoice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum InvoiceStatus {
    /// Still owed.
    Open,
    /// Paid, where known on a day.
    Paid {
        /// The day of the payment.
        on: Option<NaiveDate>,
    },
    /// No longer owed.
    Cancelled,
    /// Contested: nobody may collect it.
    Disputed,
}

impl InvoiceStatus {
    /// The code of files and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid { .. } => "paid",
            Self::Cancelled => "cancelled",
            Self::Disputed => "disputed",
        }
    }
}

/// Decides contested invoices: not owed where the customer was right, else owed again.
pub fn decide(invoices: &mut [Invoice], ids: &[String], upheld: bool) {
    let to = if upheld { InvoiceStatus::Cancelled } else { InvoiceStatus::Open };
    for invoice in invoices.iter_mut().filter(|invoice| ids.contains(&invoice.id)) {
        invoice.status = to;
    }
}

impl Invoice {
    /// True while the invoice is open.
    pub fn is_open(&self) -> bool {
        self.status == InvoiceStatus::Open
    }
}
