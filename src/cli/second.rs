//! A second opinion for the lines of a command, one after another, and what it all cost.

use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use tokio::runtime::{Builder, Runtime};

use crate::domain::calendar::Calendar;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::understanding::budget::Spent;
use crate::domain::understanding::{Expectation, Question, Reader, Reading};
use crate::hints::Adviser;
use crate::text::Catalog;

/// Somebody to ask, and what it has cost.
pub struct Second {
    adviser: Adviser,
    runtime: Runtime,
    spent: Mutex<Spent>,
}

impl Second {
    /// Second opinions from this endpoint.
    ///
    /// # Errors
    /// When no runtime can be started.
    pub fn new(adviser: Adviser) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self { adviser, runtime, spent: Mutex::default() })
    }

    /// Weighs an opinion on a reading, where it is in doubt and the budget allows.
    pub fn weigh(
        &self,
        reader: &Reader,
        reading: Reading,
        (expected, today): (Expectation, NaiveDate),
        calendar: &Calendar,
    ) -> Reading {
        if reading.doubt().is_none() {
            return reading;
        }
        let masked = reader.mask(&reading, &[], today);
        let Some(question) = Question::about(&reading, masked, expected) else { return reading };
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.adviser.budget().allows(&spent) {
            *spent = spent.and(Spent::skip());
            return reading;
        }
        let asked = self.runtime.block_on(self.adviser.ask(&question));
        *spent = spent.and(asked.spent);
        match asked.answer {
            Ok(hint) => reader.heed(reading, &hint, expected, today, calendar),
            Err(_) => reading,
        }
    }

    /// What it cost, in words.
    pub fn told(&self, words: &Catalog) -> String {
        let spent = *self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        words.render("cli-hint-spent", &costs(&spent)).unwrap_or_default()
    }
}

/// A cost as the texts take it.
fn costs(spent: &Spent) -> Args {
    let count = |n: u64| Value::Count(i64::try_from(n).unwrap_or(i64::MAX));
    let named = [
        ("calls", spent.calls),
        ("failures", spent.failures),
        ("skipped", spent.skipped),
        ("tokens", spent.tokens()),
        ("seconds", spent.millis / 1000),
    ];
    named.map(|(name, n)| (name.to_owned(), count(n))).into()
}
