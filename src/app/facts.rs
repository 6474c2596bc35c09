//! Gathers what a turn may know, in the turn's own transaction.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{App, Result};
use crate::domain::debt::party::Customer;
use crate::domain::dialogue::facts::Facts;
use crate::domain::people::Uf;
use crate::domain::policy::History;
use crate::store::conversation::Conversation;
use crate::store::{Tx, case};

/// Everything a turn of this conversation may know, as of now.
///
/// # Errors
/// When the database refuses.
pub async fn gather(app: &App, tx: &mut Tx, of: &Conversation) -> Result<Facts> {
    let case = case::gather(tx, &of.creditor, &of.customer, &of.id).await?;
    Ok(Facts {
        creditor: case.creditor,
        customer: case.customer,
        invoices: case.invoices,
        agreements: case.agreements,
        promises: case.promises,
        charges: case.charges,
        payments: case.payments,
        history: History { broken_on: case.broken_on, seeking: case.exhausted },
        timers: case.timers,
        identity_tries: case.identity_tries,
        desk: app.desk.clone(),
    })
}

/// The customer's zone.
pub fn zone(customer: &Customer) -> Tz {
    customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone)
}

/// The day it is where the customer lives.
pub fn local_day(customer: &Customer, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&zone(customer)).date_naive()
}
