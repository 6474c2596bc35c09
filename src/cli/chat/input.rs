//! One line of input, as one thing the customer (or the world) does.
//!
//! In `--jsonl` a line that is a JSON object is read strictly; any other line is text said. At the
//! keyboard a line that begins with `/` is one of the few [`Command`]s; any other is text said.

use std::str::FromStr;

use chrono::TimeDelta;
use serde_json::Value as Json;

use crate::domain::dialogue::event::Media;
use crate::domain::money::Money;

/// The longest time that may pass at once: ten years.
const LONGEST: TimeDelta = TimeDelta::days(3653);

/// One thing that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The customer writes.
    Text(String),
    /// The customer chooses: a number from 1, a choice's id or its exact label.
    Choose(String),
    /// The customer sends something that is no text.
    Media(Media),
    /// Time passes.
    After(TimeDelta),
    /// Money lands on the open charge: a sum, or the charge's.
    Paid(Option<Money>),
    /// The human who has the case writes.
    Agent(String),
    /// The human gives the conversation back.
    Return,
}

/// What a line at the keyboard asks of the program itself, or what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Something happens.
    Do(Input),
    /// Show the commands.
    Help,
    /// Leave.
    Leave,
    /// There is no such command, or its value cannot be read.
    Unknown(String),
}

/// Why a line of JSON is nothing that can happen.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadLine {
    /// Not exactly one known key.
    #[error("unknown key {0:?}")]
    UnknownKey(String),
    /// No key, or more than one.
    #[error("found {0} keys where one is needed")]
    NotOneKey(usize),
    /// The value cannot be read.
    #[error("cannot read {value} as the value of {key:?}")]
    BadValue {
        /// The key.
        key: &'static str,
        /// The value as it was written.
        value: String,
    },
}

impl Input {
    /// Reads one line of `--jsonl`.
    ///
    /// # Errors
    /// The line is a JSON object, but nothing that can happen.
    pub fn from_json_line(line: &str) -> Result<Self, BadLine> {
        match serde_json::from_str::<Json>(line) {
            Ok(Json::Object(object)) => {
                let mut entries = object.into_iter();
                match (entries.next(), entries.next()) {
                    (Some((key, value)), None) => Self::from_entry(&key, &value),
                    (Some(_), Some(_)) => Err(BadLine::NotOneKey(2 + entries.count())),
                    (None, _) => Err(BadLine::NotOneKey(0)),
                }
            }
            Ok(_) | Err(_) => Ok(Self::Text(line.to_owned())),
        }
    }

    fn from_entry(key: &str, value: &Json) -> Result<Self, BadLine> {
        let (key, read) = match key {
            "text" => ("text", text(value).map(Self::Text)),
            "choose" => ("choose", choice(value).map(Self::Choose)),
            "media" => ("media", serde_json::from_value(value.clone()).ok().map(Self::Media)),
            "after" => ("after", value.as_str().and_then(duration).map(Self::After)),
            "paid" => ("paid", paid(value)),
            "agent" => ("agent", text(value).map(Self::Agent)),
            "return" => ("return", (value == &Json::Bool(true)).then_some(Self::Return)),
            other => return Err(BadLine::UnknownKey(other.to_owned())),
        };
        read.ok_or_else(|| BadLine::BadValue { key, value: value.to_string() })
    }
}

impl Command {
    /// Reads one line typed at the keyboard.
    pub fn parse(line: &str) -> Self {
        let Some(command) = line.trim().strip_prefix('/') else {
            return Self::Do(Input::Text(line.to_owned()));
        };
        let (name, value) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
        let value = value.trim();
        let known = match (name, value) {
            ("sair", "") => Some(Self::Leave),
            ("ajuda", "") => Some(Self::Help),
            ("foto", "") => Some(Self::Do(Input::Media(Media::Image))),
            ("pagar", "") => Some(Self::Do(Input::Paid(None))),
            ("pagar", sum) => money(sum).map(|sum| Self::Do(Input::Paid(Some(sum)))),
            ("tempo", span) => duration(span).map(|span| Self::Do(Input::After(span))),
            _ => None,
        };
        known.unwrap_or_else(|| Self::Unknown(line.trim().to_owned()))
    }
}

fn text(value: &Json) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// A number from 1, an id or a label; a bare number is fine too.
fn choice(value: &Json) -> Option<String> {
    let number = value.as_u64().map(|number| number.to_string());
    number.or_else(|| text(value)).filter(|choice| !choice.trim().is_empty())
}

/// A payment of a sum, or of none of its own: the charge's.
fn paid(value: &Json) -> Option<Input> {
    let of = |sum: &str| money(sum).map(|sum| Input::Paid(Some(sum)));
    match value {
        Json::Null | Json::Bool(true) => Some(Input::Paid(None)),
        Json::String(sum) if sum.is_empty() => Some(Input::Paid(None)),
        Json::String(sum) => of(sum),
        Json::Number(sum) => of(&sum.to_string()),
        Json::Bool(false) | Json::Array(_) | Json::Object(_) => None,
    }
}

/// A sum above nothing, with a dot or a comma before the centavos.
fn money(text: &str) -> Option<Money> {
    let sum = text.trim().trim_start_matches("R$").trim();
    let sum = if sum.contains(',') { sum.replace('.', "").replace(',', ".") } else { sum.into() };
    Money::from_str(&sum).ok().filter(|sum| sum.is_positive())
}

/// A span such as `2d`, `3h`, `90m` or `1d12h`.
fn duration(text: &str) -> Option<TimeDelta> {
    let mut span = TimeDelta::zero();
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at_checked(digits)?;
        let count: i64 = number.parse().ok()?;
        let mut letters = after.chars();
        let part = match letters.next()? {
            'm' => TimeDelta::try_minutes(count)?,
            'h' => TimeDelta::try_hours(count)?,
            'd' => TimeDelta::try_days(count)?,
            _ => return None,
        };
        span = span.checked_add(&part)?;
        rest = letters.as_str().trim_start();
    }
    (span > TimeDelta::zero() && span <= LONGEST).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_is_one_thing_that_happens() {
        let cases = [
            (r#"{"text":"oi"}"#, Input::Text("oi".into())),
            (r#"{"choose":"2"}"#, Input::Choose("2".into())),
            (r#"{"choose":2}"#, Input::Choose("2".into())),
            (r#"{"media":"image"}"#, Input::Media(Media::Image)),
            (r#"{"media":"contact"}"#, Input::Media(Media::Contact)),
            (r#"{"after":"2d"}"#, Input::After(TimeDelta::days(2))),
            (r#"{"after":"90m"}"#, Input::After(TimeDelta::minutes(90))),
            (r#"{"after":"1d12h"}"#, Input::After(TimeDelta::hours(36))),
            (r#"{"paid":"123.45"}"#, Input::Paid(Some(Money::centavos(12_345)))),
            (r#"{"paid":123.4}"#, Input::Paid(Some(Money::centavos(12_340)))),
            (r#"{"paid":null}"#, Input::Paid(None)),
            (r#"{"paid":""}"#, Input::Paid(None)),
            (r#"{"agent":"olá"}"#, Input::Agent("olá".into())),
            (r#"{"return":true}"#, Input::Return),
        ];

        for (line, input) in cases {
            assert_eq!(Input::from_json_line(line), Ok(input), "{line}");
        }
    }

    #[test]
    fn what_is_no_json_object_is_text_said() {
        for line in ["", "oi", "300", "\"oi\"", "[1]", "{oi}", "null", "{\"text\":", "💸 {a}"] {
            assert_eq!(Input::from_json_line(line), Ok(Input::Text(line.to_owned())));
        }
    }

    #[test]
    fn an_object_that_is_nothing_is_refused_with_its_reason() {
        let bad = |line| Input::from_json_line(line).expect_err("nothing that can happen");

        assert_eq!(bad("{}"), BadLine::NotOneKey(0));
        assert_eq!(bad(r#"{"text":"a","media":"image"}"#), BadLine::NotOneKey(2));
        assert_eq!(bad(r#"{"said":"a"}"#), BadLine::UnknownKey("said".into()));
        for line in [
            r#"{"text":5}"#,
            r#"{"choose":""}"#,
            r#"{"choose":-1}"#,
            r#"{"media":"fax"}"#,
            r#"{"after":"2"}"#,
            r#"{"after":"0d"}"#,
            r#"{"after":"-2d"}"#,
            r#"{"after":"2w"}"#,
            r#"{"after":"99999999999999999999d"}"#,
            r#"{"after":"9999999d"}"#,
            r#"{"paid":"-1.00"}"#,
            r#"{"paid":"0.00"}"#,
            r#"{"paid":"muito"}"#,
            r#"{"return":false}"#,
        ] {
            assert!(matches!(bad(line), BadLine::BadValue { .. }), "{line}");
        }
    }

    #[test]
    fn a_slash_makes_a_command() {
        assert_eq!(Command::parse("/sair"), Command::Leave);
        assert_eq!(Command::parse(" /ajuda "), Command::Help);
        assert_eq!(Command::parse("/foto"), Command::Do(Input::Media(Media::Image)));
        assert_eq!(Command::parse("/pagar"), Command::Do(Input::Paid(None)));
        assert_eq!(
            Command::parse("/pagar R$ 1.234,50"),
            Command::Do(Input::Paid(Some(Money::centavos(123_450))))
        );
        assert_eq!(Command::parse("/tempo 2d"), Command::Do(Input::After(TimeDelta::days(2))));
        for line in ["/", "/voar", "/tempo", "/tempo ontem", "/sair já"] {
            assert_eq!(Command::parse(line), Command::Unknown(line.to_owned()), "{line}");
        }
        assert_eq!(Command::parse("1/2"), Command::Do(Input::Text("1/2".into())));
    }
}
