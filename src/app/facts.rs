//! Gathers what a turn may know, in the turn's own transaction.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{App, Result};
use crate::domain::debt::party::Customer;
use crate::domain::dialogue::facts::Facts;
use crate::domain::people::Uf;
use crate::domain::policy::History;
use crate::store::Tx;
use crate::store::case::{self, Case, Wanted};
use crate::store::conversation::Conversation;

/// Everything that turns of these conversations may know, as of now, in the order given.
///
/// # Errors
/// When the database refuses; what is wrong with one is its own answer.
pub async fn gather_all(
    app: &App,
    tx: &mut Tx,
    of: &[&Conversation],
) -> Result<Vec<Result<Facts>>> {
    let wanted: Vec<Wanted<'_>> = of
        .iter()
        .map(|it| Wanted { creditor: &it.creditor, customer: &it.customer, conversation: &it.id })
        .collect();
    let cases = case::gather_all(&mut *tx, &wanted).await?;
    Ok(cases.into_iter().map(|case| Ok(facts(app, case?))).collect())
}

fn facts(app: &App, case: Case) -> Facts {
    Facts {
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
    }
}

/// The customer's zone.
pub fn zone(customer: &Customer) -> Tz {
    customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone)
}

/// The day it is where the customer lives.
pub fn local_day(customer: &Customer, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&zone(customer)).date_naive()
}
