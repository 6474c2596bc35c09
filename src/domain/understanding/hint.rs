//! A second opinion on a message that the reader is unsure of, and when one is worth asking.
//!
//! Whoever gives it, a [`Hint`] only proposes: intents from the closed list, and pieces of the
//! customer's own text that may be values. It holds no sum and no day. What becomes of it is
//! [`merge`](fn@super::merge)'s decision. This module knows no model and no network.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::intent::{Answer, Detail, Expectation, Intent, Kind};
use super::reading::{Reading, SURE};

/// The most intents that a hint may propose.
pub const MOST_PROPOSALS: usize = 4;
/// The most values that a hint may point at.
pub const MOST_MENTIONS: usize = 6;
/// The longest piece of text that it may point at, in characters.
pub const LONGEST_MENTION: usize = 80;

/// What somebody else is asked about a message; all that leaves the house.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// The message, masked.
    pub text: String,
    /// What the question before asked for.
    pub expected: Expectation,
    /// What we make of it, best first.
    pub guesses: Vec<Intent>,
}

/// What somebody else makes of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// What the message may say, the most important first.
    pub says: Vec<Proposal>,
    /// Pieces of the text that may be values.
    #[serde(default)]
    pub mentions: Vec<Mention>,
}

/// An intent that is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What.
    pub intent: Intent,
    /// Which kind of it.
    #[serde(default)]
    pub detail: Option<Detail>,
    /// How sure of it.
    pub sure: Sure,
}

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sure {
    /// A guess: never heeded.
    Unsure,
    /// Rather this than anything else.
    Likely,
    /// The words leave no doubt.
    Certain,
}

/// A piece of the customer's text that may be a value; our own parser must find it there.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Of which sort.
    pub sort: Sort,
    /// As the customer wrote it.
    pub text: String,
}

/// The sorts of value that may be pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A sum.
    Money,
    /// A day.
    Date,
    /// A number of instalments.
    Count,
}

/// Why a second opinion is worth asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The reading is not sure enough to be acted upon.
    Unsure,
    /// The message says two things of equal weight.
    Divided,
}

/// A hint that was weighed, as it is kept with the reading it touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighed {
    /// Why it was asked for.
    pub doubt: Doubt,
    /// What the reader had understood by itself.
    pub own: Intent,
    /// How sure it was, in thousandths.
    pub own_confidence: u16,
    /// What was proposed.
    pub hint: Hint,
    /// The intents that were heeded.
    pub heeded: Vec<Intent>,
    /// How many of its mentions became values.
    pub values: u32,
}

impl Question {
    /// The question about a reading, its text masked; none where nothing is left to ask about.
    pub fn about(reading: &Reading, masked: String, expected: Expectation) -> Option<Self> {
        let mut outside = true;
        let said = masked.chars().any(|c| {
            outside = if c == '[' { false } else { outside || c == ']' };
            outside && c.is_alphabetic()
        });
        let others = reading.alternatives.iter().map(|(intent, _)| *intent);
        let guesses = [reading.intent].into_iter().chain(reading.also.iter().copied());
        let guesses = guesses.chain(others).collect();
        said.then_some(Self { text: masked, expected, guesses })
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Question({} characters)", self.text.chars().count())
    }
}

impl Reading {
    /// Why a second opinion on this reading is worth asking; none where it stands.
    ///
    /// A choice and a binding yes are matched word by word and stand. Otherwise a reading is in
    /// doubt below [`SURE`], and where two of its intents are of one weight.
    pub fn doubt(&self) -> Option<Doubt> {
        let settled = self.choice.is_some() || self.answer == Some(Answer::BindingYes);
        if settled || !self.text.chars().any(char::is_alphabetic) {
            return None;
        }
        if self.confidence < SURE {
            return Some(Doubt::Unsure);
        }
        let kind = self.intent.kind();
        let divided = kind != Kind::Safety && self.also.iter().any(|also| also.kind() == kind);
        divided.then_some(Doubt::Divided)
    }
}

impl fmt::Debug for Mention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mention({:?}, {} characters)", self.sort, self.text.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::understanding::shipped_reader;

    fn read(text: &str, expected: Expectation) -> Reading {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        shipped_reader().read(text, expected, today, &Calendar::brazil())
    }

    #[test]
    fn what_is_plain_needs_no_second_opinion() {
        for (text, expected) in [
            ("oi", Expectation::Free),
            ("quero falar com um atendente", Expectation::Free),
            ("aceito", Expectation::Consent),
            ("2", Expectation::Offer),
            ("123", Expectation::Identity),
            ("…", Expectation::Free),
            ("", Expectation::Free),
        ] {
            assert_eq!(read(text, expected).doubt(), None, "{text}");
        }
    }

    #[test]
    fn what_is_read_with_doubt_does() {
        let mut reading = read("oi", Expectation::Free);
        reading.confidence = SURE - 1;
        assert_eq!(reading.doubt(), Some(Doubt::Unsure));

        reading.confidence = SURE;
        reading.intent = Intent::AskDiscount;
        reading.also = vec![Intent::Hardship];
        assert_eq!(reading.doubt(), None, "a request and its reason agree");

        reading.also.push(Intent::AskPix);
        assert_eq!(reading.doubt(), Some(Doubt::Divided));
    }

    #[test]
    fn there_is_no_question_about_placeholders_alone() {
        let reading = read("oi", Expectation::Free);
        let about = |text: &str| Question::about(&reading, text.to_owned(), Expectation::Free);

        assert_eq!(about("[name], [number]!"), None);
        assert!(about("[name] sim").is_some());
    }

    #[test]
    fn nothing_that_was_typed_shows_in_debug() {
        let hint = Hint {
            says: Vec::new(),
            mentions: vec![Mention { sort: Sort::Money, text: "200 reais".to_owned() }],
        };

        assert!(!format!("{hint:?}").contains("200"));
    }
}
