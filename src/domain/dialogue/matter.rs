//! What a customer sets going that outlives the talk: disputes, claims, requests.
//!
//! Each has an id, whose protocol the customer is told, and goes to a person. What comes later for
//! it, in words or as a file, is added by that id. It knows neither texts nor rows. To add a kind:
//! a variant here with its code, its texts, and where it is told of in `steps/tell`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::understanding::Detail;

/// What is wrong with a debt, as the customer sees it.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DisputeKind {
    /// Knows nothing of it.
    UnknownDebt,
    /// Somebody else made it in their name.
    Fraud,
    /// The sum is another.
    WrongAmount,
    /// It is charged twice.
    Duplicate,
    /// The goods or the service were bad.
    Dissatisfied,
    /// It never came.
    NotDelivered,
    /// It was cancelled or returned before.
    CancelledBefore,
    /// It is too old.
    Prescribed,
    /// Not told.
    #[default]
    Other,
}

/// What a customer may ask for as a right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// A copy of the own data (LGPD art. 18, II; art. 19).
    Access,
    /// To have data deleted (LGPD art. 18, VI).
    Erasure,
    /// To have data corrected (LGPD art. 18, III).
    Correction,
    /// Where the data came from (LGPD art. 18, VII; art. 19).
    Source,
    /// A person's look at what a machine decided (LGPD art. 20).
    Review,
    /// A receipt of what was paid.
    Receipt,
    /// A statement that nothing is owed any more.
    Discharge,
    /// A copy of the contract.
    Contract,
    /// Money that went wrong: another bill paid, paid twice, a refund.
    Payment,
    /// A complaint about us, or about how somebody was treated; a human of ours writes it down.
    Complaint,
}

/// A request as it is written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its id, whose protocol the customer is told.
    pub id: Id,
    /// What for.
    pub kind: RequestKind,
    /// The customer's words.
    pub words: String,
    /// The last day for an answer; none where it was answered at once.
    pub answer_by: Option<NaiveDate>,
}

/// What further words and files are added to: the newest thing with a protocol.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Its id.
    pub id: Id,
    /// What it is.
    pub about: About,
    /// The last day for an answer, where there is one.
    #[serde(default)]
    pub answer_by: Option<NaiveDate>,
}

/// What a matter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "matter", content = "kind", rename_all = "snake_case")]
pub enum About {
    /// A dispute.
    Dispute(DisputeKind),
    /// "It is paid."
    PaidClaim,
    /// A request.
    Request(RequestKind),
}

/// What was said before anybody knew who said it, and waits for the identity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What it was.
    pub about: Waiting,
    /// The words.
    pub words: String,
    /// A day that was named with it.
    #[serde(default)]
    pub on: Option<NaiveDate>,
}

/// What can wait for the identity, or for the debt that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "waits", content = "kind", rename_all = "snake_case")]
pub enum Waiting {
    /// A dispute.
    Dispute(DisputeKind),
    /// "It is paid."
    Paid,
    /// "It will be debited."
    Scheduled,
    /// A request about data; none where its kind was not told.
    Privacy(Option<RequestKind>),
    /// A paper; none where its kind was not told.
    Paper(Option<RequestKind>),
}

impl DisputeKind {
    /// Every kind, in the order above.
    pub const ALL: [Self; 9] = [
        Self::UnknownDebt,
        Self::Fraud,
        Self::WrongAmount,
        Self::Duplicate,
        Self::Dissatisfied,
        Self::NotDelivered,
        Self::CancelledBefore,
        Self::Prescribed,
        Self::Other,
    ];

    /// The code of texts and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownDebt => "unknown_debt",
            Self::Fraud => "fraud",
            Self::WrongAmount => "wrong_amount",
            Self::Duplicate => "duplicate",
            Self::Dissatisfied => "dissatisfied",
            Self::NotDelivered => "not_delivered",
            Self::CancelledBefore => "cancelled_before",
            Self::Prescribed => "prescribed",
            Self::Other => "other",
        }
    }

    /// The kind that a reading tells.
    pub fn told(detail: Option<Detail>) -> Self {
        match detail {
            Some(Detail::UnknownDebt) => Self::UnknownDebt,
            Some(Detail::Fraud) => Self::Fraud,
            Some(Detail::WrongAmount) => Self::WrongAmount,
            Some(Detail::Duplicate) => Self::Duplicate,
            Some(Detail::Dissatisfied) => Self::Dissatisfied,
            Some(Detail::NotDelivered) => Self::NotDelivered,
            Some(Detail::CancelledBefore) => Self::CancelledBefore,
            Some(Detail::Prescribed) => Self::Prescribed,
            Some(_another) => Self::Other,
            None => Self::Other,
        }
    }
}

impl RequestKind {
    /// Every kind, in the order above.
    pub const ALL: [Self; 10] = [
        Self::Access,
        Self::Erasure,
        Self::Correction,
        Self::Source,
        Self::Review,
        Self::Receipt,
        Self::Discharge,
        Self::Contract,
        Self::Payment,
        Self::Complaint,
    ];

    /// The code of texts and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Erasure => "erasure",
            Self::Correction => "correction",
            Self::Source => "source",
            Self::Review => "review",
            Self::Receipt => "receipt",
            Self::Discharge => "discharge",
            Self::Contract => "contract",
            Self::Payment => "payment",
            Self::Complaint => "complaint",
        }
    }

    /// The kind that a reading tells, where it tells one.
    pub fn told(detail: Option<Detail>) -> Option<Self> {
        match detail? {
            Detail::Access => Some(Self::Access),
            Detail::Erasure => Some(Self::Erasure),
            Detail::Correction => Some(Self::Correction),
            Detail::Source => Some(Self::Source),
            Detail::Review => Some(Self::Review),
            Detail::Receipt => Some(Self::Receipt),
            Detail::Discharge => Some(Self::Discharge),
            Detail::Contract => Some(Self::Contract),
            _another => None,
        }
    }
}

impl About {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dispute(kind) => kind.as_str(),
            Self::PaidClaim => "paid_claim",
            Self::Request(kind) => kind.as_str(),
        }
    }
}

impl Waiting {
    /// Every code, for flow files.
    pub const CODES: [&'static str; 12] = [
        "dispute",
        "already_paid",
        "privacy",
        "access",
        "erasure",
        "correction",
        "source",
        "review",
        "paper",
        "receipt",
        "discharge",
        "contract",
    ];

    /// The code of flow files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dispute(_) => "dispute",
            Self::Paid | Self::Scheduled => "already_paid",
            Self::Privacy(Some(kind)) | Self::Paper(Some(kind)) => kind.as_str(),
            Self::Privacy(None) => "privacy",
            Self::Paper(None) => "paper",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::Intent;

    #[test]
    fn every_kind_of_a_dispute_is_read_by_its_own_code() {
        let disputes = Detail::ALL.iter().filter(|detail| detail.intent() == Intent::Dispute);
        for detail in disputes {
            assert_eq!(DisputeKind::told(Some(*detail)).as_str(), detail.as_str());
        }
        assert_eq!(DisputeKind::told(None), DisputeKind::Other);
    }

    #[test]
    fn every_kind_of_a_request_is_read_by_its_own_code() {
        let asked = [Intent::PrivacyRequest, Intent::AskReceipt];
        let requests = Detail::ALL.iter().filter(|detail| asked.contains(&detail.intent()));
        for detail in requests {
            let kind = RequestKind::told(Some(*detail)).expect("a kind of its own");
            assert_eq!(kind.as_str(), detail.as_str());
        }
        assert_eq!(RequestKind::told(None), None);
    }

    #[test]
    fn what_waits_has_a_code_that_flows_may_name() {
        let unsaid = [RequestKind::Payment, RequestKind::Complaint];
        let kinds = RequestKind::ALL.into_iter().filter(|kind| !unsaid.contains(kind));
        let privacy = kinds.map(|kind| Waiting::Privacy(Some(kind)));
        let others = [
            Waiting::Dispute(DisputeKind::Fraud),
            Waiting::Paid,
            Waiting::Scheduled,
            Waiting::Privacy(None),
            Waiting::Paper(None),
        ];

        for waiting in privacy.chain(others) {
            assert!(Waiting::CODES.contains(&waiting.as_str()), "{waiting:?}");
        }
    }
}
