//! Money that came in: what it settles, what is left, what was too much.
//!
//! The facts already hold it; where it landed was the shell's to find.

use super::effect::{Effect, HandoffReason, Priority, StopReason};
use super::event::Timer;
use super::happening::ask;
use super::packet;
use super::state::{Asked, Collection};
use super::steps::watch;
use super::text::{Part, Value};
use super::walk::{Next, Walk};
use crate::domain::id::Id;
use crate::domain::money::Money;

/// Money came in; the facts already hold it.
pub fn paid(walk: &mut Walk<'_>, amount: Money, agreement: Option<&Id>, unused: Money) -> Next {
    walk.note("outcome", "payment");
    for timer in [Timer::Reminder, Timer::Silence] {
        walk.enact(Effect::ClearTimer { timer });
    }
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
