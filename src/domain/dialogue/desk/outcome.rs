//! How a case ended at the desk: a code, with what it cannot go without.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::money::Money;

/// The end of a case, and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Outcome {
    /// There is an agreement.
    Agreement,
    /// The customer promised a sum for a day.
    Promise {
        /// The sum.
        amount: Money,
        /// The day.
        due: NaiveDate,
    },
    /// The customer is left in peace until a day.
    Pause {
        /// The first day on which contact is allowed again.
        until: NaiveDate,
    },
    /// The customer was right: what was contested is not owed.
    DisputeUpheld,
    /// The debt is owed as it stands.
    DisputeRejected,
    /// It is paid, or the customer says so.
    Paid,
    /// The customer does not want to pay.
    Refused,
    /// The address is somebody else's.
    WrongPerson,
    /// The customer died.
    Deceased,
    /// The customer asked for silence.
    OptOut,
    /// The customer complained: about us, or how they were treated.
    Complaint {
        /// What about.
        words: String,
    },
}

/// The code of an outcome alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is the outcome of its name")]
pub enum Code {
    Agreement,
    Promise,
    Pause,
    DisputeUpheld,
    DisputeRejected,
    Paid,
    Refused,
    WrongPerson,
    Deceased,
    OptOut,
    Complaint,
}

/// What was said beside a code, each value where there was one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// A sum.
    pub amount: Option<Money>,
    /// A day.
    pub day: Option<NaiveDate>,
    /// Words.
    pub words: String,
}

/// How far something may be agreed on when a case is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The last day of a promise.
    pub promise_until: NaiveDate,
    /// The most that can be promised: what is owed today.
    pub promise_most: Money,
    /// The last day of a pause.
    pub pause_until: NaiveDate,
    /// True where an agreement is being paid.
    pub agreed: bool,
    /// True where something is contested.
    pub disputed: bool,
}

impl Outcome {
    /// Its code.
    pub const fn code(&self) -> Code {
        match self {
            Self::Agreement => Code::Agreement,
            Self::Promise { .. } => Code::Promise,
            Self::Pause { .. } => Code::Pause,
            Self::DisputeUpheld => Code::DisputeUpheld,
            Self::DisputeRejected => Code::DisputeRejected,
            Self::Paid => Code::Paid,
            Self::Refused => Code::Refused,
            Self::WrongPerson => Code::WrongPerson,
            Self::Deceased => Code::Deceased,
            Self::OptOut => Code::OptOut,
            Self::Complaint { .. } => Code::Complaint,
        }
    }
}

impl Code {
    /// Every code, in the order in which people choose.
    pub const ALL: [Self; 11] = [
        Self::Agreement,
        Self::Promise,
        Self::Pause,
        Self::DisputeUpheld,
        Self::DisputeRejected,
        Self::Paid,
        Self::Refused,
        Self::WrongPerson,
        Self::Deceased,
        Self::OptOut,
        Self::Complaint,
    ];

    /// The code of rows, forms and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Promise => "promise",
            Self::Pause => "pause",
            Self::DisputeUpheld => "dispute_upheld",
            Self::DisputeRejected => "dispute_rejected",
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::WrongPerson => "wrong_person",
            Self::Deceased => "deceased",
            Self::OptOut => "opt_out",
            Self::Complaint => "complaint",
        }
    }

    /// The code that a form or a row names.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == name)
    }

    /// The outcome of this code.
    ///
    /// # Errors
    /// The code of what is missing: an outcome is not recorded without what it cannot go without.
    pub fn with(self, given: Given) -> Result<Outcome, &'static str> {
        Ok(match self {
            Self::Agreement => Outcome::Agreement,
            Self::Promise => Outcome::Promise {
                amount: given.amount.ok_or("promise-amount")?,
                due: given.day.ok_or("promise-day")?,
            },
            Self::Pause => Outcome::Pause { until: given.day.ok_or("pause-day")? },
            Self::DisputeUpheld => Outcome::DisputeUpheld,
            Self::DisputeRejected => Outcome::DisputeRejected,
            Self::Paid => Outcome::Paid,
            Self::Refused => Outcome::Refused,
            Self::WrongPerson => Outcome::WrongPerson,
            Self::Deceased => Outcome::Deceased,
            Self::OptOut => Outcome::OptOut,
            Self::Complaint if given.words.trim().is_empty() => return Err("no-words"),
            Self::Complaint => Outcome::Complaint { words: given.words },
        })
    }

    /// True where nobody may be written to any more.
    pub const fn ends_contact(self) -> bool {
        match self {
            Self::WrongPerson | Self::Deceased | Self::OptOut => true,
            Self::Agreement
            | Self::Promise
            | Self::Pause
            | Self::DisputeUpheld
            | Self::DisputeRejected
            | Self::Paid
            | Self::Refused
            | Self::Complaint => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_is_found_by_its_code() {
        for code in Code::ALL {
            assert_eq!(Code::named(code.as_str()), Some(code));
            let json = serde_json::to_value(code).expect("a code");
            assert_eq!(json, code.as_str());
        }
        assert_eq!(Code::named(""), None);
    }

    #[test]
    fn an_outcome_has_its_code_and_lacks_nothing() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 10);
        let all = Given { amount: Some(Money::reais(80)), day, words: "o atendimento".to_owned() };
        for code in Code::ALL {
            let outcome = code.with(all.clone()).expect("everything is given");
            assert_eq!(outcome.code(), code);
        }
        let lacks = |code: Code, given| code.with(given).expect_err("something is missing");
        assert_eq!(lacks(Code::Promise, Given { amount: None, ..all.clone() }), "promise-amount");
        assert_eq!(lacks(Code::Promise, Given { day: None, ..all.clone() }), "promise-day");
        assert_eq!(lacks(Code::Pause, Given { day: None, ..all.clone() }), "pause-day");
        assert_eq!(lacks(Code::Complaint, Given { words: " ".to_owned(), ..all }), "no-words");
    }
}
