//! What the reader itself brings to a second opinion: the values it would find if asked for them.

use chrono::NaiveDate;

use super::Reader;
use super::entities::{Scan, Setting};
use super::hint::Hint;
use super::intent::Expectation;
use super::merge::{Ours, merge};
use super::normalise::{READ_CHARS, Text};
use super::reading::{Entity, Reading, Value};
use crate::domain::calendar::Calendar;

impl Reader {
    /// Weighs a hint on a reading of this reader's own.
    pub fn heed(
        &self,
        reading: Reading,
        hint: &Hint,
        expected: Expectation,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Reading {
        if hint.mentions.is_empty() {
            return merge(reading, hint, Ours { expected, found: &[] });
        }
        let found = self.values_if_asked(&reading.text, today, calendar);
        merge(reading, hint, Ours { expected, found: &found })
    }

    /// The sums, days and counts of a text, read as if the question had asked for each.
    pub fn values_if_asked(
        &self,
        text: &str,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Vec<Entity> {
        let typed: Vec<char> = text.chars().take(READ_CHARS).collect();
        let text = Text::new(&typed, &self.lexicon);
        let asked = [Expectation::Money, Expectation::Date, Expectation::Count];
        let found = asked.into_iter().flat_map(|expected| {
            let entities = Scan::run(&text, &typed, Setting { expected, today, calendar }).entities;
            entities.into_iter().filter(move |entity| is_asked(&entity.value, expected))
        });
        found.collect()
    }
}

fn is_asked(value: &Value, expected: Expectation) -> bool {
    match expected {
        Expectation::Money => matches!(value, Value::Money { .. }),
        Expectation::Date => matches!(value, Value::Date { .. }),
        Expectation::Count => matches!(value, Value::Count(_)),
        _other => false,
    }
}
