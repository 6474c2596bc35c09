//! While a human has the case, or is waited for: safety, files, honest hours, and nothing else.
//!
//! The bot does not negotiate here and shows nothing new. Until a human takes the case it answers
//! that it is known, at most once an hour; once one has, it keeps still.

use chrono::TimeDelta;

use super::desk;
use super::effect::{Effect, HandoffReason};
use super::engine::reply_with;
use super::event::Media;
use super::flow::Reply;
use super::reflex::triggers;
use super::state::{Collection, Identity};
use super::steps::note;
use super::text::{Part, Value};
use super::walk::{Next, Walk};
use crate::domain::understanding::Intent;

/// What is acted upon even now, in this order.
const URGENT: [Intent; 5] =
    [Intent::Distress, Intent::Deceased, Intent::OptOut, Intent::WrongPerson, Intent::ThirdParty];

/// What is answered with words alone while nobody took the case.
const ASKED: [Intent; 2] = [Intent::IsScam, Intent::WhoAreYou];

/// Minutes after which somebody who waits is answered again.
const QUIET_MINUTES: i64 = 60;

/// Hears a customer whose case is with a human.
pub fn hear(walk: &mut Walk<'_>) -> Next {
    walk.state.talk.heard_at = Some(walk.now);
    if let Some(next) = urgent(walk) {
        return next;
    }
    if proof(walk) {
        return Next::Rest;
    }
    if let Some(next) = desk::hear(walk) {
        return next;
    }
    if walk.state.handoff.as_ref().is_none_or(|handoff| handoff.taken) {
        walk.note("waiting", "a human has it");
        return Next::Rest;
    }
    if answered(walk) {
        return Next::Rest;
    }
    reassure(walk);
    Next::Rest
}

fn urgent(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading?;
    let intent = URGENT.into_iter().find(|intent| triggers(walk, reading, *intent))?;
    if !is_news(walk, intent) {
        return None;
    }
    let rules = walk.rules;
    let reflex = reading.pick(intent, &rules.flow.reflexes)?;
    walk.note("reflex", "urgent while with a human");
    Some(reply_with(walk, &reflex.reply))
}

/// True where it was not acted upon already.
fn is_news(walk: &Walk<'_>, intent: Intent) -> bool {
    let told = walk.state.handoff.as_ref().map(|handoff| handoff.reason);
    let verified = walk.state.identity == Identity::Verified;
    let stopped = matches!(walk.state.collection, Collection::Stopped { .. });
    match intent {
        Intent::Distress => told != Some(HandoffReason::Distress),
        Intent::Deceased => told != Some(HandoffReason::Deceased),
        Intent::OptOut => !walk.state.opted_out,
        Intent::WrongPerson => verified || !stopped,
        _third_party => verified,
    }
}

/// A proof of payment that comes while a human looks into it is received and kept.
fn proof(walk: &mut Walk<'_>) -> bool {
    let awaited = walk.state.handoff.as_ref().map(|handoff| handoff.reason);
    if !note::is_file(walk.heard.media) {
        return false;
    }
    if awaited != Some(HandoffReason::AlreadyPaid) {
        return evidence(walk);
    }
    let id = walk.name();
    let invoices = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    let (words, scheduled) = (String::new(), None);
    walk.enact(Effect::RecordPaidClaim { id, invoices, proof: true, scheduled, words });
    let opens = walk.desk_answers().with_timezone(&walk.zone).naive_local();
    walk.say(Part::new("proof-received").with("opens", Value::Moment(opens)));
    true
}

/// A file for a dispute or a request that a human looks into.
fn evidence(walk: &mut Walk<'_>) -> bool {
    let Some(matter) = walk.state.matter.clone() else { return false };
    note::add(walk, &matter.id);
    walk.say(Part::new("note-file").with("protocol", Value::Text(matter.id.protocol())));
    true
}

/// Who is there and whether it is real is answered to whoever waits.
fn answered(walk: &mut Walk<'_>) -> bool {
    let rules = walk.rules;
    let Some(reading) = walk.heard.reading else { return false };
    let intent = ASKED.into_iter().find(|intent| triggers(walk, reading, *intent));
    let reply = intent.and_then(|intent| reading.pick(intent, &rules.flow.reflexes));
    let Some(Reply::Say(key)) = reply.map(|reflex| &reflex.reply) else { return false };
    walk.say_generic(key);
    true
}

/// Says that it is known and when a human answers, at most so often.
pub fn reassure(walk: &mut Walk<'_>) {
    let quiet = TimeDelta::minutes(QUIET_MINUTES);
    let last = walk.state.talk.reassured_at;
    let asks = walk.heard.reading.is_some_and(|reading| reading.has(Intent::AskHuman));
    let file = matches!(
        walk.heard.media,
        Some(Media::Image | Media::Audio | Media::Video | Media::Document)
    );
    if !asks && !file && last.is_some_and(|last| walk.now - last < quiet) {
        walk.note("waiting", "answered a little while ago");
        return;
    }
    walk.state.talk.reassured_at = Some(walk.now);
    if let Some(handoff) = walk.state.handoff.as_mut() {
        handoff.reassured = true;
    }
    let desk = &walk.facts.desk;
    let (from, to) = (i64::from(desk.from_hour), i64::from(desk.to_hour));
    let opens = walk.desk_answers().with_timezone(&walk.zone).naive_local();
    let part = Part::new(if file { "handoff-file" } else { "handoff-waiting" })
        .with("opens", Value::Moment(opens))
        .with("from", Value::Count(from))
        .with("to", Value::Count(to));
    walk.say(part);
}
