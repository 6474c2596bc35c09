//! Before a turn is taken: whether a second opinion is worth asking, and what it may be told.
//!
//! Everything here is read outside any write, for what follows may take seconds. The turn reads the
//! message again in its own transaction, so that nothing depends on what was seen here.

use chrono::NaiveDate;

use super::{App, Result, facts};
use crate::domain::dialogue::match_choice;
use crate::domain::dialogue::state::Owner;
use crate::domain::understanding::Question;
use crate::domain::understanding::budget::Spent;
use crate::store::inbox::{Claimed, Incoming};
use crate::store::{self, conversation, customer, hint, message};

use super::shelf::Pins;

/// The question about an entry that is read with doubt; none for all others.
///
/// # Errors
/// When the database refuses, or the conversation's rules can no longer be loaded.
pub async fn question(app: &App, entry: &Claimed) -> Result<Option<Question>> {
    let Incoming::Text { text } = &entry.new.body else { return Ok(None) };
    let (db, creditor) = (&app.db, entry.new.creditor.as_str());
    let Some(of) = conversation::find(db, creditor, &entry.new.line).await? else {
        return Ok(None);
    };
    // While a human has the case nobody acts on what is read.
    if of.state.owner == Owner::Human {
        return Ok(None);
    }
    let Some(customer) = customer::find(db, creditor, &of.customer).await? else {
        return Ok(None);
    };
    let shown = message::choices(db, creditor, &of.id).await?;
    let shown: Vec<(String, String)> =
        shown.into_iter().map(|choice| (choice.id, choice.label)).collect();
    if match_choice(text, &shown).is_some() {
        return Ok(None);
    }
    let pins = Pins { flow: of.flow.clone(), policy: of.policy.clone() };
    let rules = app.shelf.read_rules(db, creditor, &pins).await?;
    let expected = of.state.expectation(&rules.flow);
    let today = facts::local_day(&customer, app.clock.now());
    let reader = app.reader.reader();
    let reading = reader.read(text, expected, today, &app.calendar);
    if reading.doubt().is_none() {
        return Ok(None);
    }
    let masked = reader.mask(&reading, &[customer.name.full()], today);
    Ok(Question::about(&reading, masked, expected))
}

/// What today has cost so far.
///
/// # Errors
/// When the database refuses.
pub async fn spent(app: &App) -> Result<Spent> {
    Ok(hint::of_day(&app.db, day(app)).await?)
}

/// Writes down what asking for a creditor has cost.
///
/// # Errors
/// When the database refuses.
pub async fn pay(app: &App, creditor: &str, spent: Spent) -> Result<()> {
    let (creditor, day) = (creditor.to_owned(), day(app));
    app.db
        .write(move |tx| Box::pin(async move { hint::add(tx, &creditor, day, spent).await }))
        .await
        .map_err(|error: store::Error| error.into())
}

/// The day that a cost counts for: the endpoints' own, in UTC.
fn day(app: &App) -> NaiveDate {
    app.clock.now().date_naive()
}
