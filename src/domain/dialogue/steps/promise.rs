//! A promise: the customer names a day, perhaps a sum; it is repeated before it is written down.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::domain::debt::promise::{Promise, PromiseStatus};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::state::Promising;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::money::{Money, Rounding};
use crate::domain::understanding::{Intent, Reading, Value as Found};

/// Asks for the day, or repeats what was named already; within so many promises a period.
pub fn enter(walk: &mut Walk<'_>, limit: &str, pause: &str) -> Next {
    walk.state.promising = None;
    if is_used_up(walk) {
        walk.note("rule", "promises of the period used up");
        return Next::Go(limit.to_owned());
    }
    if let Some(date) = walk.state.slots.date.take() {
        return propose(walk, date, pause);
    }
    let vague = walk.heard.reading.is_some_and(is_vague);
    let moving = live(walk).is_some();
    ask(
        walk,
        match (vague, moving) {
            (true, _) => "promise-which-day",
            (false, true) => "promise-moving",
            (false, false) => "promise-ask-date",
        },
    );
    Next::Rest
}

/// Asks again.
pub fn again(walk: &mut Walk<'_>) {
    match walk.state.promising {
        Some(promising) => recap(walk, promising),
        None => ask(walk, "promise-ask-date"),
    }
}

/// Hears a day, a sum, a yes or a no; a number of parts is no promise but a plan.
pub fn hear(walk: &mut Walk<'_>, [recorded, cancelled, pause]: [&String; 3]) -> Option<Next> {
    match (walk.heard.choice, walk.state.promising) {
        (Some("yes"), Some(promising)) => return Some(record(walk, promising, recorded)),
        (Some("another-day"), _) => {
            walk.state.promising = None;
            ask(walk, "promise-ask-date");
            return Some(Next::Rest);
        }
        (Some("see-offers"), _) => return Some(Next::Go(cancelled.clone())),
        (Some(_) | None, _) => {}
    }
    let reading = walk.heard.reading?;
    if is_plan(reading) {
        walk.state.promising = None;
        return Some(Next::Go(cancelled.clone()));
    }
    if is_vague(reading) {
        walk.state.promising = None;
        ask(walk, "promise-which-day");
        return Some(Next::Rest);
    }
    if let Some(date) = walk.state.slots.date.take() {
        let same = walk.state.promising.filter(|promising| promising.due == date);
        let other_sum =
            reading.first_money().is_some_and(|sum| Some(sum) != same.map(|p| p.amount));
        if let Some(promising) = same.filter(|_| !other_sum && !reading.is_no()) {
            return Some(record(walk, promising, recorded));
        }
        return Some(propose(walk, date, pause));
    }
    if let Some(promising) = walk.state.promising
        && (reading.first_money().is_some() || reading.percent().is_some())
    {
        return Some(propose(walk, promising.due, pause));
    }
    match walk.state.promising {
        Some(promising) if reading.is_yes() => Some(record(walk, promising, recorded)),
        _any if reading.is_no() || meant(reading) == Intent::Deny => {
            walk.state.promising = None;
            Some(Next::Go(cancelled.clone()))
        }
        _any => None,
    }
}

/// True where a week or a month was named, and no day.
pub(super) fn is_vague(reading: &Reading) -> bool {
    let mut dates = reading.values().filter_map(|value| match value {
        Found::Date { vague, .. } => Some(*vague),
        _other => None,
    });
    dates.next().is_some_and(|vague| vague && dates.all(|vague| vague))
}

/// True where several payments are meant, such as "4x todo dia 15".
fn is_plan(reading: &Reading) -> bool {
    reading.count().is_some_and(|count| count > 1)
        || reading.monthly().is_some()
        || reading.values().any(|value| matches!(value, Found::DayOfMonth(_)))
}

/// The promise about these debts that waits for its day.
fn live<'w>(walk: &'w Walk<'_>) -> Option<&'w Promise> {
    let about: Vec<String> = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    walk.facts.promised().find(|promise| promise.is_about(&about))
}

/// True where as many promises were made in the period as the policy allows; changing one on the
/// day it was made is no new promise.
pub fn is_used_up(walk: &Walk<'_>) -> bool {
    let limits = walk.rules.policy.promise();
    let today = walk.today();
    let since = today.checked_sub_days(Days::new(limits.period_days.into())).unwrap_or(today);
    let about: Vec<String> = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    let made = walk.facts.promises.iter().filter(|promise| promise.is_about(&about));
    let days = made.map(|promise| promise.made_at.with_timezone(&walk.zone).date_naive());
    let days: BTreeSet<NaiveDate> = days.filter(|day| *day > since && *day < today).collect();
    u32::try_from(days.len()).is_ok_and(|made| made >= limits.per_period)
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

fn propose(walk: &mut Walk<'_>, date: NaiveDate, pause: &str) -> Next {
    walk.state.promising = None;
    if date < walk.today() {
        ask(walk, "promise-past");
        return Next::Rest;
    }
    if date > latest(walk) {
        // Kept: a pause may last until then, or a plan begin on it.
        walk.state.slots.date = Some(date);
        if walk.state.reason.is_some_and(Reason::is_hardship) {
            return Next::Go(pause.to_owned());
        }
        ask(walk, "promise-too-far");
        return Next::Rest;
    }
    let owed = walk.owed_on(date).total();
    let share = walk.heard.reading.and_then(Reading::percent);
    let share = share.map(|share| share.of(owed, Rounding::Up));
    let sum = walk.state.slots.amount.or(share).filter(|sum: &Money| sum.is_positive());
    let amount = sum.map_or(owed, |sum| sum.min(owed));
    let promising = Promising { amount, due: date };
    walk.state.promising = Some(promising);
    recap(walk, promising);
    Next::Rest
}

fn recap(walk: &mut Walk<'_>, promising: Promising) {
    let owed = walk.owed_on(promising.due).total();
    let whole = promising.amount >= owed;
    if !walk.calendar.is_banking_day(promising.due) {
        walk.say(Part::new("promise-closed-day").sensitive());
    }
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
    super::watch::set(walk);
    let part = Part::new("promise-recorded")
        .debt("amount", Value::Money(amount))
        .debt("due", Value::Date(due));
    walk.say(part);
    Next::Go(recorded.to_owned())
}
