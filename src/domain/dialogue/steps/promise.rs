//! A promise: the customer names a day, perhaps a sum; it is repeated before it is written down.

use chrono::{Days, NaiveDate};

use super::pay::REMINDER_HOUR;
use crate::domain::debt::promise::{Promise, PromiseStatus};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::state::Promising;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::Intent;

/// Days after the promised one on which a payment still keeps it.
const TOLERANCE_DAYS: u64 = 3;

/// Asks for the day, or repeats what was named already.
pub fn enter(walk: &mut Walk<'_>) -> Next {
    walk.state.promising = None;
    match walk.state.slots.date.take() {
        Some(date) => propose(walk, date),
        None => ask(walk, "promise-ask-date"),
    }
    Next::Rest
}

/// Asks again.
pub fn again(walk: &mut Walk<'_>) {
    match walk.state.promising {
        Some(promising) => recap(walk, promising),
        None => ask(walk, "promise-ask-date"),
    }
}

/// Hears a day, a sum, a yes or a no.
pub fn hear(walk: &mut Walk<'_>, recorded: &str, cancelled: &str) -> Option<Next> {
    match (walk.heard.choice, walk.state.promising) {
        (Some("yes"), Some(promising)) => return Some(record(walk, promising, recorded)),
        (Some("another-day"), _) => {
            walk.state.promising = None;
            ask(walk, "promise-ask-date");
            return Some(Next::Rest);
        }
        (Some("see-offers"), _) => return Some(Next::Go(cancelled.to_owned())),
        (Some(_) | None, _) => {}
    }
    let reading = walk.heard.reading?;
    if let Some(date) = reading.first_date() {
        walk.state.slots.date = None;
        let same = walk.state.promising.filter(|promising| promising.due == date);
        let other_sum =
            reading.first_money().is_some_and(|sum| Some(sum) != same.map(|p| p.amount));
        if let Some(promising) = same.filter(|_| !other_sum && !reading.is_no()) {
            return Some(record(walk, promising, recorded));
        }
        propose(walk, date);
        return Some(Next::Rest);
    }
    if let (Some(sum), Some(promising)) = (reading.first_money(), walk.state.promising) {
        walk.state.slots.amount = Some(sum);
        propose(walk, promising.due);
        return Some(Next::Rest);
    }
    match walk.state.promising {
        Some(promising) if reading.is_yes() => Some(record(walk, promising, recorded)),
        _any if reading.is_no() || meant(reading) == Intent::Deny => {
            walk.state.promising = None;
            Some(Next::Go(cancelled.to_owned()))
        }
        _any => None,
    }
}

fn ask(walk: &mut Walk<'_>, key: &str) {
    let until = Value::Date(latest(walk));
    walk.say(Part::new(key).debt("until", until));
    walk.offer_choice("see-offers", Part::new("label-see-offers"));
}

fn latest(walk: &Walk<'_>) -> NaiveDate {
    let days = walk.rules.policy.promise().max_days;
    walk.today().checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

fn propose(walk: &mut Walk<'_>, date: NaiveDate) {
    if date < walk.today() {
        return ask(walk, "promise-past");
    }
    if date > latest(walk) {
        return ask(walk, "promise-too-far");
    }
    let owed = walk.owed_on(date).total();
    let amount = walk.state.slots.amount.map_or(owed, |sum| sum.min(owed));
    let promising = Promising { amount, due: date };
    walk.state.promising = Some(promising);
    recap(walk, promising);
}

fn recap(walk: &mut Walk<'_>, promising: Promising) {
    let owed = walk.owed_on(promising.due).total();
    let whole = promising.amount >= owed;
    let part = Part::new(if whole { "promise-recap" } else { "promise-recap-part" })
        .debt("left", Value::Money(owed.less(promising.amount)))
        .debt("amount", Value::Money(promising.amount))
        .debt("due", Value::Date(promising.due));
    walk.say(part);
    walk.offer_choice("yes", Part::new("label-yes"));
    walk.offer_choice("another-day", Part::new("label-another-day"));
}

fn record(walk: &mut Walk<'_>, promising: Promising, recorded: &str) -> Next {
    let Promising { amount, due } = promising;
    walk.state.promising = None;
    walk.state.slots.amount = None;
    let invoices = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    let (id, made_at, status) = (walk.name(), walk.now, PromiseStatus::Open);
    let promise = Promise { id, invoices, amount, due, made_at, status };
    walk.note("outcome", "promise");
    walk.enact(Effect::RecordPromise { promise });
    let eve = due.checked_sub_days(Days::new(1)).unwrap_or(due);
    if eve > walk.today() {
        let at = walk.moment(eve, REMINDER_HOUR);
        walk.wake(Timer::Reminder, at);
    }
    let tolerance = TOLERANCE_DAYS;
    let limit = due.checked_add_days(Days::new(tolerance + 1)).unwrap_or(due);
    let at = walk.moment(limit, REMINDER_HOUR);
    walk.wake(Timer::PromiseDue, at);
    let part = Part::new("promise-recorded")
        .debt("amount", Value::Money(amount))
        .debt("due", Value::Date(due));
    walk.say(part);
    Next::Go(recorded.to_owned())
}
