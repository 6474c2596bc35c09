//! What happens besides the customer speaking: payments, timers, agents, outreach.

use chrono::NaiveDate;

use super::agents;
use super::desk;
use super::effect::{Effect, HandoffReason, Priority};
use super::engine::reply_with;
use super::event::{Event, Timer};
use super::flow::Reply;
use super::matter::About;
use super::packet;
use super::received;
use super::silence;
use super::state::{Asked, Collection, Identity, Owner};
use super::step::Kind;
use super::steps::{pay, watch};
use super::text::{Part, Value};
use super::walk::{Next, Walk};
use crate::domain::conduct;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::gate;
use crate::domain::id::Id;
use crate::domain::understanding::{Intent, Reading};

/// Takes an event that is not the customer's.
pub fn happen(walk: &mut Walk<'_>, event: &Event) -> Next {
    match event {
        Event::OutreachStarted => outreach(walk),
        Event::TimerFired { timer } => timer_fired(walk, *timer),
        Event::ChargeIssued { charge, pix } => issued(walk, charge, pix),
        Event::ChargeRefused { why, .. } => refused(walk, why),
        Event::Paid { amount, agreement, unused, .. } => {
            received::paid(walk, *amount, agreement.as_ref(), *unused)
        }
        Event::AgentTook { agent, person } => {
            walk.note("agent", agent.as_str());
            agents::take(walk, agent, person);
            Next::Rest
        }
        Event::AgentSaid { text, agent, template, file, .. } => {
            desk::talked(walk);
            agents::say(walk, (text, agent), (template.as_deref(), file.as_deref()));
            Next::Rest
        }
        Event::AgentPassed { sector } => {
            agents::pass_on(walk, sector.as_deref());
            Next::Rest
        }
        Event::SendFailed { why } => {
            walk.note("send-failed", why.as_str());
            Next::Rest
        }
        Event::AgentOffered { by, authority, terms, offer } => {
            desk::offer(walk, (by, *authority), terms, offer.as_deref());
            Next::Rest
        }
        Event::AgentWithdrew { by } => {
            desk::withdraw(walk, by);
            Next::Rest
        }
        Event::ProposalApproved { by, authority, proposal } => {
            desk::approve(walk, (by, *authority), proposal);
            Next::Rest
        }
        Event::ProposalRefused { by, proposal, why } => {
            desk::refuse(walk, by, proposal, why);
            Next::Rest
        }
        Event::AgentClosed { by, outcome } => {
            desk::close(walk, by, outcome);
            Next::Rest
        }
        Event::AgentReturned | Event::Said { .. } | Event::Chose { .. } | Event::Media { .. } => {
            Next::Rest
        }
    }
}

/// We begin, where the gate and conduct let us, with a text that reveals nothing.
fn outreach(walk: &mut Walk<'_>) -> Next {
    if walk.state.agent.is_some() {
        walk.note("forbidden", "a human has it");
        return Next::Rest;
    }
    if let Err(forbidden) = walk.may_begin() {
        walk.note("forbidden", forbidden.as_str());
        return Next::Rest;
    }
    let today = walk.today();
    let tolerance = walk.rules.policy.tolerance();
    let open = walk.facts.invoices.iter().any(|invoice| {
        let (customer, creditor) = (&walk.facts.customer, &walk.facts.creditor);
        gate::gate(invoice, customer, creditor, walk.calendar, tolerance, today).may_contact()
    });
    if !open || walk.state.step.is_some() {
        walk.note("forbidden", "gate");
        return Next::Rest;
    }
    Next::Go(walk.rules.flow.first.clone())
}

fn issued(walk: &mut Walk<'_>, charge: &Id, pix: &str) -> Next {
    pay::tell(walk, charge, pix);
    if walk.state.owner == Owner::Human {
        return Next::Rest;
    }
    let step = walk.state.step.as_deref().and_then(|name| walk.rules.flow.step(name));
    match step.map(|step| &step.kind) {
        Some(Kind::Pay { issued, .. }) => Next::Go(issued.clone()),
        Some(_) | None => Next::Rest,
    }
}

fn refused(walk: &mut Walk<'_>, why: &str) -> Next {
    walk.note("charge-refused", why);
    if walk.state.owner == Owner::Human && walk.state.handoff.as_ref().is_none_or(|it| it.taken) {
        // Whoever has the case sees it beside the conversation.
        return Next::Rest;
    }
    let step = walk.state.step.as_deref().and_then(|name| walk.rules.flow.step(name));
    if let Some(Kind::Pay { refused, .. }) = step.map(|step| &step.kind) {
        return Next::Go(refused.clone());
    }
    packet::hand_off(walk, HandoffReason::PaymentTrouble, "payments", Priority::High);
    walk.say_generic("handoff-broken");
    Next::Rest
}

fn timer_fired(walk: &mut Walk<'_>, timer: Timer) -> Next {
    walk.facts.timers.remove(&timer);
    if walk.facts.elsewhere.is_some() {
        walk.note("timer", "the talk went on elsewhere");
        return Next::Rest;
    }
    if agents::put_off(walk, timer) {
        return Next::Rest;
    }
    if let Some(until) = looked_into(walk, timer) {
        let at = walk.moment(until, watch::REMINDER_HOUR);
        walk.wake(timer, at);
        return Next::Rest;
    }
    match timer {
        Timer::PauseEnds => return pause_ends(walk),
        Timer::Callback => return callback_due(walk),
        Timer::Silence => return silence::nudge(walk),
        Timer::InstalmentDue => return instalment_due(walk),
        Timer::PromiseDue | Timer::Reminder => {}
    }
    match walk.may_begin() {
        Ok(()) => {}
        Err(conduct::Forbidden::OutOfHours) => {
            let at = conduct::next_opening(walk.now, walk.zone, walk.calendar);
            walk.wake(timer, at);
            return Next::Rest;
        }
        Err(forbidden) => {
            walk.note("forbidden", forbidden.as_str());
            return Next::Rest;
        }
    }
    match timer {
        Timer::Reminder => remind(walk),
        Timer::PromiseDue if promise_due(walk) => {
            walk.say(Part::new("promise-missed").sensitive());
            ask(walk, Asked::Talk);
        }
        Timer::PromiseDue
        | Timer::PauseEnds
        | Timer::InstalmentDue
        | Timer::Callback
        | Timer::Silence => {}
    }
    watch::set(walk);
    Next::Rest
}

/// While it is looked into whether it was paid, nothing is reminded of and nothing breaks.
fn looked_into(walk: &Walk<'_>, timer: Timer) -> Option<NaiveDate> {
    let claimed = walk.state.matter.as_ref().is_some_and(|m| m.about == About::PaidClaim);
    match walk.state.collection {
        Collection::Paused { until } if claimed && timer != Timer::PauseEnds => {
            Some(until).filter(|until| walk.today() < *until)
        }
        Collection::Paused { .. } | Collection::Active | Collection::Stopped { .. } => None,
    }
}

fn pause_ends(walk: &mut Walk<'_>) -> Next {
    if !matches!(walk.state.collection, Collection::Paused { .. }) {
        return Next::Rest;
    }
    walk.state.collection = Collection::Active;
    if walk.agreement().is_some() || walk.facts.open_promise().is_some() {
        walk.note("pause", "something was agreed in between");
        return Next::Rest;
    }
    match walk.may_begin() {
        Ok(()) => {}
        Err(conduct::Forbidden::OutOfHours) => {
            let at = conduct::next_opening(walk.now, walk.zone, walk.calendar);
            walk.state.collection = Collection::Paused { until: walk.today() };
            walk.wake(Timer::PauseEnds, at);
            return Next::Rest;
        }
        Err(forbidden) => {
            walk.note("forbidden", forbidden.as_str());
            return Next::Rest;
        }
    }
    let name = Value::Text(walk.facts.customer.name.first().to_owned());
    let creditor = Value::Text(walk.facts.creditor.trade_name.clone());
    walk.say(Part::new("pause-over").with("name", name).with("creditor", creditor));
    ask(walk, Asked::Talk);
    Next::Rest
}

/// The moment that the customer asked for.
fn callback_due(walk: &mut Walk<'_>) -> Next {
    let Some(callback) = walk.state.talk.callback else { return Next::Rest };
    if callback.pauses && matches!(walk.state.collection, Collection::Paused { .. }) {
        walk.state.collection = Collection::Active;
    }
    match walk.may_begin() {
        Ok(()) => {}
        Err(conduct::Forbidden::OutOfHours) => {
            let at = conduct::next_opening(walk.now, walk.zone, walk.calendar);
            walk.wake(Timer::Callback, at);
            return Next::Rest;
        }
        Err(forbidden) => {
            walk.note("forbidden", forbidden.as_str());
            return Next::Rest;
        }
    }
    walk.state.talk.callback = None;
    walk.say_generic("callback-now");
    ask(walk, Asked::Talk);
    Next::Rest
}

/// A part stayed unpaid beyond its limit: the agreement is broken, without blame.
fn instalment_due(walk: &mut Walk<'_>) -> Next {
    let today = walk.today();
    let Some(agreement) = walk.agreement().cloned() else { return Next::Rest };
    let (id, days) = (agreement.id.clone(), agreement.broken_after_days);
    let broken =
        agreement.judge(today).is_ok_and(|judged| judged.status == AgreementStatus::Broken);
    if !broken {
        watch::set(walk);
        return Next::Rest;
    }
    walk.note("outcome", "agreement broken");
    walk.enact(Effect::BreakAgreement { agreement: id });
    walk.facts.history.broken_on.push(today);
    watch::set(walk);
    if walk.may_begin().is_ok() {
        let days = Value::Count(i64::from(days));
        walk.say(Part::new("agreement-broken").debt("days", days));
        ask(walk, Asked::Talk);
    }
    Next::Rest
}

/// Promises whose day and what is forgiven after it passed are broken; true where one was.
fn promise_due(walk: &mut Walk<'_>) -> bool {
    let today = walk.today();
    let missed = walk.facts.promised().filter(|promise| watch::is_missed(promise, today));
    let missed: Vec<Id> = missed.map(|promise| promise.id.clone()).collect();
    for promise in &missed {
        walk.note("outcome", "promise broken");
        walk.enact(Effect::BreakPromise { promise: promise.clone() });
    }
    !missed.is_empty()
}

/// Reminds of what is due first: a part of an agreement, or what was promised.
fn remind(walk: &mut Walk<'_>) {
    let part = walk.agreement().and_then(|agreement| agreement.next_open());
    let part = part.map(|part| (part.due, part.left()));
    let promise = walk.facts.open_promise().map(|promise| (promise.due, promise.amount));
    let promised_first = promise.zip(part).is_none_or(|(promise, part)| promise.0 < part.0);
    if let Some((due, amount)) = part.filter(|_| promise.is_none() || !promised_first) {
        let text = Part::new("reminder-instalment")
            .debt("amount", Value::Money(amount))
            .debt("due", Value::Date(due));
        walk.say(text);
        return charge_for_reminder(walk);
    }
    if let Some((due, amount)) = promise {
        let text = Part::new("reminder-promise")
            .debt("amount", Value::Money(amount))
            .debt("due", Value::Date(due));
        walk.say(text);
        ask(walk, Asked::Code);
    }
}

/// The code goes with the reminder where it is there, else it follows.
fn charge_for_reminder(walk: &mut Walk<'_>) {
    use crate::domain::debt::charge::ChargeStatus;
    use crate::domain::dialogue::text::Attachment;
    let (purpose, amount) = pay::due(walk);
    match pay::open_for(walk, &purpose, amount) {
        Some((charge, ChargeStatus::Issued { pix })) => {
            walk.attach(Attachment::Pix { charge, code: pix });
        }
        Some(_) => {}
        None => pay::request(walk, purpose, amount),
    }
}

/// Asks what no step asks; the next message may answer it.
pub fn ask(walk: &mut Walk<'_>, what: Asked) {
    walk.state.asked = Some(what);
    let label = match what {
        Asked::Code => "label-want-code",
        Asked::Talk => "label-talk",
        Asked::GoOn | Asked::Human | Asked::Meaning => return,
    };
    walk.offer_choice("asked", Part::new(label));
}

/// After something else was answered, what no step asked is asked again.
pub fn ask_again(walk: &mut Walk<'_>, asked: Option<Asked>) {
    let shown = walk.state.last.as_ref().map(|last| last.choices.clone()).unwrap_or_default();
    let same = walk.state.step == walk.from && walk.state.owner == Owner::Bot;
    if same && !shown.is_empty() && walk.message.choices == shown && walk.state.asked.is_none() {
        walk.state.asked = asked;
        return;
    }
    let open = same && !walk.reasked && !walk.leave && !walk.state.opted_out;
    if !open || walk.state.asked.is_some() || walk.message.is_empty() {
        return;
    }
    let key = match asked {
        Some(Asked::Code) => "ask-code-again",
        Some(Asked::Talk) => "ask-talk-again",
        Some(Asked::GoOn | Asked::Human | Asked::Meaning) | None => return,
    };
    walk.say(Part::new(key));
    if let Some(asked) = asked {
        ask(walk, asked);
    }
}

/// A yes or a no to a question that no step asked.
pub fn answered(walk: &mut Walk<'_>, asked: Asked) -> Option<Next> {
    let reading = walk.heard.reading;
    let means = |intent: Intent| reading.is_some_and(|r| super::walk::meant(r) == intent);
    let chosen = walk.heard.choice;
    let yes = chosen == Some("asked")
        || chosen.is_none() && (reading.is_some_and(Reading::is_yes) || means(Intent::Affirm));
    let no = chosen == Some("not-now")
        || chosen.is_none() && (reading.is_some_and(Reading::is_no) || means(Intent::Deny));
    let again = chosen == Some("go-on");
    match asked {
        Asked::Code | Asked::Talk if yes => Some(wanted(walk, asked)),
        Asked::Code | Asked::Talk if no => Some(left_in_peace(walk, "end-polite")),
        Asked::GoOn if yes || again => Some(question_again(walk)),
        Asked::GoOn if no => Some(left_in_peace(walk, "nudge-rest")),
        Asked::Human if yes => {
            let reflex = walk.rules.flow.reflexes.get(&Intent::AskHuman.into())?;
            Some(reply_with(walk, &reflex.reply))
        }
        Asked::Human | Asked::Meaning if no || again => Some(question_again(walk)),
        // Several meanings were asked: a yes names none of them.
        Asked::Meaning if yes => Some(question_again(walk)),
        Asked::Code | Asked::Talk | Asked::GoOn | Asked::Human | Asked::Meaning => None,
    }
}

/// Where a yes leads: the code, the question left open, or where the conversation is.
fn wanted(walk: &mut Walk<'_>, asked: Asked) -> Next {
    let resume = walk.rules.flow.resume.clone();
    if walk.state.identity != Identity::Verified {
        return Next::Go(resume);
    }
    match (asked, walk.rules.flow.topics.get(&Intent::AskPix.into())) {
        (Asked::Code, Some(Reply::Go(name))) => Next::Go(name.clone()),
        (Asked::Talk, _) if walk.state.talk.left.is_some() => super::steps::back(walk, &resume),
        (Asked::Code | Asked::Talk | Asked::GoOn | Asked::Human | Asked::Meaning, _) => {
            Next::Go(resume)
        }
    }
}

fn question_again(walk: &mut Walk<'_>) -> Next {
    let rules = walk.rules;
    let step = walk.state.step.as_deref().and_then(|name| rules.flow.step(name));
    match step.filter(|step| step.asks()) {
        Some(step) => super::steps::reopen(walk, step),
        None => Next::Go(rules.flow.resume.clone()),
    }
}

fn left_in_peace(walk: &mut Walk<'_>, key: &str) -> Next {
    walk.say(Part::new(key));
    walk.leave = true;
    Next::Rest
}
