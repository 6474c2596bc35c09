//! What a human of ours may write to a customer now, by the same rules of conduct as the bot.
//!
//! An answer may always go: the customer holds the talk open, having written within a day or having
//! heard no human since. Whatever else is written *begins*, as a reminder of the bot's does: in
//! contact hours, to nobody who opted out or whose collection rests. Who opted out holds a talk open
//! only by what they wrote after that; until then the desk has nothing to write to them. Words that
//! are forbidden warn once, threats never go, and no sum is named before it is known who is there.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Acting, Error, Refused};
use crate::app::facts::zone;
use crate::app::sending::judge;
use crate::domain::conduct::{self, Forbidden, Standing};
use crate::domain::dialogue::state::{Collection, Identity};
use crate::store::conversation::Conversation;
use crate::store::{Tx, contact, customer, message, template_state};

/// How long what a customer wrote holds the talk open.
const OPEN: TimeDelta = TimeDelta::hours(24);

/// Whether words of ours answer or begin.
pub(super) async fn begins(
    acting: &Acting,
    tx: &mut Tx,
    talk: &Conversation,
) -> Result<bool, Error> {
    let whose = customer::find(&mut *tx, &talk.creditor, &talk.customer).await?;
    let whose = whose.ok_or(Refused::Unknown)?;
    let opted_out = whose.opted_out || talk.state.opted_out;
    let (theirs, ours) = message::last_places(tx, acting.at.key()).await?;
    let heard = talk.state.talk.heard_at;
    let since = |at: Option<DateTime<Utc>>| at.zip(heard).is_some_and(|(at, heard)| heard > at);
    let recent = heard.is_some_and(|heard| acting.now - heard < OPEN);
    let open = theirs > 0 && (recent || theirs > ours);
    if open && (!opted_out || since(talk.state.opted_at)) {
        return Ok(false);
    }
    let zone = zone(&whose);
    let local = acting.now.with_timezone(&zone).naive_local();
    let resting = match talk.state.collection {
        Collection::Active => false,
        Collection::Paused { until } => local.date() < until,
        Collection::Stopped { .. } => true,
    };
    let verified = talk.state.identity == Identity::Verified;
    let standing = Standing { verified, opted_out, resting, local };
    let refused = match conduct::may_begin(standing, &acting.app.calendar) {
        Ok(()) => return Ok(true),
        Err(Forbidden::OptedOut) => Refused::OptedOut,
        Err(Forbidden::NotActive) => Refused::NotActive,
        Err(Forbidden::IdentityUnknown) => Refused::Unproved,
        Err(Forbidden::OutOfHours) => Refused::OutOfHours {
            next: conduct::next_opening(acting.now, zone, &acting.app.calendar),
        },
    };
    Err(refused.into())
}

/// True where words may go and not only a template.
pub(super) async fn window(
    acting: &Acting,
    tx: &mut Tx,
    talk: &Conversation,
) -> Result<bool, Error> {
    let reach = contact::of(&mut *tx, &talk.creditor, &talk.id).await?;
    let channel = reach.as_ref().map_or(talk.channel.as_str(), |reach| reach.channel.as_str());
    let heard = reach.as_ref().and_then(|reach| reach.heard_at);
    Ok(judge::is_open(channel, heard, acting.now))
}

/// Refuses a template that the provider does not let through.
pub(super) async fn usable(tx: &mut Tx, name: &str, language: &str) -> Result<(), Error> {
    let known = template_state::all(&mut *tx).await?;
    let off = |state: &&template_state::TemplateState| {
        state.name == name && state.language == language && !state.usable
    };
    if known.iter().any(|state| off(&state)) { Err(Refused::NoTemplate.into()) } else { Ok(()) }
}

/// What is wrong with the words themselves; a forbidden one that is insisted on is told.
pub(super) fn words(
    acting: &Acting,
    talk: &Conversation,
    (text, insists): (&str, bool),
) -> Result<Option<String>, Refused> {
    if let Some(entry) = acting.app.live().conduct.threat(text) {
        return Err(Refused::Threat { entry: entry.to_owned() });
    }
    if talk.state.identity != Identity::Verified && conduct::names_a_sum(text) {
        return Err(Refused::Unproved);
    }
    match acting.app.live().conduct.find(text).map(str::to_owned) {
        Some(entry) if !insists => Err(Refused::Words { entry }),
        found => Ok(found),
    }
}
