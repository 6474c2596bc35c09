//! Silence: one soft word after a question that stays unanswered, and a short recap on return.
//!
//! A silence is never a refusal and never a yes. It knows the policy's limits and nothing of what
//! was asked; the question itself is put again by its step.

use chrono::{Days, TimeDelta};

use super::event::Timer;
use super::state::{Asked, Collection, Identity, Owner};
use super::step::{Kind, Step};
use super::text::{Part, Value};
use super::walk::{Next, Walk};
use crate::domain::conduct::{self, Forbidden};

/// Hours after which somebody who writes again is told where things stood.
const LONG_HOURS: i64 = 20;

/// Days over which our own words into a silence are counted.
const WEEK: u64 = 7;

/// How things stood when the customer wrote again after a long silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The offers on the table stand no more.
    expired: bool,
}

/// Notes that the customer was heard; tells whether it is after a long silence.
pub fn heard(walk: &mut Walk<'_>) -> Option<Absence> {
    let last = walk.state.talk.heard_at.replace(walk.now)?;
    let today = walk.today();
    let stale = |offer: &crate::domain::policy::offer::Offer| offer.valid_until < today;
    let expired = walk.state.negotiation.standing.iter().any(stale);
    (walk.now - last >= TimeDelta::hours(LONG_HOURS)).then_some(Absence { expired })
}

/// A yes that comes late binds nothing: what it would bind to is said again.
pub fn late(walk: &mut Walk<'_>, absence: Option<Absence>, step: &Step) -> Option<Next> {
    absence?;
    let yes = walk.heard.choice.is_none() && walk.heard.reading?.is_yes();
    let binds = matches!(step.kind, Kind::Confirm { .. } | Kind::Promise { .. });
    if !yes || !binds {
        return None;
    }
    walk.note("late", "a yes after a long silence");
    let today = walk.today();
    walk.state.promising = walk.state.promising.filter(|promising| promising.due > today);
    if matches!(step.kind, Kind::Confirm { .. }) {
        walk.reasked = true;
        return Some(Next::Go(step.name.clone()));
    }
    super::steps::again(walk, step);
    Some(Next::Rest)
}

/// Where the same question is asked again after a long silence, says first where things stood.
pub fn welcome(walk: &mut Walk<'_>, absence: Option<Absence>) {
    let Some(absence) = absence else { return };
    if !walk.reasked || walk.state.step != walk.from || walk.message.is_empty() {
        return;
    }
    let rules = walk.rules;
    let step = walk.state.step.as_deref().and_then(|name| rules.flow.step(name));
    let owed = walk.owed_on(walk.today()).total();
    let part = match step.map(|step| &step.kind) {
        _ if walk.state.identity != Identity::Verified => Part::new("back-hello"),
        Some(Kind::Offer { .. }) if absence.expired => Part::new("back-offers-expired").sensitive(),
        Some(Kind::Offer { .. }) => Part::new("back-offers").sensitive(),
        Some(Kind::Confirm { .. }) => Part::new("back-confirm").sensitive(),
        _ if owed.is_positive() => Part::new("back-debt").debt("total", Value::Money(owed)),
        _ => Part::new("back-hello"),
    };
    walk.lead(part);
}

/// After a turn of the customer's: looks after the question that stands, or stops looking.
pub fn watch(walk: &mut Walk<'_>) {
    let limits = walk.rules.policy.silence();
    let at = limits.filter(|_| is_open(walk) && !walk.leave && !walk.message.is_empty());
    if let Some(limits) = at {
        let at = walk.now + TimeDelta::hours(i64::from(limits.after_hours));
        let at = conduct::next_opening(at, walk.zone, walk.calendar);
        walk.wake(Timer::Silence, at);
    } else if walk.facts.timers.contains_key(&Timer::Silence) {
        walk.enact(super::effect::Effect::ClearTimer { timer: Timer::Silence });
    }
}

/// The time is over: one word that presses nobody and tells nothing.
pub fn nudge(walk: &mut Walk<'_>) -> Next {
    if !is_open(walk) || walk.rules.policy.silence().is_none() {
        walk.note("silence", "nothing stands open");
        return Next::Rest;
    }
    match walk.may_begin() {
        Ok(()) => {}
        Err(Forbidden::OutOfHours) => {
            let at = conduct::next_opening(walk.now, walk.zone, walk.calendar);
            walk.wake(Timer::Silence, at);
            return Next::Rest;
        }
        Err(forbidden) => {
            walk.note("forbidden", forbidden.as_str());
            return Next::Rest;
        }
    }
    let today = walk.today();
    walk.state.talk.nudged_on.push(today);
    walk.say_generic("nudge");
    walk.offer_choice("go-on", Part::new("label-continue"));
    walk.offer_choice("not-now", Part::new("label-later"));
    walk.state.asked = Some(Asked::GoOn);
    Next::Rest
}

/// True where a question of ours stands open and may be recalled.
fn is_open(walk: &mut Walk<'_>) -> bool {
    let rules = walk.rules;
    let step = walk.state.step.as_deref().and_then(|name| rules.flow.step(name));
    let asks = step.is_some_and(|step| step.asks() && !step.quiet && !is_a_matter(step));
    let active = walk.state.collection == Collection::Active && !walk.standing().opted_out;
    let ours = walk.state.owner == Owner::Bot && !walk.state.closed;
    asks && active && ours && walk.state.talk.heard_at.is_some() && may_again(walk)
}

/// A dispute or a claim is with people: nobody is reminded of it.
const fn is_a_matter(step: &Step) -> bool {
    matches!(step.kind, Kind::Dispute { .. } | Kind::Claim { .. } | Kind::Note { .. })
}

/// True where the week's limit is not reached.
fn may_again(walk: &mut Walk<'_>) -> bool {
    let since = walk.today().checked_sub_days(Days::new(WEEK));
    walk.state.talk.nudged_on.retain(|day| since.is_none_or(|since| *day > since));
    let most = walk.rules.policy.silence().map_or(0, |silence| silence.per_week);
    u32::try_from(walk.state.talk.nudged_on.len()).is_ok_and(|times| times < most)
}
