//! Another due date for a running agreement: within the policy, recapped, with an explicit yes.

use crate::domain::debt::agreement::Agreement;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::policy::{DateWish, Moved, Unmoved, latest_due, move_due_date};
use crate::domain::understanding::{Answer, Intent};

/// Proposes what was asked for already, else asks for the day.
pub fn enter(walk: &mut Walk<'_>, beyond: &str, none: &str) -> Next {
    walk.state.moving = None;
    if walk.agreement().is_none() {
        return Next::Go(none.to_owned());
    }
    if latest(walk).is_err() {
        walk.note("rule", "due date moves no more");
        return Next::Go(beyond.to_owned());
    }
    match wish(walk) {
        Some(wish) => propose(walk, wish, beyond),
        None => ask_day(walk, "due-date-ask"),
    }
}

/// Asks again: for the day, or for the yes.
pub fn again(walk: &mut Walk<'_>) {
    match walk.state.moving.clone() {
        Some(moving) => recap(walk, &moving),
        None => {
            ask_day(walk, "due-date-ask");
        }
    }
}

/// Hears a day, a clear yes or a no.
pub fn hear(walk: &mut Walk<'_>, [moved, kept, beyond]: [&String; 3]) -> Option<Next> {
    match walk.heard.choice {
        Some("confirm") => return agree(walk, moved),
        Some("keep") => return Some(keep(walk, kept)),
        Some(_) | None => {}
    }
    let reading = walk.heard.reading?;
    if super::promise::is_vague(reading) {
        return Some(ask_day(walk, "due-date-which"));
    }
    if let Some(wish) = wish(walk) {
        return Some(propose(walk, wish, beyond));
    }
    match reading.answer {
        Some(Answer::BindingYes) => agree(walk, moved),
        Some(Answer::Yes) if walk.state.moving.is_some() => {
            ask_yes(walk, "due-date-explicit");
            Some(Next::Rest)
        }
        Some(Answer::No) => Some(keep(walk, kept)),
        Some(Answer::Yes) | None => (meant(reading) == Intent::Deny).then(|| keep(walk, kept)),
    }
}

/// What was named: a day of the month for all of it, else a day for the next part.
fn wish(walk: &mut Walk<'_>) -> Option<DateWish> {
    let slots = &mut walk.state.slots;
    let (day, date) = (slots.due_day.take(), slots.date.take());
    day.map(DateWish::DayOfMonth).or(date.map(DateWish::Next))
}

fn latest(walk: &Walk<'_>) -> Result<chrono::NaiveDate, Unmoved> {
    let agreement = walk.agreement().ok_or(Unmoved::NotActive)?;
    latest_due(&walk.rules.policy, agreement, walk.calendar, walk.today())
}

fn propose(walk: &mut Walk<'_>, wish: DateWish, beyond: &str) -> Next {
    let Some(agreement) = walk.agreement() else { return Next::Go(beyond.to_owned()) };
    let today = walk.today();
    match move_due_date(&walk.rules.policy, agreement, walk.calendar, today, wish) {
        Ok(Moved { agreement, .. }) => {
            recap(walk, &agreement);
            walk.state.moving = Some(Box::new(agreement));
            Next::Rest
        }
        Err(why) => {
            walk.note("rule", why.code());
            refuse(walk, why, beyond)
        }
    }
}

fn refuse(walk: &mut Walk<'_>, why: Unmoved, beyond: &str) -> Next {
    walk.state.moving = None;
    match why {
        Unmoved::NotActive | Unmoved::Times { .. } | Unmoved::DayOfMonth => {
            Next::Go(beyond.to_owned())
        }
        Unmoved::TooFar { .. } => ask_day(walk, "due-date-too-far"),
        Unmoved::Past => ask_day(walk, "due-date-past"),
        Unmoved::Same => ask_day(walk, "due-date-same"),
    }
}

fn ask_day(walk: &mut Walk<'_>, key: &str) -> Next {
    let (Ok(until), Some(next)) =
        (latest(walk), walk.agreement().and_then(|agreement| agreement.next_open()).cloned())
    else {
        return Next::Rest;
    };
    let part = Part::new(key)
        .debt("amount", Value::Money(next.left()))
        .debt("due", Value::Date(next.due))
        .debt("until", Value::Date(until));
    walk.say(part);
    walk.offer_choice("keep", Part::new("label-keep-date"));
    Next::Rest
}

/// Says what would change: the next part, or all that is left.
fn recap(walk: &mut Walk<'_>, moving: &Agreement) {
    let Some(before) = walk.agreement() else { return };
    let (Some(old), Some(next)) = (before.next_open(), moving.next_open()) else { return };
    let from = old.due;
    let changed = before.instalments.iter().zip(&moving.instalments);
    let changed = changed.filter(|(before, after)| before.due != after.due).count();
    let open = moving.instalments.iter().filter(|part| !part.is_paid());
    let dates: Vec<_> = open.map(|part| part.due).collect();
    let key = match (changed, dates.len()) {
        (_, 1) => "due-date-recap-only",
        (1, _) => "due-date-recap",
        _several => "due-date-recap-all",
    };
    let part = Part::new(key)
        .debt("amount", Value::Money(next.left()))
        .debt("from", Value::Date(from))
        .debt("to", Value::Date(next.due))
        .debt("dates", Value::Dates(dates));
    walk.say(part);
    ask_yes(walk, "due-date-confirm");
}

fn ask_yes(walk: &mut Walk<'_>, key: &str) {
    walk.say(Part::new(key).sensitive());
    walk.offer_choice("confirm", Part::new("label-confirm"));
    walk.offer_choice("keep", Part::new("label-keep-date"));
}

fn keep(walk: &mut Walk<'_>, kept: &str) -> Next {
    walk.state.moving = None;
    walk.say(Part::new("due-date-kept").sensitive());
    Next::Go(kept.to_owned())
}

fn agree(walk: &mut Walk<'_>, moved: &str) -> Option<Next> {
    let agreement = *walk.state.moving.take()?;
    let next = agreement.next_open().cloned()?;
    walk.note("outcome", "due date moved");
    walk.enact(Effect::MoveDueDates { agreement });
    super::watch::set(walk);
    let part = Part::new("due-date-moved")
        .debt("amount", Value::Money(next.left()))
        .debt("due", Value::Date(next.due));
    walk.say(part);
    Some(Next::Go(moved.to_owned()))
}
