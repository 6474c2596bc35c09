//! What happens besides the customer speaking: payments, timers, agents, outreach.

use chrono::NaiveDate;

use super::effect::{Effect, HandoffReason, Priority, StopReason};
use super::event::{Event, Timer};
use super::flow::Reply;
use super::matter::About;
use super::packet;
use super::state::{Asked, Collection, Owner};
use super::step::Kind;
use super::steps::{pay, watch};
use super::text::{Part, Value};
use super::walk::{Next, Walk};
use crate::domain::conduct;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::gate;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::understanding::Intent;

/// Takes an event that is not the customer's.
pub fn happen(walk: &mut Walk<'_>, event: &Event) -> Next {
    match event {
        Event::OutreachStarted => outreach(walk),
        Event::TimerFired { timer } => timer_fired(walk, *timer),
        Event::ChargeIssued { charge, pix } => issued(walk, charge, pix),
        Event::ChargeRefused { why, .. } => refused(walk, why),
        Event::Paid { amount, agreement, unused, .. } => {
            paid(walk, *amount, agreement.as_ref(), *unused)
        }
        Event::AgentTook { agent } => {
            walk.note("agent", agent.as_str());
            walk.state.owner = Owner::Human;
            Next::Rest
        }
        Event::AgentSaid { text } => {
            walk.state.owner = Owner::Human;
            let id = walk.name();
            walk.enact(Effect::SayForAgent { id, text: text.clone() });
            Next::Rest
        }
        Event::SendFailed { why } => {
            walk.note("send-failed", why.as_str());
            Next::Rest
        }
        Event::AgentReturned | Event::Said { .. } | Event::Chose { .. } | Event::Media { .. } => {
            Next::Rest
        }
    }
}

/// The human gave the conversation back to the bot.
pub fn given_back(walk: &mut Walk<'_>) {
    walk.state.owner = Owner::Bot;
    walk.state.handoff = None;
    walk.state.misses = 0;
}

/// We begin, where the gate and conduct let us, with a text that reveals nothing.
fn outreach(walk: &mut Walk<'_>) -> Next {
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
    let step = walk.state.step.as_deref().and_then(|name| walk.rules.flow.step(name));
    match step.map(|step| &step.kind) {
        Some(Kind::Pay { issued, .. }) => Next::Go(issued.clone()),
        Some(_) | None => Next::Rest,
    }
}

fn refused(walk: &mut Walk<'_>, why: &str) -> Next {
    walk.note("charge-refused", why);
    let step = walk.state.step.as_deref().and_then(|name| walk.rules.flow.step(name));
    if let Some(Kind::Pay { refused, .. }) = step.map(|step| &step.kind) {
        return Next::Go(refused.clone());
    }
    packet::hand_off(walk, HandoffReason::PaymentTrouble, "payments", Priority::High);
    walk.say_generic("handoff-broken");
    Next::Rest
}

/// Money came in; the facts already hold it.
fn paid(walk: &mut Walk<'_>, amount: Money, agreement: Option<&Id>, unused: Money) -> Next {
    walk.note("outcome", "payment");
    walk.enact(Effect::ClearTimer { timer: Timer::Reminder });
    walk.say(Part::new("payment-received").debt("amount", Value::Money(amount)));
    let went = walk.facts.agreements.iter().find(|known| Some(&known.id) == agreement).cloned();
    match went.as_ref().map(|agreement| agreement.next_open()) {
        None => paid_without_agreement(walk),
        Some(None) => settled(walk),
        Some(Some(part)) if part.paid.is_positive() => {
            walk.say(Part::new("payment-partial").debt("left", Value::Money(part.left())));
            ask(walk, Asked::Code);
        }
        Some(Some(part)) => {
            let next = Part::new("payment-next")
                .debt("amount", Value::Money(part.left()))
                .debt("due", Value::Date(part.due));
            walk.say(next);
        }
    }
    watch::set(walk);
    if unused.is_positive() {
        overpaid(walk, unused);
    }
    Next::Rest
}

fn paid_without_agreement(walk: &mut Walk<'_>) {
    let left = walk.owed_on(walk.today()).total();
    let presentable = walk.presentable();
    let chosen = &walk.state.chosen;
    let done = !chosen.is_empty() && presentable.iter().all(|it| !chosen.contains(&it.id));
    if left.is_zero() || done {
        settled(walk);
    } else {
        walk.say(Part::new("payment-partial").debt("left", Value::Money(left)));
        ask(walk, Asked::Code);
    }
}

/// More came in than was left: it is told, and a human gives back what is worth a transfer.
fn overpaid(walk: &mut Walk<'_>, over: Money) {
    walk.note("outcome", "overpaid");
    if over < walk.rules.policy.tolerance() {
        walk.say(Part::new("payment-over-little").debt("over", Value::Money(over)));
        return;
    }
    packet::hand_off(walk, HandoffReason::PaymentTrouble, "payments", Priority::High);
    let opens = walk.desk_answers().with_timezone(&walk.zone).naive_local();
    let part = Part::new("payment-over").debt("over", Value::Money(over));
    walk.say(part.with("opens", Value::Moment(opens)));
}

/// What is paid is settled; others may still be owed.
fn settled(walk: &mut Walk<'_>) {
    let bureau = super::walk::bureau(&walk.facts.creditor);
    walk.say(Part::new("payment-settled").sensitive().with("bureau", bureau));
    for timer in [Timer::InstalmentDue, Timer::PromiseDue] {
        walk.enact(Effect::ClearTimer { timer });
    }
    walk.state.negotiation.standing.clear();
    walk.state.proposal = None;
    walk.state.promising = None;
    walk.state.moving = None;
    let others = !walk.presentable().is_empty();
    if others && !walk.state.used.contains_key(OTHERS) {
        walk.say(Part::new(OTHERS).sensitive());
    }
    if !others && walk.agreement().is_none() {
        walk.state.closed = true;
        walk.state.step = Some(walk.rules.flow.resume.clone());
        walk.state.collection = Collection::Stopped { why: StopReason::Settled };
        walk.enact(Effect::StopCollection { why: StopReason::Settled });
    }
}

/// The text that mentions, once, that other debts are left.
const OTHERS: &str = "others-open";

fn timer_fired(walk: &mut Walk<'_>, timer: Timer) -> Next {
    walk.facts.timers.remove(&timer);
    if let Some(until) = looked_into(walk, timer) {
        let at = walk.moment(until, watch::REMINDER_HOUR);
        walk.wake(timer, at);
        return Next::Rest;
    }
    match timer {
        Timer::PauseEnds => return pause_ends(walk),
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
        Timer::PromiseDue | Timer::PauseEnds | Timer::InstalmentDue => {}
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
fn ask(walk: &mut Walk<'_>, what: Asked) {
    walk.state.asked = Some(what);
    let label = match what {
        Asked::Code => "label-want-code",
        Asked::Talk => "label-talk",
    };
    walk.offer_choice("asked", Part::new(label));
}

/// A yes to a question that no step asked.
pub fn answered(walk: &Walk<'_>, asked: Asked) -> Option<Next> {
    let yes = walk
        .heard
        .reading
        .is_some_and(|reading| reading.is_yes() || super::walk::meant(reading) == Intent::Affirm);
    if !yes && walk.heard.choice != Some("asked") {
        return None;
    }
    let code = walk.rules.flow.topics.get(&Intent::AskPix.into());
    match (asked, code) {
        (Asked::Code, Some(Reply::Go(name))) => Some(Next::Go(name.clone())),
        (Asked::Code | Asked::Talk, _) => Some(Next::Go(walk.rules.flow.resume.clone())),
    }
}
