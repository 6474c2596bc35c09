//! The reader in use, which another may replace while it serves.
//!
//! A message is read whole by one reader: an exchange changes nothing for messages being read, and
//! the log of a conversation holds readings, so nothing that was said is ever read again. A server
//! takes in messages from its first moment; what works them waits until the reader has learnt.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use chrono::NaiveDate;
use tokio::sync::watch;

use crate::domain::calendar::Calendar;
use crate::domain::understanding::{Expectation, Reader, Reading};

/// Holds the reader in use; all clones hold the same.
#[derive(Clone, Debug)]
pub struct Ear(Arc<Held>);

#[derive(Debug)]
struct Held {
    reader: Mutex<Option<Arc<Reader>>>,
    learnt: Condvar,
    told: watch::Sender<bool>,
}

impl Ear {
    /// One whose reader is still learning: it comes by [`exchange`](Self::exchange).
    pub fn learning() -> Self {
        Self::holding(None)
    }

    fn holding(reader: Option<Arc<Reader>>) -> Self {
        let told = watch::Sender::new(reader.is_some());
        Self(Arc::new(Held { reader: Mutex::new(reader), learnt: Condvar::new(), told }))
    }

    /// The reader in use now; waits, with its thread, for one that is still learning.
    pub fn reader(&self) -> Arc<Reader> {
        let mut held = self.0.reader.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(reader) = &*held {
                return reader.clone();
            }
            held = self.0.learnt.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Puts another reader in its place, for every message from now on.
    pub fn exchange(&self, reader: Arc<Reader>) {
        *self.0.reader.lock().unwrap_or_else(PoisonError::into_inner) = Some(reader);
        self.0.learnt.notify_all();
        self.0.told.send_replace(true);
    }

    /// Waits until there is a reader, without holding a thread.
    pub async fn learnt(&self) {
        let mut told = self.0.told.subscribe();
        // The sender lives as long as this does.
        let _ = told.wait_for(|learnt| *learnt).await;
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
        Self::holding(Some(reader))
    }
}

impl From<Reader> for Ear {
    fn from(reader: Reader) -> Self {
        Self::from(Arc::new(reader))
    }
}
