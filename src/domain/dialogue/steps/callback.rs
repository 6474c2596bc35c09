//! A moment at which the customer is written to: the one they name, inside contact hours.
//!
//! What they write before it ends it, but for a word of thanks. The moment is kept by a timer.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};

use super::watch::REMINDER_HOUR;
use crate::domain::calendar::ContactHours;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::memory::Callback;
use crate::domain::dialogue::state::{Collection, Identity};
use crate::domain::dialogue::step::Kind;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::{DateBound, DayPart, Intent, Reading, Unit, Value as Found};

/// Minutes before closing at which somebody is written to who asked for later.
const BEFORE_CLOSING: i64 = 30;

/// Confidence, in thousandths, from which a day named here is a day to pay.
const CERTAIN: u16 = 990;

/// What the customer named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wanted {
    day: Option<NaiveDate>,
    time: Option<NaiveTime>,
    /// So long from now.
    wait: Option<TimeDelta>,
}

/// Agrees on the moment named, else on the next business day.
pub fn enter(walk: &mut Walk<'_>) -> Next {
    let wanted = walk.heard.reading.map(named).unwrap_or_default();
    agree(walk, wanted);
    Next::Rest
}

/// Hears another moment, a word of thanks, or that it is not wanted; all else goes on talking.
pub fn hear(walk: &mut Walk<'_>, resumed: &str) -> Option<Next> {
    let go_on = || Some(Next::Go(resumed.to_owned()));
    let Some(reading) = walk.heard.reading else { return go_on() };
    let wanted = named(reading);
    let polite = [Intent::Thanks, Intent::Goodbye, Intent::Acknowledge];
    let busy = reading.has(Intent::BusyNow);
    let pays = reading.first_money().is_some()
        || (reading.has(Intent::PromiseToPay) && reading.confidence >= CERTAIN);
    if wanted != Wanted::default() && (busy || !pays) {
        agree(walk, wanted);
        return Some(Next::Rest);
    }
    let few = reading.text.split_whitespace().count() <= 2;
    let agrees = reading.is_yes() && few;
    let said = reading.is_sure() && polite.contains(&meant(reading));
    if busy || (!reading.has(Intent::Greet) && (agrees || said)) {
        walk.say(Part::new("end-polite"));
        walk.leave = true;
        return Some(Next::Rest);
    }
    if reading.is_no() || meant(reading) == Intent::Deny {
        cancel(walk);
        walk.say(Part::new("callback-cancelled"));
        walk.leave = true;
        return Some(Next::Rest);
    }
    let topics = &walk.rules.flow.topics;
    let verified = walk.state.identity == Identity::Verified;
    if verified && reading.is_sure() && reading.pick(meant(reading), topics).is_some() {
        return None;
    }
    go_on()
}

/// After a turn of the customer's: who talks on is not called back.
pub fn settle(walk: &mut Walk<'_>) {
    let rules = walk.rules;
    let step = walk.state.step.as_deref().and_then(|name| rules.flow.step(name));
    if !step.is_some_and(|step| matches!(step.kind, Kind::Callback { .. })) {
        cancel(walk);
    }
}

/// Takes the moment away; true where there was one.
pub fn cancel(walk: &mut Walk<'_>) -> bool {
    let Some(callback) = walk.state.talk.callback.take() else { return false };
    if walk.facts.timers.contains_key(&Timer::Callback) {
        walk.enact(Effect::ClearTimer { timer: Timer::Callback });
    }
    if callback.pauses && matches!(walk.state.collection, Collection::Paused { .. }) {
        walk.state.collection = Collection::Active;
    }
    true
}

fn agree(walk: &mut Walk<'_>, wanted: Wanted) {
    cancel(walk);
    let asked = asked(walk, wanted);
    let given = nearest(walk, asked);
    let at = instant(walk, given);
    let pauses = walk.state.collection == Collection::Active && given.date() > walk.today();
    if pauses {
        let until = given.date();
        walk.state.collection = Collection::Paused { until };
        walk.enact(Effect::PauseCollection { until });
    }
    walk.note("outcome", "callback");
    walk.state.talk.callback = Some(Callback { at, pauses });
    walk.wake(Timer::Callback, at);
    let hours = ContactHours::default();
    let hour = |time: NaiveTime| Value::Count(i64::from(chrono::Timelike::hour(&time)));
    let key = if asked == given { "callback-agreed" } else { "callback-nearest" };
    let part = Part::new(key)
        .with("at", Value::Moment(given))
        .with("from", hour(hours.opens()))
        .with("to", hour(hours.closes()));
    walk.say(part);
    walk.leave = true;
}

/// The moment the words mean: a day alone means its morning, an hour alone the next one.
fn asked(walk: &Walk<'_>, wanted: Wanted) -> NaiveDateTime {
    let (now, today) = (walk.local(), walk.today());
    let usual = NaiveTime::from_hms_opt(REMINDER_HOUR, 0, 0).unwrap_or(NaiveTime::MIN);
    if let Some(wait) = wanted.wait.filter(|_| wanted.day.is_none() && wanted.time.is_none()) {
        return now + wait;
    }
    match (wanted.day, wanted.time) {
        (Some(day), time) => day.and_time(time.unwrap_or(usual)),
        (None, Some(time)) if today.and_time(time) > now => today.and_time(time),
        (None, Some(time)) => next_day(today).and_time(time),
        (None, None) => walk.calendar.next_banking_day(next_day(today)).and_time(usual),
    }
}

/// The moment nearest to the one asked for at which we may write first.
fn nearest(walk: &Walk<'_>, asked: NaiveDateTime) -> NaiveDateTime {
    let (now, hours) = (walk.local(), ContactHours::default());
    let hardship = walk.state.reason.is_some_and(crate::domain::debt::reason::Reason::is_hardship);
    let most = u64::from(walk.rules.policy.pause_days_max(hardship));
    let last = walk.today().checked_add_days(Days::new(most)).unwrap_or(walk.today());
    let day = walk.calendar.next_banking_day(asked.date().max(walk.today()));
    let latest = hours.closes() - TimeDelta::minutes(BEFORE_CLOSING);
    let time = asked.time().clamp(hours.opens(), latest.max(hours.opens()));
    let moved = if hours.allows(day.and_time(asked.time()), walk.calendar) {
        day.and_time(asked.time())
    } else {
        day.and_time(time)
    };
    let moved = if moved.date() > last {
        let mut day = last;
        while !walk.calendar.is_banking_day(day) && day > walk.today() {
            day = day.pred_opt().unwrap_or(last);
        }
        day.and_time(time)
    } else {
        moved
    };
    if moved > now { moved } else { opening_after(walk, now) }
}

/// The next opening on a later day.
fn opening_after(walk: &Walk<'_>, now: NaiveDateTime) -> NaiveDateTime {
    let midnight = next_day(now.date()).and_time(NaiveTime::MIN);
    ContactHours::default().next_opening(midnight, walk.calendar)
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

fn instant(walk: &Walk<'_>, local: NaiveDateTime) -> DateTime<Utc> {
    let there = walk.zone.from_local_datetime(&local).earliest();
    there.map_or_else(|| walk.moment(local.date(), REMINDER_HOUR), |moment| moment.to_utc())
}

/// The day and the hour that a message names.
fn named(reading: &Reading) -> Wanted {
    let mut wanted = Wanted::default();
    for value in reading.values() {
        match value {
            Found::Date { on, .. } => wanted.day = wanted.day.or(Some(*on)),
            Found::Time { hour, minute, part, bound } => {
                let time = match (hour, part) {
                    (Some(hour), part) => NaiveTime::from_hms_opt(waking(*hour, *part), *minute, 0),
                    (None, Some(part)) => part_of_day(*part, *bound),
                    (None, None) => None,
                };
                wanted.time = wanted.time.or(time);
            }
            Found::Duration { said, .. } => {
                wanted.wait = wanted.wait.or(match said.unit {
                    Unit::Minute => Some(TimeDelta::minutes(i64::from(said.count))),
                    Unit::Hour => Some(TimeDelta::hours(i64::from(said.count))),
                    Unit::Day | Unit::Week | Unit::Month | Unit::Year => None,
                });
            }
            Found::Money { .. }
            | Found::Count(_)
            | Found::Percent(_)
            | Found::Document(_)
            | Found::Phone(_)
            | Found::Digits(_)
            | Found::DayMonth { .. }
            | Found::DayOfMonth(_) => {}
        }
    }
    wanted
}

/// A small hour with no part of the day is the evening's: nobody is called at seven in the morning.
const fn waking(hour: u32, part: Option<DayPart>) -> u32 {
    match part {
        None if hour >= 1 && hour <= 7 => hour + 12,
        None | Some(DayPart::Morning | DayPart::Afternoon | DayPart::Night) => hour,
    }
}

/// The hour at which a part of the day is meant; after it, its end.
fn part_of_day(part: DayPart, bound: Option<DateBound>) -> Option<NaiveTime> {
    let after = bound == Some(DateBound::After);
    let hour = match part {
        DayPart::Morning if after => 13,
        DayPart::Morning => REMINDER_HOUR,
        DayPart::Afternoon if after => 18,
        DayPart::Afternoon => 14,
        DayPart::Night => 19,
    };
    NaiveTime::from_hms_opt(hour, 0, 0)
}
