//! One turn: from a state, an event and the facts to a new state and what is to be done.
//!
//! [`advance`] is total over people and strict over us: nothing a customer sends is an error;
//! [`Broken`] means that state and flow do not belong together, and [`broken_handoff`] is the
//! answer. Order inside a turn: reflexes, then the step, then the flow's topics; steps that do not
//! rest run on; conduct has the last word.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use thiserror::Error;

use super::agents;
use super::desk;
use super::effect::{Effect, HandoffReason, Priority};
use super::event::{Event, PASSED};
use super::facts::Facts;
use super::flow::{Flow, Reply};
use super::haggle;
use super::happening;
use super::packet;
use super::pending;
use super::silence::{self, Absence};
use super::state::{Asked, Identity, Owner, State};
use super::step::{Kind, Step};
use super::steps::{self, callback};
use super::text::Part;
use super::walk::{Heard, Next, Trace, Walk, meant};
use super::{absorb, correction, elsewhere, misses, reflex, waiting};
use crate::domain::calendar::Calendar;
use crate::domain::conduct::{self, Saying};
use crate::domain::policy::Policy;
use crate::domain::understanding::{Intent, Reading};

/// Steps that may follow one another in a turn.
pub const MOST_STEPS: u32 = 32;

/// What a conversation runs on, as its state pins it.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The flow.
    pub flow: Arc<Flow>,
    /// The policy.
    pub policy: Arc<Policy>,
}

/// What a turn came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The state as it is now.
    pub state: State,
    /// What is to be done, in order; at most one of them says something.
    pub effects: Vec<Effect>,
    /// What led to what.
    pub trace: Vec<Trace>,
}

/// State and rules do not belong together.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Broken {
    /// The state is pinned to another flow.
    #[error("the conversation runs on flow {pinned}, not on {given}")]
    OtherFlow {
        /// What the state pins.
        pinned: String,
        /// What was given.
        given: String,
    },
    /// The flow has no such step.
    #[error("the flow has no step {0:?}")]
    NoStep(String),
}

/// Takes one turn.
///
/// # Errors
/// When the state belongs to another flow or names a step the flow does not have.
pub fn advance(
    rules: &Rules,
    calendar: &Calendar,
    state: &State,
    event: &Event,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Result<Turn, Broken> {
    let given = rules.flow.reference();
    if state.flow != given {
        return Err(Broken::OtherFlow { pinned: state.flow.clone(), given });
    }
    let mut walk = Walk::new(rules, calendar, state, facts, now);
    // What was asked back or misread here is not where the talk is any more.
    let moved = event.is_theirs() && elsewhere::take_over(&mut walk);
    let meant = misses::chosen(state, event).or_else(|| correction::recast(state, event));
    let meant = meant.filter(|_| !moved);
    if moved {
        walk.from.clone_from(&walk.state.step);
    }
    match event {
        Event::Said { .. } | Event::Chose { .. } if meant.is_some() => {
            let heard = Heard { reading: meant.as_ref(), ..Heard::default() };
            customer(&mut walk, heard)?;
        }
        Event::Said { reading, choice } => {
            let heard = Heard { reading: Some(reading), choice: choice.as_deref(), media: None };
            customer(&mut walk, heard)?;
        }
        Event::Chose { choice } => {
            customer(&mut walk, Heard { choice: Some(choice), ..Heard::default() })?;
        }
        Event::Media { media, words } => {
            let heard = Heard { media: Some(*media), reading: words.as_ref(), choice: None };
            customer(&mut walk, heard)?;
        }
        Event::AgentReturned if state.owner == Owner::Bot => walk.note("agent", "had nothing"),
        Event::AgentReturned => {
            let stood = agents::give_back(&mut walk);
            if desk::stands(&walk) {
                desk::again(&mut walk);
            } else {
                let next = agents::go_on(&mut walk, stood);
                run(&mut walk, next)?;
            }
        }
        Event::OutreachStarted
        | Event::TimerFired { .. }
        | Event::ChargeIssued { .. }
        | Event::ChargeRefused { .. }
        | Event::Paid { .. }
        | Event::AgentTook { .. }
        | Event::AgentSaid { .. }
        | Event::AgentOffered { .. }
        | Event::AgentWithdrew { .. }
        | Event::ProposalApproved { .. }
        | Event::ProposalRefused { .. }
        | Event::AgentClosed { .. }
        | Event::AgentPassed { .. }
        | Event::SendFailed { .. } => {
            let next = happening::happen(&mut walk, event);
            run(&mut walk, next)?;
        }
    }
    Ok(finish(walk, event))
}

/// The turn to take where [`advance`] could not: a human gets the case.
pub fn broken_handoff(
    rules: &Rules,
    calendar: &Calendar,
    state: &State,
    facts: &Facts,
    now: DateTime<Utc>,
) -> Turn {
    let mut walk = Walk::new(rules, calendar, state, facts, now);
    packet::hand_off(&mut walk, HandoffReason::Broken, "general", Priority::High);
    walk.say_generic("handoff-broken");
    finish(walk, &Event::AgentReturned)
}

fn customer<'a>(walk: &mut Walk<'a>, heard: Heard<'a>) -> Result<(), Broken> {
    walk.heard = heard;
    absorb::words(walk);
    if walk.state.owner == Owner::Human {
        let next = waiting::hear(walk);
        return run(walk, next);
    }
    let absence = silence::heard(walk);
    let asked = walk.state.asked.take();
    walk.state.talk.unsure = None;
    let next = answer(walk, asked, absence)?;
    let opens = walk.from.is_none() && walk.message.is_empty();
    run(walk, next)?;
    if opens && walk.state.owner == Owner::Bot {
        misses::acknowledge(walk);
    }
    correction::admit(walk);
    silence::welcome(walk, absence.filter(|_| walk.carried.is_none()));
    elsewhere::admit(walk);
    happening::ask_again(walk, asked);
    callback::settle(walk);
    Ok(())
}

/// What a message of the customer's leads to: reflexes, questions of ours, the step, the topics.
fn answer(
    walk: &mut Walk<'_>,
    asked: Option<Asked>,
    absence: Option<Absence>,
) -> Result<Next, Broken> {
    pending::notice(walk);
    if let Some(next) = reflex::answer(walk) {
        walk.state.misses = 0;
        if next == Next::Rest {
            absorb::reading(walk);
        }
        return Ok(next);
    }
    if let Some(next) =
        elsewhere::answer(walk).or_else(|| passed(walk)).or_else(|| desk::hear(walk))
    {
        return Ok(next);
    }
    if let Some(next) = asked.and_then(|asked| happening::answered(walk, asked)) {
        walk.state.misses = 0;
        return Ok(next);
    }
    if let Some(next) = cued(walk).or_else(|| haggle::answer(walk)) {
        walk.state.misses = 0;
        return Ok(next);
    }
    let Some(name) = walk.state.step.clone() else {
        absorb::reading(walk);
        return Ok(file(walk).unwrap_or_else(|| Next::Go(walk.rules.flow.first.clone())));
    };
    let rules = walk.rules;
    let step = rules.flow.step(&name).ok_or(Broken::NoStep(name))?;
    let known = silence::late(walk, absence, step).or_else(|| correction::misread(walk));
    if let Some(next) = known {
        return Ok(next);
    }
    if let Some(next) = later(walk, step) {
        walk.state.misses = 0;
        return Ok(next);
    }
    let rebound = correction::rebinds(walk);
    correction::keep(walk);
    absorb::reading(walk);
    let next = rebound
        .or_else(|| unheard(walk, step))
        .or_else(|| correction::rerouted(walk))
        .or_else(|| correction::requoted(walk, step))
        .or_else(|| steps::hear(walk, step).inspect(|_| misses::besides(walk)))
        .or_else(|| file(walk))
        .or_else(|| misses::media(walk, step))
        .or_else(|| topic(walk));
    Ok(match next {
        Some(next) => {
            if walk.heard.media.is_none() {
                walk.state.misses = 0;
            }
            next
        }
        None if is_small_talk(walk) || only_returns(walk, absence) => small_talk(walk, step),
        None => misses::miss(walk, Some(step)),
    })
}

/// A tap on an old message answers nothing: it is said so and the question stands.
fn passed(walk: &mut Walk<'_>) -> Option<Next> {
    (walk.heard.choice == Some(PASSED)).then(|| {
        walk.say(Part::new("tap-passed"));
        ask_again(walk)
    })
}

/// Who cannot talk now names a day to talk, not one to pay: heard before the step.
fn later(walk: &mut Walk<'_>, step: &Step) -> Option<Next> {
    let reading = walk.heard.reading.filter(|_| walk.heard.choice.is_none())?;
    let busy = meant(reading) == Intent::BusyNow;
    let thinks = meant(reading) == Intent::WillThink && reading.first_date().is_some();
    let held = matches!(step.kind, Kind::Callback { .. });
    if held || !(busy || thinks) || walk.state.identity != Identity::Verified {
        return None;
    }
    let rules = walk.rules;
    let busy = Intent::BusyNow.into();
    let own = step.hear.get(&busy).map(|name| Reply::Go(name.clone()));
    let reply = own.or_else(|| rules.flow.topics.get(&busy).cloned())?;
    walk.note("topic", Intent::BusyNow.as_str());
    leave_open(walk, &reply);
    Some(reply_with(walk, &reply))
}

/// Words that mark a message are answered before its values are heard.
fn cued(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading.filter(|_| walk.heard.choice.is_none())?;
    let flow = &walk.rules.flow;
    let verified = walk.state.identity == Identity::Verified;
    let mut cued = flow.cued.iter().filter(|(name, _)| flow.has_cue(name, &reading.text));
    let (name, reply) = cued.next().filter(|_| verified)?;
    walk.note("cue", name.as_str());
    Some(reply_with(walk, reply))
}

/// What is neither words nor a file is nothing to any step.
fn unheard(walk: &mut Walk<'_>, step: &Step) -> Option<Next> {
    if steps::note::is_file(walk.heard.media) { None } else { misses::media(walk, step) }
}

/// A picture or a document that no step asked for may be a proof: it is asked what it is, but for
/// where the words beside it say so, or say something else.
fn file(walk: &mut Walk<'_>) -> Option<Next> {
    let flow = &walk.rules.flow;
    let verified = walk.state.identity == Identity::Verified;
    let files = flow.files.clone().filter(|_| verified)?;
    if !steps::note::is_file(walk.heard.media) {
        return None;
    }
    let words = walk.heard.reading;
    let proves = words.is_some_and(|words| {
        [Intent::AlreadyPaid, Intent::AskReceipt].contains(&words.intent) && words.is_sure()
    });
    if !proves && words.is_some_and(|words| words.is_sure() && flow.answers(words)) {
        return None;
    }
    walk.state.files += 1;
    walk.note("file", "unasked");
    let step = flow.step(&files).filter(|_| proves);
    let told = step.zip(words).and_then(|(step, words)| step.hear.get(&words.intent.into()));
    Some(Next::Go(told.cloned().unwrap_or(files)))
}

/// What the flow answers anywhere, once it is known who is there.
fn topic(walk: &mut Walk<'_>) -> Option<Next> {
    let reading = walk.heard.reading?;
    if walk.state.identity != Identity::Verified {
        return None;
    }
    let rules = walk.rules;
    let certain = (reading.confidence >= TOPIC).then_some(reading.intent);
    let intents = certain.into_iter().chain(reading.also.iter().copied());
    let mut replies =
        intents.filter_map(|intent| Some((intent, reading.pick(intent, &rules.flow.topics)?)));
    let (intent, reply) = replies.next()?;
    if misses::is_torn(walk, reading, intent)
        && let Some(next) = misses::ask_meaning(walk, reading)
    {
        return Some(next);
    }
    walk.note("topic", intent.as_str());
    leave_open(walk, reply);
    Some(reply_with(walk, reply))
}

/// A question that a topic leads away from stays open: "back" leads to it again.
fn leave_open(walk: &mut Walk<'_>, reply: &Reply) {
    let Reply::Go(name) = reply else { return };
    let rules = walk.rules;
    let back = rules.flow.step(name).is_some_and(|to| matches!(to.kind, Kind::Back { .. }));
    let from = walk.state.step.as_deref().and_then(|name| rules.flow.step(name));
    if let Some(step) = from.filter(|step| step.asks() && !back) {
        walk.state.talk.left = Some(step.name.clone());
    }
}

/// Confidence, in thousandths, from which a topic is taken up.
const TOPIC: u16 = 500;

/// Answers with a text, leaving the question standing, or goes to a step.
pub(super) fn reply_with(walk: &mut Walk<'_>, reply: &Reply) -> Next {
    match reply {
        Reply::Go(name) => Next::Go(name.clone()),
        Reply::Say(key) => {
            walk.say_generic(key);
            ask_again(walk)
        }
        Reply::Tell(what) => {
            steps::tell::tell(walk, *what);
            ask_again(walk)
        }
    }
}

/// Asks the question that stands once more; where nothing was asked yet, begins.
fn ask_again(walk: &mut Walk<'_>) -> Next {
    let Some(name) = walk.state.step.clone() else {
        return Next::Go(walk.rules.flow.first.clone());
    };
    let rules = walk.rules;
    if let Some(step) = rules.flow.step(&name) {
        steps::again(walk, step);
    }
    Next::Rest
}

/// A greeting or thanks in the middle is no misunderstanding.
fn is_small_talk(walk: &Walk<'_>) -> bool {
    let small = [Intent::Greet, Intent::Thanks, Intent::Goodbye, Intent::Acknowledge, Intent::Menu];
    walk.heard.reading.is_some_and(|r| r.is_sure() && small.contains(&r.intent))
}

/// A few words after a long silence are a greeting, whatever they are.
fn only_returns(walk: &Walk<'_>, absence: Option<Absence>) -> bool {
    let few = |reading: &Reading| reading.text.split_whitespace().count() <= FEW_WORDS;
    absence.is_some() && walk.state.misses == 0 && walk.heard.reading.is_some_and(few)
}

/// Words up to which a message is a few words.
const FEW_WORDS: usize = 4;

fn small_talk(walk: &mut Walk<'_>, step: &Step) -> Next {
    let leaves = [Intent::Thanks, Intent::Goodbye];
    if walk.heard.reading.is_some_and(|reading| leaves.contains(&reading.intent)) {
        walk.say(Part::new("end-polite"));
        walk.leave = true;
    } else {
        steps::again(walk, step);
    }
    Next::Rest
}

/// Runs from step to step until one rests.
fn run(walk: &mut Walk<'_>, mut next: Next) -> Result<(), Broken> {
    let rules = walk.rules;
    for _ in 0..MOST_STEPS {
        let Next::Go(name) = next else { return Ok(()) };
        let step = rules.flow.step(&name).ok_or_else(|| Broken::NoStep(name.clone()))?;
        walk.note("step", name.as_str());
        if walk.state.talk.left.as_ref() == Some(&name) {
            walk.state.talk.left = None;
        }
        walk.state.step = Some(name);
        next = steps::enter(walk, step);
    }
    walk.note("outcome", "loop-guard");
    packet::hand_off(walk, HandoffReason::LoopGuard, "general", Priority::High);
    walk.say_generic("handoff-broken");
    Ok(())
}

fn finish(mut walk: Walk<'_>, event: &Event) -> Turn {
    if event.is_theirs() {
        silence::watch(&mut walk);
    }
    if !walk.message.is_empty() {
        if walk.message.is_sensitive() {
            footer(&mut walk);
        }
        let begins = matches!(event, Event::OutreachStarted | Event::TimerFired { .. });
        let saying = Saying { sensitive: walk.message.is_sensitive(), begins };
        match conduct::permit(saying, walk.standing(), walk.calendar) {
            Ok(()) => {
                let id = walk.name();
                let message = std::mem::take(&mut walk.message);
                walk.state.last = Some(Box::new(message.clone()));
                walk.effects.push(Effect::Say { id, message });
            }
            Err(forbidden) => walk.note("forbidden", forbidden.as_str()),
        }
    }
    Turn { state: walk.state, effects: walk.effects, trace: walk.trace }
}

/// Every message that tells of a debt names the creditor (CDC art. 42-A).
fn footer(walk: &mut Walk<'_>) {
    use super::text::Value::Text;
    let creditor = &walk.facts.creditor;
    let part = Part::new("creditor-footer")
        .with("legal_name", Text(creditor.legal_name.clone()))
        .with("cnpj", Text(creditor.cnpj.formatted()))
        .with("address", Text(creditor.address.clone()));
    walk.say(part);
}
