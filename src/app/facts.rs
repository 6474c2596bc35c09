//! Gathers what a turn may know, in the turn's own transaction.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{App, Result};
use crate::domain::debt::party::Customer;
use crate::domain::dialogue::elsewhere::Elsewhere;
use crate::domain::dialogue::facts::Facts;
use crate::domain::people::Uf;
use crate::domain::policy::History;
use crate::store::conversation::Conversation;
use crate::store::{self, Tx, case};

/// Everything a turn of this conversation may know, as of now.
///
/// # Errors
/// When the database refuses.
pub async fn gather(app: &App, tx: &mut Tx, of: &Conversation) -> Result<Facts> {
    let case = case::gather(&mut *tx, &of.creditor, &of.customer, &of.id).await?;
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
        elsewhere: elsewhere(tx, of).await?,
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

/// Where the customer spoke last, where that was not here.
async fn elsewhere(tx: &mut Tx, of: &Conversation) -> Result<Option<Box<Elsewhere>>> {
    let own = (of.creditor.as_str(), of.customer.as_str(), &of.id);
    let others = store::elsewhere::states(&mut *tx, &[own]).await?.into_values().flatten();
    let Some(state) = Elsewhere::newest(&of.state, others) else { return Ok(None) };
    let conversation = state.conversation.clone();
    let timers = store::elsewhere::timers(tx, &of.creditor, &conversation).await?;
    Ok(Some(Box::new(Elsewhere { conversation, state, timers })))
}
