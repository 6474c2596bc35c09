//! What Combinado does, one use case a module, each in one transaction.
//!
//! [`App`] is all that a use case needs. Things come in by [`intake::accept`], are worked by
//! [`turn::take`], and leave rows only: whoever reaches the outside is in `jobs`. This module knows
//! rows, rules and words; it knows no page, no channel and no provider.
//!
//! To add an effect: its variant in `domain::dialogue::effect`, its file in [`enact`].

pub mod error;
pub mod import;
pub mod signals;
pub mod ear;
pub mod golden;
pub mod relearn;
pub mod shelf;
pub mod edition;
pub mod trials;
pub mod opening;
pub mod door;
pub mod intake;
pub mod arrivals;
pub mod sending;
pub mod receipts;
pub mod notices;
pub mod links;
pub mod people;
pub mod reception;
pub mod words;
pub mod watch;
mod changes;
mod facts;
mod hearing;
pub mod advice;
pub mod enact;
pub mod turn;
pub mod burial;
pub mod payment;
pub mod searching;
pub mod replay;
pub mod tuning;
pub mod desk;
pub mod bridge;

use std::sync::Arc;

pub use error::Error;

pub use crate::store::contact::Account;

use crate::clock::Clock;
use crate::domain::calendar::Calendar;
use crate::domain::dialogue::facts::DeskHours;
use crate::meter::Meter;
use crate::store::Db;
use crate::text::Locales;

/// What a use case answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// All that a use case needs; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// Rows.
    pub db: Db,
    /// The time.
    pub clock: Clock,
    /// Business days.
    pub calendar: Arc<Calendar>,
    /// Understands what customers write.
    pub reader: ear::Ear,
    /// What people tune: texts, flows, policies; the release that serves, and older ones.
    pub editions: edition::Editions,
    /// When humans answer.
    pub desk: DeskHours,
    /// Wakes whoever works the queues.
    pub signals: signals::Signals,
    /// Where everything comes in.
    pub door: door::Door,
    /// Counts what happens.
    pub meter: Meter,
    /// Whose turn it is to simulate.
    pub simulating: tuning::impact::Turns,
}

impl App {
    /// The release that serves.
    pub fn live(&self) -> Arc<edition::Edition> {
        self.editions.live()
    }

    /// The words of the release that serves.
    pub fn words(&self) -> Locales {
        self.editions.live().words.clone()
    }
}
