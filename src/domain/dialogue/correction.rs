//! Taking back: what was told otherwise before, and what we misread.
//!
//! Words of the customer's replace what they said before, and what followed from it is made again
//! by the step that made it. Nothing that binds is undone here: an agreement, a promise or a pause
//! gives way only to another one.

use super::absorb;
use super::event::Event;
use super::flow::Reply;
use super::memory::Before;
use super::state::{Identity, State};
use super::step::{Kind, Step};
use super::steps;
use super::text::Part;
use super::walk::{Next, Walk};
use crate::domain::understanding::{Intent, Reading, Value};

/// Keeps what stands before a message changes it.
pub fn keep(walk: &mut Walk<'_>) {
    let before = walk.state.step.is_some().then(|| Box::new(taken(&walk.state)));
    walk.state.talk.before = before;
}

/// A bare sum that takes back what fits a month is meant for a month too.
pub fn recast(state: &State, event: &Event) -> Option<Reading> {
    let Event::Said { reading, choice: None } = event else { return None };
    let slots = &state.slots;
    let for_a_month = slots.monthly.is_some() && slots.amount.is_none();
    if !reading.corrects || !for_a_month || reading.monthly().is_some() {
        return None;
    }
    let mut reading = reading.clone();
    let mut sums = reading.entities.iter_mut().filter_map(|entity| match &mut entity.value {
        Value::Money { monthly, down_payment: false, .. } => Some(monthly),
        _ => None,
    });
    *sums.next()? = true;
    drop(sums);
    Some(reading)
}

/// "That is not what I said": what the last message changed is taken back, the question asked anew.
pub fn misread(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading.filter(|reading| reading.corrects)?;
    if tells(walk, reading) || walk.state.identity != Identity::Verified {
        return None;
    }
    walk.note("correction", "misread");
    walk.say_generic("misread");
    let rules = walk.rules;
    let before = walk.state.talk.before.take();
    let name = before.as_ref().map(|before| before.step.clone()).or(walk.state.step.clone())?;
    let step = rules.flow.step(&name)?;
    if let Some(before) = before.filter(|_| step.asks()) {
        restore(&mut walk.state, *before);
    }
    if !step.asks() {
        return Some(Next::Go(rules.flow.resume.clone()));
    }
    Some(steps::reopen(walk, step))
}

/// Another reason than before: terms that followed from the old one fall, and its own road is taken.
pub fn rerouted(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading.filter(|reading| reading.corrects)?;
    let before = walk.state.talk.before.as_ref()?.reason?;
    if walk.state.reason == Some(before) || walk.state.identity != Identity::Verified {
        return None;
    }
    walk.note("correction", "reason");
    walk.state.proposal = None;
    walk.state.promising = None;
    let flow = &walk.rules.flow;
    let intents = [reading.intent].into_iter().chain(reading.also.iter().copied());
    let mut replies = intents.filter_map(|intent| reading.pick(intent, &flow.topics));
    let own = replies.find_map(|reply| match reply {
        Reply::Go(name) => Some(name.clone()),
        Reply::Say(_) | Reply::Tell(_) => None,
    });
    let usual = flow.corrected.clone().unwrap_or_else(|| flow.resume.clone());
    Some(Next::Go(own.unwrap_or(usual)))
}

/// Another sum for a month than before: the offers are made anew for it.
pub fn requoted(walk: &mut Walk<'_>, step: &Step) -> Option<Next> {
    walk.heard.reading.filter(|reading| reading.corrects)?;
    let before = walk.state.talk.before.as_ref()?.slots.monthly?;
    let offers = matches!(step.kind, Kind::Offer { .. });
    if !offers || walk.state.slots.monthly == Some(before) {
        return None;
    }
    walk.note("correction", "what fits a month");
    walk.state.negotiation.standing.clear();
    Some(Next::Go(step.name.clone()))
}

/// A day named anew right after a promise or a pause was written down makes another one.
pub fn rebinds(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading.filter(|reading| reading.corrects)?;
    let date = reading.first_date()?;
    let rules = walk.rules;
    let name = walk.state.talk.before.as_ref().map(|before| before.step.clone())?;
    let step = rules.flow.step(&name)?;
    if !matches!(step.kind, Kind::Promise { .. } | Kind::Pause { .. }) {
        return None;
    }
    walk.note("correction", "day");
    walk.state.slots.date = Some(date);
    Some(Next::Go(name))
}

/// Says that what was corrected is, where anything is another than before.
pub fn admit(walk: &mut Walk<'_>) {
    let corrects = walk.heard.reading.is_some_and(|reading| reading.corrects);
    let told = walk.state.talk.before.as_deref();
    let changed = told.is_some_and(|before| differs(before, &walk.state));
    let verified = walk.state.identity == Identity::Verified;
    let alarmed = walk.trace.iter().any(|trace| trace.kind == "reflex");
    if corrects && changed && verified && !alarmed && !walk.message.is_empty() {
        walk.lead(Part::new("corrected"));
    }
}

/// True where a message that takes something back puts something else in its place.
fn tells(walk: &Walk<'_>, reading: &Reading) -> bool {
    let empty = [
        Intent::Deny,
        Intent::OutOfScope,
        Intent::Repeat,
        Intent::Affirm,
        Intent::Acknowledge,
        Intent::Greet,
    ];
    let says = |intent: &Intent| !empty.contains(intent);
    let named = reading.values().next().is_some() || reading.choice.is_some();
    let reason = absorb::reason_in(reading).is_some();
    named
        || reason
        || walk.heard.choice.is_some()
        || (reading.is_sure() && says(&reading.intent))
        || reading.also.iter().any(says)
}

fn taken(state: &State) -> Before {
    Before {
        step: state.step.clone().unwrap_or_default(),
        reason: state.reason,
        slots: state.slots.clone(),
        chosen: state.chosen.clone(),
        proposal: state.proposal.clone(),
        promising: state.promising,
        pausing: state.pausing,
    }
}

fn restore(state: &mut State, before: Before) {
    state.reason = before.reason;
    state.slots = before.slots;
    state.chosen = before.chosen;
    state.proposal = before.proposal;
    state.promising = before.promising;
    state.pausing = before.pausing;
}

/// True where a state tells otherwise than it did; what was only added is no correction.
fn differs(before: &Before, state: &State) -> bool {
    let (old, new) = (&before.slots, &state.slots);
    let slot = changed(old.monthly, new.monthly)
        || changed(old.amount, new.amount)
        || changed(old.down_payment, new.down_payment)
        || changed(old.count, new.count)
        || changed(old.due_day, new.due_day)
        || changed(old.income, new.income);
    let terms = before.proposal.is_some() && before.proposal != state.proposal;
    let promise = changed(before.promising, state.promising);
    slot || terms
        || promise
        || changed(before.reason, state.reason)
        || changed(before.pausing, state.pausing)
        || (!before.chosen.is_empty() && before.chosen != state.chosen)
}

fn changed<T: PartialEq + Copy>(old: Option<T>, new: Option<T>) -> bool {
    old.is_some() && old != new
}
