//! Why a customer is late.

use serde::{Deserialize, Serialize};

/// The coded reason of a delay; it decides the route, and bands of a policy may ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Simply forgot.
    Forgot,
    /// The invoice never came or was lost.
    LostInvoice,
    /// Hardship, cause not told.
    Hardship,
    /// Lost the job.
    Unemployment,
    /// Illness in the house.
    Illness,
    /// Income fell.
    IncomeLoss,
    /// Owes more than can be paid and still live.
    OverIndebted,
    /// Somebody of the family died.
    Bereavement,
    /// A marriage ended.
    Separation,
    /// Other expenses came first.
    ExtraExpenses,
    /// Everything became dearer.
    PricesUp,
    /// Bought for somebody else, who did not pay.
    NameLent,
    /// Lost hold of the accounts.
    Disorganised,
    /// The money is certain and comes later.
    AwaitingIncome,
    /// Says it is paid.
    AlreadyPaid,
    /// Says it is not owed, or not so much.
    Dispute,
    /// A payment was tried and failed.
    PaymentProblem,
    /// Another reason, told.
    Other,
    /// Would rather not say.
    Undisclosed,
}

impl Reason {
    /// Every reason, in the order above.
    pub const ALL: [Self; 19] = [
        Self::Forgot,
        Self::LostInvoice,
        Self::Hardship,
        Self::Unemployment,
        Self::Illness,
        Self::IncomeLoss,
        Self::OverIndebted,
        Self::Bereavement,
        Self::Separation,
        Self::ExtraExpenses,
        Self::PricesUp,
        Self::NameLent,
        Self::Disorganised,
        Self::AwaitingIncome,
        Self::AlreadyPaid,
        Self::Dispute,
        Self::PaymentProblem,
        Self::Other,
        Self::Undisclosed,
    ];

    /// The code of files and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forgot => "forgot",
            Self::LostInvoice => "lost_invoice",
            Self::Hardship => "hardship",
            Self::Unemployment => "unemployment",
            Self::Illness => "illness",
            Self::IncomeLoss => "income_loss",
            Self::OverIndebted => "over_indebted",
            Self::Bereavement => "bereavement",
            Self::Separation => "separation",
            Self::ExtraExpenses => "extra_expenses",
            Self::PricesUp => "prices_up",
            Self::NameLent => "name_lent",
            Self::Disorganised => "disorganised",
            Self::AwaitingIncome => "awaiting_income",
            Self::AlreadyPaid => "already_paid",
            Self::Dispute => "dispute",
            Self::PaymentProblem => "payment_problem",
            Self::Other => "other",
            Self::Undisclosed => "undisclosed",
        }
    }

    /// Finds a reason by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == code)
    }

    /// True for the reasons that policies call hardship.
    pub const fn is_hardship(self) -> bool {
        matches!(
            self,
            Self::Hardship
                | Self::Unemployment
                | Self::Illness
                | Self::IncomeLoss
                | Self::OverIndebted
                | Self::Bereavement
                | Self::Separation
                | Self::ExtraExpenses
                | Self::PricesUp
        )
    }
}
