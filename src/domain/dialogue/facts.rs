//! Everything a turn may know about the world, gathered before it begins.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::elsewhere::Elsewhere;
use super::event::Timer;
use crate::domain::debt::agreement::Agreement;
use crate::domain::debt::charge::Charge;
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::debt::payment::Payment;
use crate::domain::debt::promise::Promise;
use crate::domain::locale::Locale;
use crate::domain::policy::History;

/// One customer's case with one creditor, as of now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Who is owed.
    pub creditor: Creditor,
    /// Who owes.
    pub customer: Customer,
    /// Every invoice of theirs with this creditor, in order of due date.
    pub invoices: Vec<Invoice>,
    /// Agreements, oldest first.
    pub agreements: Vec<Agreement>,
    /// Promises, oldest first.
    pub promises: Vec<Promise>,
    /// Charges, oldest first.
    pub charges: Vec<Charge>,
    /// Money that came in, oldest first.
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// What earlier negotiations came to.
    pub history: History,
    /// Timers that are set.
    pub timers: BTreeMap<Timer, DateTime<Utc>>,
    /// Failed identity tries that outlive any conversation.
    pub identity_tries: u32,
    /// When humans answer.
    pub desk: DeskHours,
    /// Another conversation of theirs in which they spoke later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<Box<Elsewhere>>,
}

/// When humans answer, in the customer's time zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskHours {
    /// The first hour of the day, from 0.
    pub from_hour: u32,
    /// The hour at which they stop.
    pub to_hour: u32,
    /// Local holidays besides the national ones.
    #[serde(default)]
    pub closed: Vec<NaiveDate>,
}

impl Default for DeskHours {
    /// Monday to Friday, 9:00 to 18:00.
    fn default() -> Self {
        Self { from_hour: 9, to_hour: 18, closed: Vec::new() }
    }
}

impl Facts {
    /// The language that the customer is spoken to in; none for the installation's own.
    pub fn language(&self) -> Option<Locale> {
        self.customer.spoken_to_in(&self.creditor)
    }

    /// The agreements being paid, oldest first.
    pub fn running(&self) -> impl Iterator<Item = &Agreement> {
        use crate::domain::debt::agreement::AgreementStatus::Active;
        self.agreements.iter().filter(|agreement| agreement.status == Active)
    }

    /// Of the agreements being paid the one whose next part is due first.
    pub fn active_agreement(&self) -> Option<&Agreement> {
        self.running().min_by_key(|agreement| agreement.next_open().map(|part| part.due))
    }

    /// The promises waiting for their day, oldest first.
    pub fn promised(&self) -> impl Iterator<Item = &Promise> {
        self.promises.iter().filter(|promise| promise.is_open())
    }

    /// Of the promises waiting for their day the one that comes first.
    pub fn open_promise(&self) -> Option<&Promise> {
        self.promised().min_by_key(|promise| promise.due)
    }

    /// The newest charge that could still be paid.
    pub fn open_charge(&self) -> Option<&Charge> {
        self.charges.iter().rev().find(|charge| charge.is_open())
    }
}
