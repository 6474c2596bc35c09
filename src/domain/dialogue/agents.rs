//! Humans of ours in a conversation: they take it, write in it, let it go, give it back.
//!
//! Whoever has it is part of the state, so that a conversation has one owner by construction: the
//! bot, the queue for a human, or one human. What it means for what waits to be sent is said by
//! [`State::taken_turn`](super::state::State): the bot's words of an earlier turn go out no more.

use chrono::Days;

use super::desk;
use super::effect::{Effect, HandoffReason, Priority};
use super::event::Timer;
use super::file::Attached;
use super::packet;
use super::state::{Collection, Holder, Identity, Owner};
use super::steps::{self, watch};
use super::text::{Approved, Part};
use super::walk::{Next, Walk};

/// The sector of a case that nobody escalated.
const GENERAL: &str = "general";

/// A human takes the conversation, from the bot, the queue or a colleague.
///
/// One that nobody escalated becomes a case by this, so that whoever has it gets all that is known.
pub fn take(walk: &mut Walk<'_>, name: &str, person: &str) {
    if !person.is_empty() {
        if walk.state.agent.is_none() {
            walk.state.taken_turn = walk.state.turn;
        }
        let since = walk.now;
        let holder = Holder { person: person.to_owned(), name: name.to_owned(), since };
        walk.state.agent = Some(holder);
        if walk.state.handoff.is_none() {
            packet::hand_off(walk, HandoffReason::Taken, GENERAL, Priority::Normal);
        }
    }
    keep_still(walk);
}

/// The human who has it writes.
pub fn say(
    walk: &mut Walk<'_>,
    (text, agent): (&str, &str),
    (template, file): (Option<&Approved>, Option<&Attached>),
) {
    keep_still(walk);
    let id = walk.name();
    let (text, agent) = (text.to_owned(), agent.to_owned());
    let template = template.cloned().map(Box::new);
    let file = file.cloned().map(Box::new);
    walk.enact(Effect::SayForAgent { id, text, agent, template, file });
}

/// The human lets it go: it waits for another, and the bot answers again that it is known.
pub fn pass_on(walk: &mut Walk<'_>, sector: Option<&str>) {
    if walk.state.owner == Owner::Bot {
        walk.note("agent", "had nothing");
        return;
    }
    walk.note("agent", "let it go");
    walk.state.agent = None;
    walk.state.talk.reassured_at = None;
    if let Some(handoff) = walk.state.handoff.as_mut() {
        handoff.taken = false;
        handoff.reassured = false;
        if let Some(sector) = sector {
            sector.clone_into(&mut handoff.queue);
        }
    }
}

/// The human gives the conversation back to the bot, which goes on with what is known by now.
///
/// Answers the question that stood as it went to a human.
pub fn give_back(walk: &mut Walk<'_>) -> Option<String> {
    desk::returned(walk);
    let stood = walk.state.talk.stood.take();
    walk.state.talk.left = None;
    walk.state.talk.before = None;
    walk.state.talk.reassured_at = None;
    walk.say(Part::new("given-back"));
    walk.state.owner = Owner::Bot;
    walk.state.agent = None;
    walk.state.handoff = None;
    walk.state.misses = 0;
    stood
}

/// Keeps in mind which question stood, where the talk goes from the bot to a human.
pub fn remember(walk: &mut Walk<'_>) {
    if walk.state.owner == Owner::Bot {
        let step = walk.from.as_deref().and_then(|name| walk.rules.flow.step(name));
        walk.state.talk.stood = step.filter(|step| step.asks()).map(|step| step.name.clone());
    }
}

/// Where the bot goes on that was given a talk back: at the question that stood, where it still makes
/// sense with what is known by now, else where the flow goes on.
pub fn go_on(walk: &mut Walk<'_>, stood: Option<String>) -> Next {
    let rules = walk.rules;
    let otherwise = Next::Go(rules.flow.resume.clone());
    let step = stood.and_then(|name| rules.flow.step(&name));
    let is_open = walk.state.identity == Identity::Verified
        && walk.state.collection == Collection::Active
        && walk.state.pending.is_none()
        && !walk.presentable().is_empty();
    let Some(step) = step.filter(|_| is_open) else { return otherwise };
    let said = walk.message.parts.len();
    let next = steps::reopen(walk, step);
    let is_asked = walk.message.parts.len() > said;
    walk.note("agent", format!("goes on at {}", step.name));
    if matches!(next, Next::Rest) && !is_asked { otherwise } else { next }
}

/// While a human has it the bot begins nothing: what comes due waits a day. True where it does.
pub fn put_off(walk: &mut Walk<'_>, timer: Timer) -> bool {
    if walk.state.agent.is_none() {
        return false;
    }
    walk.note("timer", "a human has it");
    let at = walk.moment(walk.today() + Days::new(1), watch::REMINDER_HOUR);
    walk.wake(timer, at);
    true
}

/// A human has the conversation: the bot keeps still.
fn keep_still(walk: &mut Walk<'_>) {
    remember(walk);
    walk.state.owner = Owner::Human;
    walk.state.asked = None;
    if let Some(handoff) = walk.state.handoff.as_mut() {
        handoff.taken = true;
    }
}
