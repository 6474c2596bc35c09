//! The templates that stand to a human's choice where WhatsApp's 24 hours are over.
//!
//! They are those of the catalogue that need nothing attached. Their values are who writes to whom;
//! what else one names is asked of whoever chooses it.

use std::collections::BTreeMap;

use super::{Acting, Error, Place, Refused, standing};
use crate::app::{App, words};
use crate::domain::access::{Right, Who};
use crate::domain::channel::template::{Button, Template};
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::dialogue::text::Approved;
use crate::store::conversation::{self, Conversation};
use crate::store::{Tx, creditor, customer, template_state};

/// A template to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name.
    pub name: String,
    /// Its words, with the values that are known put in.
    pub preview: String,
    /// The values to be given, by our name.
    pub wants: Vec<String>,
}

/// The templates that can be chosen in a conversation.
///
/// # Errors
/// [`Refused`] where they do not see it or may not answer; or when the database refuses.
pub async fn of(app: &App, who: &Who, at: &Place) -> Result<Vec<Choice>, Error> {
    let found = conversation::find(&app.db, &at.creditor, &at.conversation).await?;
    let sector = |talk: &Conversation| talk.state.handoff.as_ref().map(|it| it.queue.clone());
    let talk = found.filter(|talk| who.sees(&talk.creditor, sector(talk).as_deref()));
    let talk = talk.ok_or(Refused::Unknown)?;
    if !who.may(Right::Answer) {
        return Err(Refused::Right.into());
    }
    let creditor = creditor::find(&app.db, &talk.creditor).await?.ok_or(Refused::Unknown)?;
    let whose = customer::find(&app.db, &talk.creditor, &talk.customer).await?;
    let whose = whose.ok_or(Refused::Unknown)?;
    let off = template_state::all(&app.db).await?;
    let is_off = |one: &&Template| {
        let same = |state: &template_state::TemplateState| {
            state.name == one.name && state.language == one.language && !state.usable
        };
        off.iter().any(same)
    };
    let known = words::parties(&creditor, &whose);
    let all = app.templates.speaking(whose.spoken_to_in(&creditor));
    let choice = |one: &Template| Choice {
        name: one.name.clone(),
        preview: one.preview(&known),
        wants: one
            .values
            .iter()
            .map(|slot| slot.from.clone())
            .filter(|from| !known.contains_key(from))
            .collect(),
    };
    Ok(all.filter(|one| is_plain(one) && !is_off(one)).map(choice).collect())
}

/// True where nothing has to go with it.
fn is_plain(template: &Template) -> bool {
    !template.buttons.iter().any(|button| matches!(button, Button::Pix | Button::Boleto))
}

/// The words of a template, and its call.
pub(super) async fn fill(
    acting: &Acting,
    tx: &mut Tx,
    talk: &Conversation,
    (name, given): (&str, &BTreeMap<String, String>),
) -> Result<(String, Option<Box<Approved>>), Error> {
    let creditor = creditor::find(&mut *tx, &talk.creditor).await?.ok_or(Refused::Unknown)?;
    let whose: Option<Customer> = customer::find(&mut *tx, &talk.creditor, &talk.customer).await?;
    let whose = whose.ok_or(Refused::Unknown)?;
    let mut all = acting.app.templates.speaking(whose.spoken_to_in(&creditor));
    let found = all.find(|one| one.name == name && is_plain(one)).ok_or(Refused::NoTemplate)?;
    standing::usable(tx, &found.name, &found.language).await?;
    let values = values(&creditor, &whose, given);
    let call = found.call(&values, &[]).ok_or(Refused::NoTemplate)?;
    let approved = Approved {
        name: call.name,
        language: call.language,
        values: call.values,
        replies: call.replies,
    };
    Ok((found.preview(&values), Some(Box::new(approved))))
}

/// What is given fills only what we do not know ourselves: nobody signs with another's name.
fn values(
    creditor: &Creditor,
    whose: &Customer,
    given: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut values: BTreeMap<String, String> =
        given.iter().map(|(name, value)| (name.clone(), line(value))).collect();
    values.extend(words::parties(creditor, whose));
    values
}
