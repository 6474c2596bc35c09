//! Gathers what turns may know, in their own transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use super::{App, Result};
use crate::domain::debt::party::Customer;
use crate::domain::dialogue::elsewhere::Elsewhere;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::state::State;
use crate::domain::id::Id;
use crate::domain::people::Uf;
use crate::domain::policy::History;
use crate::store::Tx;
use crate::store::case::{self, Case, Wanted};
use crate::store::conversation::Conversation;
use crate::store::elsewhere;

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
    let own: Vec<elsewhere::Own<'_>> =
        of.iter().map(|it| (it.creditor.as_str(), it.customer.as_str(), &it.id)).collect();
    let mut others = elsewhere::states(&mut *tx, &own).await?;
    let mut all = Vec::with_capacity(of.len());
    for (of, case) in of.iter().zip(cases) {
        let elsewhere = last_elsewhere(tx, of, &mut others).await?;
        all.push(case.map(|case| facts(app, case, elsewhere)).map_err(Into::into));
    }
    Ok(all)
}

/// What is known of a case now, for somebody who looks and decides nothing.
///
/// # Errors
/// When the database refuses.
pub async fn look(app: &App, of: &Conversation) -> Result<Facts> {
    let case = case::gather(&app.db, &of.creditor, &of.customer, &of.id).await?;
    Ok(facts(app, case, None))
}

/// Where the customer spoke last, where that was not here.
async fn last_elsewhere(
    tx: &mut Tx,
    of: &Conversation,
    others: &mut BTreeMap<(String, Id), Vec<State>>,
) -> Result<Option<Box<Elsewhere>>> {
    let others = others.remove(&(of.creditor.clone(), of.id.clone())).unwrap_or_default();
    let Some(state) = Elsewhere::newest(&of.state, others) else { return Ok(None) };
    let conversation = state.conversation.clone();
    let timers = elsewhere::timers(tx, &of.creditor, &conversation).await?;
    Ok(Some(Box::new(Elsewhere { conversation, state, timers })))
}

fn facts(app: &App, case: Case, elsewhere: Option<Box<Elsewhere>>) -> Facts {
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
        elsewhere,
    }
}

/// The customer's zone.
pub fn zone(customer: &Customer) -> Tz {
    customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone)
}

/// The day it is for most people, where nobody knows where somebody lives.
pub fn day_in_brazil(now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&chrono_tz::America::Sao_Paulo).date_naive()
}

/// The day it is where the customer lives.
pub fn local_day(customer: &Customer, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&zone(customer)).date_naive()
}
