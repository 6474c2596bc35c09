//! Wakes the conversation in time for what was agreed: the day before, the day, the limit.
//!
//! Several agreements and promises may run at once; a timer is for whichever comes first and is
//! set again when it fired. What is said then is `happening`'s.

use chrono::{Days, NaiveDate};

use crate::domain::debt::promise::Promise;
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::walk::Walk;

/// The local hour at which reminders go out.
pub const REMINDER_HOUR: u32 = 10;

/// Days after the promised one on which a payment still keeps it.
const TOLERANCE_DAYS: u64 = 3;

/// Sets the timers for what is due next; one that is not needed any more finds nothing to say.
pub fn set(walk: &mut Walk<'_>) {
    // Where the customer speaks now, there they are reminded.
    if walk.facts.elsewhere.is_some() {
        return;
    }
    let ahead = |day: &NaiveDate| walk.moment(*day, REMINDER_HOUR) > walk.now;
    let reminders = walk.rules.policy.promise().reminders;
    let facts = &walk.facts;
    let parts = facts.running().filter_map(|it| Some((it, it.next_open()?.due)));
    let parts: Vec<(u32, NaiveDate)> = parts.map(|(it, due)| (it.broken_after_days, due)).collect();
    let promised: Vec<NaiveDate> = facts.promised().map(|promise| promise.due).collect();
    let eve = |due: NaiveDate| due.checked_sub_days(Days::new(1)).filter(ahead);
    let eves = parts.iter().filter_map(|(_, due)| eve(*due));
    let day_itself = |due: NaiveDate| Some(due).filter(|due| reminders > 1 && ahead(due));
    let kept_in_mind = promised.iter().filter(|_| reminders > 0);
    let kept_in_mind = kept_in_mind.filter_map(|due| eve(*due).or_else(|| day_itself(*due)));
    let reminder = eves.chain(kept_in_mind).min();
    let instalment = parts.iter().map(|(days, due)| after(*due, u64::from(*days))).min();
    let promise = promised.iter().map(|due| after(*due, TOLERANCE_DAYS)).min();
    wake(walk, Timer::Reminder, reminder);
    wake(walk, Timer::InstalmentDue, instalment);
    wake(walk, Timer::PromiseDue, promise);
}

/// True once a promise's day and what is forgiven after it have passed.
pub fn is_missed(promise: &Promise, today: NaiveDate) -> bool {
    promise.is_open() && today >= after(promise.due, TOLERANCE_DAYS)
}

/// The first day beyond a limit of days.
fn after(due: NaiveDate, days: u64) -> NaiveDate {
    due.checked_add_days(Days::new(days + 1)).unwrap_or(due)
}

fn wake(walk: &mut Walk<'_>, timer: Timer, day: Option<NaiveDate>) {
    let Some(day) = day else { return };
    let at = walk.moment(day, REMINDER_HOUR);
    if walk.facts.timers.get(&timer) != Some(&at) {
        walk.wake(timer, at);
    }
}
