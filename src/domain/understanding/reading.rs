//! What was understood of one message.
//!
//! A [`Reading`] is stored with the turn it led to, so it holds no floats and compares exactly.
//! Its text is what a person typed: `Debug` shows its length only.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::hint::Weighed;
use super::intent::{Answer, Detail, Intent, Language, Meaning};
use super::selection::Selection;
use crate::domain::money::{Money, Rate};
use crate::domain::people::{Document, Phone};

/// From this confidence on (in thousandths) a reading may be acted upon unasked.
pub const SURE: u16 = 700;

/// What was understood of one message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The message, cut to what is read of it.
    pub text: String,
    /// What it asks or, asking nothing, its reason.
    pub intent: Intent,
    /// How sure the intent is, in thousandths.
    pub confidence: u16,
    /// The next best intents, best first, in thousandths.
    pub alternatives: Vec<(Intent, u16)>,
    /// Which kind of that intent, where that is sure enough.
    #[serde(default)]
    pub detail: Option<Detail>,
    /// What else the same message says.
    pub also: Vec<Intent>,
    /// Which kinds of those, where that is sure enough.
    #[serde(default)]
    pub also_details: Vec<Detail>,
    /// Sums, dates, counts and the like, in the order of the text.
    pub entities: Vec<Entity>,
    /// A yes or a no to the question asked.
    pub answer: Option<Answer>,
    /// The option named by number or order, from 1.
    pub choice: Option<u32>,
    /// The name somebody says not to bear ("não sou a Maria"), folded to plain lower case.
    pub denied_name: Option<String>,
    /// True where a plan without a down payment is asked for: "sem entrada".
    #[serde(default)]
    pub no_down_payment: bool,
    /// True where something said before is taken back ("errei, é 300").
    #[serde(default)]
    pub corrects: bool,
    /// Which of several things is meant, where it points at some.
    #[serde(default)]
    pub selection: Option<Selection>,
    /// The language of the whole message, where it is not ours.
    #[serde(default)]
    pub language: Option<Language>,
    /// The second opinion that was weighed into it, where one was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Box<Weighed>>,
}

/// A value found in the text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it means.
    pub value: Value,
    /// How it was written.
    pub text: String,
    /// Where it begins, in characters.
    pub start: usize,
}

/// What a piece of text stands for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A sum.
    Money {
        /// How much.
        amount: Money,
        /// Each month, or each instalment.
        monthly: bool,
        /// "About".
        approximate: bool,
        /// A limit rather than the sum.
        bound: Option<Bound>,
        /// The down payment of a plan.
        down_payment: bool,
        /// Each week.
        #[serde(default)]
        weekly: bool,
        /// What somebody earns, and no offer.
        #[serde(default)]
        income: bool,
    },
    /// A day.
    Date {
        /// The day meant; of a grain, its first.
        on: NaiveDate,
        /// Before or after that day.
        bound: Option<DateBound>,
        /// A week or a month rather than a day: ask which.
        vague: bool,
        /// The other day it may mean.
        alternative: Option<NaiveDate>,
    },
    /// An hour or a part of the day.
    Time {
        /// From 0 to 23, where an hour is named.
        hour: Option<u32>,
        /// Minutes past the hour.
        minute: u32,
        /// The part of the day that is named.
        part: Option<DayPart>,
        /// Before or after that hour.
        bound: Option<DateBound>,
    },
    /// A number of instalments.
    Count(u32),
    /// A share of the whole.
    Percent(Rate),
    /// A CPF or CNPJ with right check digits.
    Document(#[serde(with = "document")] Document),
    /// A Brazilian telephone.
    Phone(#[serde(with = "phone")] Phone),
    /// A length of time.
    Duration {
        /// In whole days; a month is 30.
        days: u32,
        /// As it was said.
        #[serde(default)]
        said: Length,
    },
    /// Three bare digits where identity is expected.
    Digits(String),
    /// A birthday where identity is expected.
    DayMonth {
        /// Day of the month.
        day: u32,
        /// Month of the year.
        month: u32,
        /// The year of birth, where it was said.
        year: Option<i32>,
    },
    /// "Todo dia 10": each month on this day.
    DayOfMonth(u32),
}

/// A length of time as it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What lengths of time are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    #[default]
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl fmt::Display for Length {
    /// As ISO 8601 writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, letter) = match self.unit {
            Unit::Minute => ("PT", 'M'),
            Unit::Hour => ("PT", 'H'),
            Unit::Day => ("P", 'D'),
            Unit::Week => ("P", 'W'),
            Unit::Month => ("P", 'M'),
            Unit::Year => ("P", 'Y'),
        };
        write!(f, "{mark}{}{letter}", self.count)
    }
}

/// Which side of a sum is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// No more than.
    AtMost,
    /// No less than.
    AtLeast,
}

/// Which side of a day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBound {
    /// On that day or before it.
    Before,
    /// From that day on.
    After,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayPart {
    /// Until noon.
    Morning,
    /// From noon to dusk.
    Afternoon,
    /// From dusk on.
    Night,
}

impl Value {
    /// True for a sum of any sort.
    pub const fn is_money(&self) -> bool {
        matches!(self, Self::Money { .. })
    }

    /// True for a sum that is offered or asked, not earned.
    pub const fn is_offer(&self) -> bool {
        matches!(self, Self::Money { income: false, .. })
    }
}

impl Reading {
    /// True where the intent is safe to act upon without asking.
    pub fn is_sure(&self) -> bool {
        self.confidence >= SURE
    }

    /// True where the message says this, first or among other things.
    pub fn has(&self, intent: Intent) -> bool {
        self.intent == intent || self.also.contains(&intent)
    }

    /// Which kind of this intent the message says, first or among other things.
    pub fn detail_of(&self, intent: Intent) -> Option<Detail> {
        let mut known = self.detail.iter().chain(&self.also_details);
        known.find(|detail| detail.intent() == intent).copied()
    }

    /// True where the message says this, in this very kind where one is named.
    pub fn means(&self, meaning: Meaning) -> bool {
        let kind = meaning.detail.is_none() || self.detail_of(meaning.intent) == meaning.detail;
        kind && self.has(meaning.intent)
    }

    /// What a table has for this intent: for its very kind, or else for any.
    pub fn pick<'t, T>(&self, intent: Intent, table: &'t BTreeMap<Meaning, T>) -> Option<&'t T> {
        let exact = self.detail_of(intent).and_then(|detail| table.get(&detail.into()));
        exact.or_else(|| table.get(&intent.into()))
    }

    /// True where the message is a yes, binding or not.
    pub fn is_yes(&self) -> bool {
        matches!(self.answer, Some(Answer::Yes | Answer::BindingYes))
    }

    /// True where the message is a no.
    pub fn is_no(&self) -> bool {
        self.answer == Some(Answer::No)
    }

    /// The first sum that is no down payment, else the down payment; never an income.
    pub fn first_money(&self) -> Option<Money> {
        self.plain_sum().or_else(|| {
            self.values().find_map(|value| match value {
                Value::Money { amount, down_payment: true, .. } => Some(*amount),
                _ => None,
            })
        })
    }

    /// The first sum offered as a down payment; nothing, where a plan without one is asked for.
    pub fn down_payment(&self) -> Option<Money> {
        let offered = self.values().find_map(|value| match value {
            Value::Money { amount, down_payment: true, .. } => Some(*amount),
            _ => None,
        });
        offered.or(self.no_down_payment.then_some(Money::ZERO))
    }

    /// The first sum for each month or instalment; four weeks are a month.
    pub fn monthly(&self) -> Option<Money> {
        self.values().find_map(|value| match value {
            Value::Money { amount, monthly: true, down_payment: false, income: false, .. } => {
                Some(*amount)
            }
            Value::Money { amount, weekly: true, income: false, .. } => Some(amount.times(4)),
            _ => None,
        })
    }

    /// The first sum that the person says to earn.
    pub fn income(&self) -> Option<Money> {
        self.values().find_map(|value| match value {
            Value::Money { amount, income: true, .. } => Some(*amount),
            _ => None,
        })
    }

    /// The first day, be it a grain or not.
    pub fn first_date(&self) -> Option<NaiveDate> {
        self.values().find_map(|value| match value {
            Value::Date { on, .. } => Some(*on),
            _ => None,
        })
    }

    /// The first number of instalments.
    pub fn count(&self) -> Option<u32> {
        self.values().find_map(|value| match value {
            Value::Count(n) => Some(*n),
            _ => None,
        })
    }

    /// The first share of the whole.
    pub fn percent(&self) -> Option<Rate> {
        self.values().find_map(|value| match value {
            Value::Percent(rate) => Some(*rate),
            _ => None,
        })
    }

    /// The first CPF or CNPJ.
    pub fn document(&self) -> Option<&Document> {
        self.values().find_map(|value| match value {
            Value::Document(document) => Some(document),
            _ => None,
        })
    }

    /// The values, in the order of the text.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.entities.iter().map(|entity| &entity.value)
    }

    fn plain_sum(&self) -> Option<Money> {
        self.values().find_map(|value| match value {
            Value::Money { amount, down_payment: false, income: false, .. } => Some(*amount),
            _ => None,
        })
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reading")
            .field("characters", &self.text.chars().count())
            .field("intent", &self.intent)
            .field("detail", &self.detail)
            .field("confidence", &self.confidence)
            .field("also", &self.also)
            .field("answer", &self.answer)
            .field("corrects", &self.corrects)
            .field("entities", &self.entities.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Entity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}@{}", self.value, self.start)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money { amount, monthly, approximate, bound, down_payment, weekly, income } => {
                write!(
                    f,
                    "Money({amount}{}{}{}{}{}{})",
                    if *monthly { " monthly" } else { "" },
                    if *weekly { " weekly" } else { "" },
                    if *income { " income" } else { "" },
                    if *approximate { " about" } else { "" },
                    match bound {
                        Some(Bound::AtMost) => " at most",
                        Some(Bound::AtLeast) => " at least",
                        None => "",
                    },
                    if *down_payment { " down" } else { "" },
                )
            }
            Self::Time { hour, minute, part, bound } => {
                write!(f, "Time({hour:?}:{minute} {part:?} {bound:?})")
            }
            Self::Date { on, bound, vague, alternative } => {
                write!(f, "Date({on} {bound:?} vague={vague} or {alternative:?})")
            }
            Self::Count(n) => write!(f, "Count({n})"),
            Self::Percent(rate) => write!(f, "Percent({rate})"),
            Self::Duration { days, .. } => write!(f, "Duration({days})"),
            Self::DayOfMonth(day) => write!(f, "DayOfMonth({day})"),
            Self::Document(_) => f.write_str("Document(…)"),
            Self::Phone(_) => f.write_str("Phone(…)"),
            Self::Digits(_) => f.write_str("Digits(…)"),
            Self::DayMonth { .. } => f.write_str("DayMonth(…)"),
        }
    }
}

/// A document as its digits and letters.
mod document {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::people::Document;

    pub fn serialize<S: Serializer>(document: &Document, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(document.digits())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Document, D::Error> {
        Document::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// A phone as E.164.
mod phone {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::domain::people::Phone;

    pub fn serialize<S: Serializer>(phone: &Phone, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(phone.e164())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Phone, D::Error> {
        Phone::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }
}
