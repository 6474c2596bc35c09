//! A whole world in memory: one customer's case, virtual time, effects applied.
//!
//! The command line, the checks and the tests hold conversations in it without a database or a
//! clock. What an event changes and what an effect leaves behind is here what `app` makes of rows;
//! to add an effect, give it its arm in `world::World::enact` and its rows in `app::enact`.

mod behaviour;
mod chance;
mod life;
mod money_in;
mod people;
mod phrases;
mod tally;
pub mod paired;
mod world;
mod switch;

use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::dialogue::facts::{DeskHours, Facts};
use crate::domain::policy::History;

pub use life::{Story, live};
pub use people::{Kind, Person, draw};
pub use phrases::Phrases;
pub use tally::{Report, Tally};
pub use world::{Issuer, Outgoing, Records, Said, World};

/// A case in which nothing happened yet but being billed.
pub fn case(creditor: Creditor, customer: Customer, mut invoices: Vec<Invoice>) -> Facts {
    invoices.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
    Facts {
        creditor,
        customer,
        invoices,
        agreements: Vec::new(),
        promises: Vec::new(),
        charges: Vec::new(),
        payments: Vec::new(),
        history: History::default(),
        timers: std::collections::BTreeMap::new(),
        identity_tries: 0,
        desk: DeskHours::default(),
        elsewhere: None,
    }
}

#[cfg(test)]
mod talk_tests;
#[cfg(test)]
mod tests;
