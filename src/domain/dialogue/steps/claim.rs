//! "It is paid": done, or arranged for a day. Either way nobody collects while it is looked into.

use chrono::{Days, NaiveDate};

use super::{pause, tell, which};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::matter::{About, Matter, Pending, Waiting};
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk};
use crate::domain::understanding::{Detail, Intent, Reading};

/// Days for which a customer who says it is paid is left in peace.
const CLAIM_DAYS: u64 = 5;

/// Banking days that a bank takes to tell of a payment.
const CLEARING_DAYS: u32 = 2;

/// Records it; a payment that is only arranged needs its day.
pub fn enter(walk: &mut Walk<'_>, [paid, proved, scheduled, later]: [&String; 4]) -> Next {
    let told = take(walk);
    if told.about != Waiting::Scheduled {
        let proof = record(walk, &told, None);
        rest(walk);
        return Next::Go(if proof { proved } else { paid }.clone());
    }
    if let Some(on) = told.on {
        return arrange(walk, &told, on, [scheduled, later]);
    }
    rest(walk);
    walk.state.pending = Some(told);
    ask(walk);
    Next::Rest
}

/// Asks for the day.
pub fn ask(walk: &mut Walk<'_>) {
    walk.say(Part::new("claim-which-day"));
    walk.offer_choice("unsure", Part::new("label-unsure-day"));
}

/// Hears the day, or that it is not known.
pub fn hear(walk: &mut Walk<'_>, [scheduled, later]: [&String; 2]) -> Option<Next> {
    if let Some(on) = walk.heard.reading.and_then(Reading::first_date) {
        walk.state.slots.date = None;
        let told = take(walk);
        return Some(arrange(walk, &told, on, [scheduled, later]));
    }
    let unsure = walk.heard.choice == Some("unsure") || walk.heard.reading?.is_no();
    unsure.then(|| {
        let told = take(walk);
        record(walk, &told, None);
        let until = walk.calendar.add_banking_days(walk.today(), CLEARING_DAYS * 2);
        pause::rest_until(walk, until);
        walk.say(Part::new("claim-unsure").with("until", Value::Date(until)));
        Next::Go(scheduled.clone())
    })
}

/// What was said: now, or before it was known who said it.
fn take(walk: &mut Walk<'_>) -> Pending {
    let earlier = walk.state.pending.take();
    let earlier = earlier.filter(|p| matches!(p.about, Waiting::Paid | Waiting::Scheduled));
    let heard = walk.heard.reading.filter(|reading| reading.has(Intent::AlreadyPaid));
    if heard.is_none()
        && let Some(earlier) = earlier
    {
        return earlier;
    }
    claimed(walk)
}

/// What this message claims: a day to come means that it is only arranged.
pub fn claimed(walk: &mut Walk<'_>) -> Pending {
    let reading = walk.heard.reading;
    let detail = reading.and_then(|reading| reading.detail_of(Intent::AlreadyPaid));
    let day = reading.and_then(Reading::first_date);
    let to_come = day.filter(|day| *day > walk.today());
    let arranged = detail == Some(Detail::Scheduled) || detail.is_none() && to_come.is_some();
    if arranged {
        // The day is the payment's: it is no wish of another kind.
        walk.state.slots.date = None;
    }
    let about = if arranged { Waiting::Scheduled } else { Waiting::Paid };
    let on = if arranged { day.filter(|day| *day >= walk.today()) } else { day };
    Pending { about, words: tell::words(walk), on }
}

/// A day within the promise's limit is waited for; beyond it, it is a promise to be spoken about.
fn arrange(
    walk: &mut Walk<'_>,
    told: &Pending,
    on: NaiveDate,
    [scheduled, later]: [&String; 2],
) -> Next {
    let today = walk.today();
    let most = Days::new(u64::from(walk.rules.policy.promise().max_days));
    if today.checked_add_days(most).is_some_and(|last| on > last) {
        walk.state.slots.date = Some(on);
        return Next::Go(later.clone());
    }
    let on = walk.calendar.next_banking_day(on.max(today));
    let until = walk.calendar.add_banking_days(on, CLEARING_DAYS);
    record(walk, told, Some(on));
    pause::rest_until(walk, until);
    let part = Part::new("claim-scheduled").with("on", Value::Date(on));
    walk.say(part.with("until", Value::Date(until)));
    Next::Go(scheduled.clone())
}

/// Writes the claim down; true where a proof came with it.
fn record(walk: &mut Walk<'_>, told: &Pending, scheduled: Option<NaiveDate>) -> bool {
    let about = which::about(walk);
    let all = || about.iter().map(|invoice| invoice.id.clone()).collect();
    let invoices = which::told(walk, &about).unwrap_or_else(all);
    let proof = std::mem::take(&mut walk.state.files) > 0 || super::note::is_file(walk.heard.media);
    let (id, words) = (walk.name(), told.words.clone());
    walk.state.matter = Some(Matter { id: id.clone(), about: About::PaidClaim, answer_by: None });
    walk.enact(Effect::RecordPaidClaim { id, invoices, proof, scheduled, words });
    proof
}

fn rest(walk: &mut Walk<'_>) {
    let until = walk.today().checked_add_days(Days::new(CLAIM_DAYS)).unwrap_or(walk.today());
    let until = walk.calendar.next_banking_day(until);
    walk.hold_until(until);
}
