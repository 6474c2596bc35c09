//! The reader in use, which another may replace while it serves.
//!
//! A message is read whole by one reader: an exchange changes nothing for messages being read, and
//! the log of a conversation holds readings, so nothing that was said is ever read again.

use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;
use crate::domain::understanding::{Expectation, Reader, Reading};

/// Holds the reader in use; all clones hold the same.
#[derive(Clone, Debug)]
pub struct Ear(Arc<RwLock<Arc<Reader>>>);

impl Ear {
    /// The reader in use now.
    pub fn reader(&self) -> Arc<Reader> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another reader in its place, for every message from now on.
    pub fn exchange(&self, reader: Arc<Reader>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = reader;
    }

    /// Reads one message with the reader in use.
    pub fn read(
        &self,
        text: &str,
        expected: Expectation,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Reading {
        self.reader().read(text, expected, today, calendar)
    }
}

impl From<Arc<Reader>> for Ear {
    fn from(reader: Arc<Reader>) -> Self {
        Self(Arc::new(RwLock::new(reader)))
    }
}

impl From<Reader> for Ear {
    fn from(reader: Reader) -> Self {
        Self::from(Arc::new(reader))
    }
}
