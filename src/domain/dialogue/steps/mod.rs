//! What each kind of step does when it is entered, when it hears, and when it must ask again.
//!
//! To add a kind: a file here, a variant in `step.rs`, its words in `vocabulary.rs`.

pub(super) mod act;
mod ask;
pub(super) mod callback;
mod claim;
pub(super) mod confirm;
mod debts;
mod decide;
mod due_date;
mod dispute;
mod identify;
pub(super) mod note;
pub(super) mod offer;
pub(super) mod pay;
pub(super) mod pause;
pub(super) mod promise;
mod resend;
mod status;
mod undo;
pub(super) mod tell;
pub(super) mod watch;
mod which;

pub use self::claim::claimed;
pub use self::tell::words;
use super::packet;
use super::state::Identity;
use super::step::{Kind, Step};
use super::text::Part;
use super::walk::{Next, Walk, meant};
use crate::domain::understanding::Intent;

/// Enters a step: says what it says, asks what it asks, decides what it decides.
pub fn enter(walk: &mut Walk<'_>, step: &Step) -> Next {
    match &step.kind {
        Kind::Say { say, go } => {
            walk.say_generic(say);
            Next::Go(go.clone())
        }
        Kind::Ask(ask) => ask::enter(walk, ask),
        Kind::Decide { branches, otherwise } => decide::enter(walk, branches, otherwise),
        Kind::Identify { verified, locked, impossible } => {
            identify::enter(walk, verified, locked, impossible)
        }
        Kind::Debts { tell, shown, none, prescribed, review } => {
            debts::enter(walk, *tell, [shown, none, prescribed, review])
        }
        Kind::Offer { intro, at_once, accepted, unaffordable, none, .. } => {
            let intro = intro.as_deref();
            offer::enter(walk, intro, *at_once, [accepted, unaffordable, none])
        }
        Kind::Confirm { changed, .. } => confirm::enter(walk, changed),
        Kind::Pay { issued, whole, .. } => pay::enter(walk, *whole, issued),
        Kind::Resend { sent, none } => resend::enter(walk, sent, none),
        Kind::Promise { limit, pause, .. } => promise::enter(walk, limit, pause),
        Kind::Status { shown, none } => status::enter(walk, shown, none),
        Kind::Undo { paid, none, .. } => undo::enter(walk, paid, none),
        Kind::DueDate { beyond, none, .. } => due_date::enter(walk, beyond, none),
        Kind::Pause { .. } => pause::enter(walk),
        Kind::Callback { .. } => callback::enter(walk),
        Kind::Back { otherwise } => back(walk, otherwise),
        Kind::Act { act, say, go } => act::enter(walk, *act, say.as_deref(), go),
        Kind::Tell { tell, go } => {
            tell::tell(walk, *tell);
            Next::Go(go.clone())
        }
        Kind::Dispute { about, queue, opened, noted } => {
            dispute::enter(walk, (*about, queue), [opened, noted])
        }
        Kind::Claim { paid, proved, scheduled, later } => {
            claim::enter(walk, [paid, proved, scheduled, later])
        }
        Kind::Note { say, go } => note::enter(walk, say, go),
        Kind::Handoff { reason, queue, priority, say } => {
            packet::hand_off(walk, *reason, queue, *priority);
            walk.say_generic(say);
            Next::Rest
        }
        Kind::End { say, closed } => {
            walk.state.closed = *closed;
            if let Some(say) = say {
                walk.say_generic(say);
            }
            Next::Rest
        }
    }
}

/// Hears an answer; none where it means nothing to this step.
pub fn hear(walk: &mut Walk<'_>, step: &Step) -> Option<Next> {
    if let Some(next) = other_debts(walk, step) {
        return Some(next);
    }
    let own = match &step.kind {
        Kind::Ask(ask) => ask::hear(walk, ask, step),
        Kind::Identify { verified, locked, .. } => identify::hear(walk, verified, locked),
        Kind::Debts { shown, .. } => debts::hear(walk, shown),
        Kind::Offer { accepted, promise, exhausted, .. } => {
            offer::hear(walk, [accepted, promise, exhausted])
        }
        Kind::Confirm { agreed, changed } => confirm::hear(walk, agreed, changed),
        Kind::Pay { .. } => pay::hear(walk),
        Kind::Promise { recorded, cancelled, pause, .. } => {
            promise::hear(walk, [recorded, cancelled, pause])
        }
        Kind::Undo { undone, kept, .. } => undo::hear(walk, undone, kept),
        Kind::DueDate { moved, kept, beyond, .. } => due_date::hear(walk, [moved, kept, beyond]),
        Kind::Pause { paused, declined } => pause::hear(walk, paused, declined),
        Kind::Callback { resumed } => callback::hear(walk, resumed),
        Kind::Dispute { about, queue, opened, .. } => dispute::hear(walk, (*about, queue), opened),
        Kind::Claim { scheduled, later, .. } => claim::hear(walk, [scheduled, later]),
        Kind::Note { go, .. } => note::hear(walk, go),
        Kind::End { .. } | Kind::Decide { .. } => by_intent(walk, step).or_else(|| end(walk)),
        Kind::Say { .. }
        | Kind::Resend { .. }
        | Kind::Status { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Tell { .. }
        | Kind::Handoff { .. } => None,
    };
    own.or_else(|| by_intent(walk, step)).or_else(|| go_on(walk, step))
}

/// Another choice among several debts, where terms for them are being talked about.
fn other_debts(walk: &mut Walk<'_>, step: &Step) -> Option<Next> {
    let again = match &step.kind {
        Kind::Offer { .. } | Kind::Promise { .. } => &step.name,
        Kind::Confirm { changed, .. } => changed,
        Kind::Say { .. }
        | Kind::Ask(_)
        | Kind::Decide { .. }
        | Kind::Identify { .. }
        | Kind::Debts { .. }
        | Kind::Pay { .. }
        | Kind::Resend { .. }
        | Kind::Pause { .. }
        | Kind::Status { .. }
        | Kind::Undo { .. }
        | Kind::DueDate { .. }
        | Kind::Callback { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Tell { .. }
        | Kind::Dispute { .. }
        | Kind::Claim { .. }
        | Kind::Note { .. }
        | Kind::Handoff { .. }
        | Kind::End { .. } => return None,
    };
    if debts::which_is_open(walk) {
        let shows = |step: &&Step| matches!(step.kind, Kind::Debts { .. });
        let debts = walk.rules.flow.steps.values().find(shows)?;
        return Some(Next::Go(debts.name.clone()));
    }
    debts::rechosen(walk).map(|()| Next::Go(again.clone()))
}

/// Asks again, briefly, after something else was answered.
pub fn again(walk: &mut Walk<'_>, step: &Step) {
    walk.reasked = walk.reasked || step.asks();
    match &step.kind {
        Kind::Ask(ask) => ask::again(walk, ask),
        Kind::Identify { .. } => identify::ask(walk),
        Kind::Debts { .. } => debts::again(walk),
        Kind::Offer { .. } => offer::again(walk),
        Kind::Confirm { .. } => confirm::again(walk),
        Kind::Promise { .. } => promise::again(walk),
        Kind::Pause { .. } => pause::again(walk),
        Kind::Undo { .. } => undo::again(walk),
        Kind::DueDate { .. } => due_date::again(walk),
        Kind::Dispute { .. } => dispute::again_which(walk),
        Kind::Claim { .. } => claim::ask(walk),
        Kind::Note { say, .. } => note::ask(walk, say),
        Kind::Say { .. }
        | Kind::Status { .. }
        | Kind::Tell { .. }
        | Kind::Decide { .. }
        | Kind::Pay { .. }
        | Kind::Resend { .. }
        | Kind::Callback { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Handoff { .. }
        | Kind::End { .. } => {}
    }
}

/// Goes back to the question that a side path left open.
pub fn back(walk: &mut Walk<'_>, otherwise: &str) -> Next {
    let rules = walk.rules;
    let left = walk.state.talk.left.take().and_then(|name| rules.flow.step(&name));
    let from = walk.from.as_deref().and_then(|name| rules.flow.step(name));
    if let Some(step) = left {
        return reopen(walk, step);
    }
    walk.state.talk.left = from.filter(|step| step.asks()).map(|step| step.name.clone());
    Next::Go(otherwise.to_owned())
}

/// Asks a step's question again where it can be asked, else enters the step anew.
pub fn reopen(walk: &mut Walk<'_>, step: &Step) -> Next {
    let anew = match &step.kind {
        Kind::Ask(ask) => ask.slot.is_some_and(|slot| ask::filled(walk, slot)),
        Kind::Offer { .. } => walk.state.negotiation.standing.is_empty(),
        Kind::Promise { .. }
        | Kind::Pause { .. }
        | Kind::DueDate { .. }
        | Kind::Dispute { .. }
        | Kind::Claim { .. }
        | Kind::Note { .. } => false,
        Kind::Debts { .. } => walk.presentable().len() < 2,
        Kind::Identify { .. }
        | Kind::Confirm { .. }
        | Kind::Say { .. }
        | Kind::Decide { .. }
        | Kind::Pay { .. }
        | Kind::Resend { .. }
        | Kind::Status { .. }
        | Kind::Undo { .. }
        | Kind::Callback { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Tell { .. }
        | Kind::Handoff { .. }
        | Kind::End { .. } => true,
    };
    if anew {
        return Next::Go(step.name.clone());
    }
    walk.state.step = Some(step.name.clone());
    again(walk, step);
    Next::Rest
}

/// The intents that a step answers by its flow file.
fn by_intent(walk: &Walk<'_>, step: &Step) -> Option<Next> {
    let reading = walk.heard.reading?;
    let mut intents = [meant(reading)].into_iter().chain(reading.also.iter().copied());
    intents.find_map(|intent| reading.pick(intent, &step.hear)).map(|go| Next::Go(go.clone()))
}

/// "Go on" after a misunderstanding: the question once more.
fn go_on(walk: &mut Walk<'_>, step: &Step) -> Option<Next> {
    let asked = walk.heard.choice == Some("go-on");
    asked.then(|| {
        again(walk, step);
        if walk.message.is_empty() { Next::Go(walk.rules.flow.resume.clone()) } else { Next::Rest }
    })
}

/// After an end, thanks are thanks; anything that is no topic begins anew.
fn end(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading;
    let polite = [Intent::Thanks, Intent::Goodbye, Intent::Acknowledge, Intent::Affirm];
    if reading.is_some_and(|reading| reading.is_sure() && polite.contains(&meant(reading))) {
        walk.say(Part::new("end-polite"));
        walk.leave = true;
        return Some(Next::Rest);
    }
    let topics = &walk.rules.flow.topics;
    let verified = walk.state.identity == Identity::Verified;
    if verified
        && reading.is_some_and(|reading| {
            let mut said = [meant(reading)].into_iter().chain(reading.also.iter().copied());
            reading.is_sure() && said.any(|intent| reading.pick(intent, topics).is_some())
        })
    {
        return None;
    }
    Some(Next::Go(walk.rules.flow.resume.clone()))
}
