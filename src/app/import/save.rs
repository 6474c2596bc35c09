//! Puts a portfolio into the database: what is new, what changed, and nothing else.
//!
//! The file decides what an invoice is; what we did about it stays. Where the file still says
//! `open`, an invoice that we saw paid stays paid and one that a customer contested stays
//! contested; where it says `paid`, `cancelled` or `disputed`, the file is right. An opt-out that
//! we heard stays. What the file leaves out is left alone: it may hold a part of the portfolio.

use futures_util::FutureExt;
use serde::Serialize;

use super::{CustomerRecord, Portfolio};
use crate::store::customer::Changes;
use crate::store::{Db, Error, Result, Tx, consent, creditor, customer, invoice, note};

/// Customers in one write: short enough that conversations go on in between.
const BATCH: usize = 1000;

/// How many rows an import wrote, and how many it found as they were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Rows that were not there.
    pub new: u64,
    /// Rows that were there and differed.
    pub changed: u64,
    /// Rows that were there just so.
    pub same: u64,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Saved {
    /// Creditors that were new or changed.
    pub creditors: u64,
    /// Customers.
    pub customers: Count,
    /// Invoices.
    pub invoices: Count,
}

/// Whether a change stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// It is written.
    Written,
    /// It is tried whole and taken back.
    Tried,
}

/// Why a try ends: with what it would have done, or with what went wrong.
enum Ended {
    Tried(Saved),
    Failed(Error),
}

impl From<Error> for Ended {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

/// Writes a portfolio, or tries what writing it would do.
///
/// Doing it twice changes nothing the second time. A write that dies half way leaves whole
/// customers only; doing it again does the rest. `progress` hears of customers done.
///
/// # Errors
/// When the database refuses.
pub async fn save(
    db: &Db,
    portfolio: Portfolio,
    keep: Keep,
    progress: &mut (dyn FnMut(usize) + Send),
) -> Result<Saved> {
    let Portfolio { creditors, customers } = portfolio;
    let mut batches = in_batches(customers).into_iter();
    if keep == Keep::Tried {
        let tried = db.write(move |tx| {
            async move {
                let mut saved =
                    Saved { creditors: write_creditors(tx, creditors).await?, ..Saved::default() };
                for batch in batches {
                    saved.add(write(tx, batch).await?);
                }
                Err::<(), _>(Ended::Tried(saved))
            }
            .boxed()
        });
        return match tried.await {
            Err(Ended::Failed(error)) => Err(error),
            Err(Ended::Tried(saved)) => Ok(saved),
            Ok(()) => Ok(Saved::default()),
        };
    }
    let written = db.write(move |tx| async move { write_creditors(tx, creditors).await }.boxed());
    let mut saved = Saved { creditors: written.await?, ..Saved::default() };
    let mut done = 0;
    for batch in batches.by_ref() {
        done += batch.len();
        let written: Saved =
            db.write(move |tx| async move { write(tx, batch).await }.boxed()).await?;
        saved.add(written);
        progress(done);
    }
    Ok(saved)
}

fn in_batches(customers: Vec<CustomerRecord>) -> Vec<Vec<CustomerRecord>> {
    let mut batches: Vec<Vec<CustomerRecord>> = Vec::with_capacity(customers.len() / BATCH + 1);
    for record in customers {
        match batches.last_mut().filter(|batch| batch.len() < BATCH) {
            Some(batch) => batch.push(record),
            None => batches.push(vec![record]),
        }
    }
    batches
}

async fn write_creditors(
    tx: &mut Tx,
    creditors: Vec<crate::domain::debt::party::Creditor>,
) -> Result<u64> {
    let mut changed = 0;
    for each in creditors {
        changed += u64::from(creditor::save(tx, &each).await?);
    }
    Ok(changed)
}

async fn write(tx: &mut Tx, batch: Vec<CustomerRecord>) -> Result<Saved> {
    let (mut customers, mut invoices, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for CustomerRecord { customer, invoices: theirs, notes: kept } in batch {
        let (creditor, id) = (customer.creditor.clone(), customer.id.clone());
        let own = theirs.into_iter();
        invoices.extend(own.map(|one| invoice::Imported::new(&creditor, &id, one)));
        notes.extend(kept.into_iter().map(|kept| note::Note {
            creditor: creditor.clone(),
            invoice: kept.invoice,
            name: kept.column,
            value: kept.value,
        }));
        customers.push(customer);
    }
    let count = |changes: Changes, all: usize| {
        let all = u64::try_from(all).unwrap_or(u64::MAX);
        let same = all.saturating_sub(changes.added + changes.changed);
        Count { new: changes.added, changed: changes.changed, same }
    };
    let saved = Saved {
        creditors: 0,
        customers: count(customer::import(tx, &customers).await?, customers.len()),
        invoices: count(invoice::import(tx, &invoices).await?, invoices.len()),
    };
    consent::import(tx, &customers).await?;
    note::import(tx, &notes).await?;
    Ok(saved)
}

impl Saved {
    fn add(&mut self, other: Self) {
        self.creditors += other.creditors;
        self.customers.add(other.customers);
        self.invoices.add(other.invoices);
    }
}

impl Count {
    fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
    }
}
