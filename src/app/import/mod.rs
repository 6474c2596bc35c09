//! Portfolios as finance systems export them: creditors (TOML) and invoices (CSV).
//!
//! [`creditors()`] and [`read()`] turn files into a [`Portfolio`] in memory, which `chat` and `quote`
//! run on as it is. A bad line stops nothing else: it comes back with its problems, and
//! [`rejects()`] writes a file that can be mended and imported again. This module reads no file and
//! no clock and knows no channel. To accept another column: a variant of `column::Column`, its
//! names, and its line in `row`.

mod column;
mod creditors;
mod decode;
mod example;
mod read;
mod rejects;
mod row;
mod save;
mod sheet;
mod split;
mod value;

use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::problem::Problem;

pub use creditors::creditors;
pub use example::{demo_portfolio, example, expand};
pub use read::read;
pub use rejects::rejects;
pub use save::{Count, Keep, Saved, save};

/// Creditors and the customers who owe them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portfolio {
    /// Every creditor, in the file's order.
    pub creditors: Vec<Creditor>,
    /// Every customer, in the order of their first line.
    pub customers: Vec<CustomerRecord>,
}

/// One customer of one creditor, with what is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRecord {
    /// Who.
    pub customer: Customer,
    /// Their invoices, in order of due date.
    pub invoices: Vec<Invoice>,
    /// What stood in columns that mean nothing to us.
    pub notes: Vec<Note>,
}

/// A cell of a column that means nothing to us, kept for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The invoice on whose line it stood.
    pub invoice: String,
    /// The column's name.
    pub column: String,
    /// What stood there.
    pub value: String,
}

/// What came of reading a portfolio.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// What could be read.
    pub portfolio: Portfolio,
    /// What parted the fields.
    pub delimiter: char,
    /// The header as it stood.
    pub header: Vec<String>,
    /// Lines that could not be taken, in order.
    pub rejected: Vec<Rejected>,
    /// Lines read, without header and blanks.
    pub lines: usize,
    /// Lines that said again what another said.
    pub repeated: usize,
}

/// A line that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Where it begins, from 1.
    pub line: usize,
    /// Its fields, as many as the header has.
    pub fields: Vec<String>,
    /// All that is wrong with it.
    pub problems: Vec<Problem>,
}

/// How far a reading got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub done: usize,
    /// Bytes in all.
    pub total: usize,
    /// Lines read.
    pub lines: usize,
}

impl Portfolio {
    /// The customers who bear an id, one a creditor; `creditor/id` names exactly one.
    pub fn find(&self, id: &str) -> Vec<&CustomerRecord> {
        let named = |record: &&CustomerRecord| {
            let customer = &record.customer;
            let whole = id.strip_prefix(customer.creditor.as_str());
            customer.id == id || whole.and_then(|rest| rest.strip_prefix('/')) == Some(&customer.id)
        };
        self.customers.iter().filter(named).collect()
    }

    /// The creditor of an id.
    pub fn creditor(&self, id: &str) -> Option<&Creditor> {
        self.creditors.iter().find(|creditor| creditor.id == id)
    }
}
