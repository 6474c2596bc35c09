//! Offers to leave the customer in peace until a day.

use chrono::{Days, NaiveDate};

use super::watch::REMINDER_HOUR;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::state::Collection;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::Intent;

/// Days proposed where the customer named no day.
const USUAL_DAYS: u32 = 30;

/// Proposes a day: the one the customer named, where the policy allows it.
pub fn enter(walk: &mut Walk<'_>) -> Next {
    let named = walk.state.slots.date.take();
    propose(walk, named);
    Next::Rest
}

/// Proposes the day again.
pub fn again(walk: &mut Walk<'_>) {
    let named = walk.state.pausing;
    propose(walk, named);
}

/// Hears a yes, a no, or another day.
pub fn hear(walk: &mut Walk<'_>, paused: &str, declined: &str) -> Option<Next> {
    match walk.heard.choice {
        Some("yes") => return pause(walk, paused),
        Some("no") => return Some(Next::Go(declined.to_owned())),
        Some(_) | None => {}
    }
    let reading = walk.heard.reading?;
    if let Some(date) = reading.first_date() {
        walk.state.slots.date = None;
        propose(walk, Some(date));
        return Some(Next::Rest);
    }
    if reading.is_yes() || meant(reading) == Intent::Affirm {
        return pause(walk, paused);
    }
    (reading.is_no() || meant(reading) == Intent::Deny).then(|| Next::Go(declined.to_owned()))
}

/// Leaves the customer in peace until a day, and comes back then.
pub fn rest_until(walk: &mut Walk<'_>, until: NaiveDate) {
    walk.note("outcome", "pause");
    walk.state.pausing = Some(until);
    walk.state.collection = Collection::Paused { until };
    walk.enact(Effect::PauseCollection { until });
    let at = walk.moment(until, REMINDER_HOUR);
    walk.wake(Timer::PauseEnds, at);
}

fn propose(walk: &mut Walk<'_>, named: Option<NaiveDate>) {
    let until = allowed(walk, named);
    walk.state.pausing = Some(until);
    walk.say(Part::new("pause-offer").with("until", Value::Date(until)));
    walk.offer_choice("yes", Part::new("label-yes"));
    walk.offer_choice("no", Part::new("label-no"));
}

/// The day named, inside what the policy allows, on a banking day.
fn allowed(walk: &Walk<'_>, named: Option<NaiveDate>) -> NaiveDate {
    let today = walk.today();
    let hardship = walk.state.reason.is_some_and(crate::domain::debt::reason::Reason::is_hardship);
    let most = walk.rules.policy.pause_days_max(hardship);
    let after = |days: u32| today.checked_add_days(Days::new(u64::from(days))).unwrap_or(today);
    let wanted = named.filter(|day| *day > today).unwrap_or(after(USUAL_DAYS.min(most)));
    let mut day = walk.calendar.next_banking_day(wanted.min(after(most)));
    while day > after(most) {
        day = day.pred_opt().unwrap_or(today);
        if walk.calendar.is_banking_day(day) {
            break;
        }
    }
    day
}

fn pause(walk: &mut Walk<'_>, paused: &str) -> Option<Next> {
    let until = walk.state.pausing?;
    rest_until(walk, until);
    walk.say(Part::new("pause-done").with("until", Value::Date(until)));
    Some(Next::Go(paused.to_owned()))
}
