//! Before a turn is taken: whether a second opinion is worth asking, and what it may be told.
//!
//! Everything here is read outside any write, for what follows may take seconds. The turn reads the
//! message again in its own transaction, so that nothing depends on what was seen here.

use chrono::NaiveDate;

use super::{App, Result, facts, reception};
use crate::domain::channel::{Heard, What};
use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::match_choice;
use crate::domain::dialogue::state::Owner;
use crate::domain::id::Id;
use crate::domain::understanding::Question;
use crate::domain::understanding::budget::Spent;
use crate::store::inbox::{Claimed, Incoming};
use crate::store::{self, contact, conversation, creditor, customer, hint, message};

use super::shelf::Pins;

/// The question about an entry that is read with doubt; none for all others.
///
/// # Errors
/// When the database refuses, or the conversation's rules can no longer be loaded.
pub async fn question(app: &App, entry: &Claimed) -> Result<Option<Question>> {
    let Some(words) = words(app, entry).await? else { return Ok(None) };
    let (db, creditor, text) = (&app.db, entry.new.creditor.as_str(), words.text.as_str());
    let Some(of) = conversation::find(db, creditor, &words.conversation).await? else {
        return Ok(None);
    };
    // While a human has the case nobody acts on what is read.
    if of.state.owner == Owner::Human {
        return Ok(None);
    }
    let Some(customer) = customer::find(db, creditor, &of.customer).await? else {
        return Ok(None);
    };
    if !words.beside_a_file {
        let shown = message::choices(db, creditor, &of.id).await?;
        let shown: Vec<(String, String)> =
            shown.into_iter().map(|choice| (choice.id, choice.label)).collect();
        if match_choice(text, &shown).is_some() {
            return Ok(None);
        }
    }
    let pins = Pins { flow: of.flow.clone(), policy: of.policy.clone() };
    let rules = app.shelf.read_rules(db, creditor, &pins).await?;
    let expected = of.state.expectation(&rules.flow);
    let today = facts::local_day(&customer, app.clock.now());
    let reader = app.reader.reader();
    // Who is read by a glossary: what hides names and numbers knows our language only.
    let whose = creditor::find(db, creditor).await?;
    let language = whose.and_then(|whose| customer.spoken_to_in(&whose)).or(customer.language);
    if reader.translates(language) {
        return Ok(None);
    }
    let reading = reader.read(text, expected, today, &app.calendar);
    if reading.doubt().is_none() {
        return Ok(None);
    }
    let mut names = vec![customer.name.full()];
    names.extend(words.named.as_deref());
    let masked = reader.mask(&reading, &names, today);
    Ok(Question::about(&reading, masked, expected))
}

/// Words of a customer's, and where they lead.
struct Words {
    conversation: Id,
    text: String,
    beside_a_file: bool,
    /// What they call themselves at the channel.
    named: Option<String>,
}

/// The words of an entry whose turn reads any; none where that is not plain before the turn.
async fn words(app: &App, entry: &Claimed) -> Result<Option<Words>> {
    let plain = |text: &str, beside_a_file| Words {
        conversation: entry.new.line.clone(),
        text: text.to_owned(),
        beside_a_file,
        named: None,
    };
    let heard = match &entry.new.body {
        Incoming::Text { text } => return Ok(Some(plain(text, false))),
        Incoming::Captioned { text, .. } => return Ok(Some(plain(text, true))),
        Incoming::Heard { heard } => heard,
        Incoming::Choice { .. }
        | Incoming::Media { .. }
        | Incoming::Passed { .. }
        | Incoming::Again { .. }
        | Incoming::Changed { .. }
        | Incoming::Event { .. } => return Ok(None),
    };
    let (text, beside_a_file) = match &heard.what {
        What::Media { media: Media::Image | Media::Document, caption: Some(text), .. } => {
            (text, true)
        }
        What::Text { text } | What::Media { caption: Some(text), .. } => (text, false),
        What::Media { .. }
        | What::Tapped { .. }
        | What::OwnPhone { .. }
        | What::Started { .. }
        | What::Reacted
        | What::Edited
        | What::Blocked
        | What::Unblocked
        | What::Unsupported { .. } => return Ok(None),
    };
    let line = (entry.new.creditor.as_str(), &entry.new.line);
    let Some(contact) = contact::find_all(&app.db, &[line]).await?.pop() else { return Ok(None) };
    // Whoever's words are not led on at once may be somebody else, of whom nothing is asked.
    let as_words = Heard { what: What::Text { text: text.clone() }, ..(**heard).clone() };
    let Some((conversation, Incoming::Text { text })) =
        reception::at_once(&contact, &as_words, None, app.clock.now())
    else {
        return Ok(None);
    };
    Ok(Some(Words { conversation, text, beside_a_file, named: heard.who.name.clone() }))
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
