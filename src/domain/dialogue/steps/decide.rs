//! Takes the first branch whose conditions all hold.

use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::state::Collection;
use crate::domain::dialogue::step::When;
use crate::domain::dialogue::walk::{Next, Walk};

/// Decides.
pub fn enter(walk: &mut Walk<'_>, branches: &[(When, String)], otherwise: &str) -> Next {
    let taken = branches.iter().find(|(when, _)| holds(walk, when)).map(|(_, go)| go.clone());
    Next::Go(taken.unwrap_or_else(|| otherwise.to_owned()))
}

fn holds(walk: &Walk<'_>, when: &When) -> bool {
    let state = &walk.state;
    let is = |wanted: Option<bool>, fact: bool| wanted.is_none_or(|wanted| wanted == fact);
    let hardship = state.reason.is_some_and(Reason::is_hardship);
    let paused = matches!(state.collection, Collection::Paused { .. });
    let stopped = match state.collection {
        Collection::Stopped { why } => Some(why),
        Collection::Active | Collection::Paused { .. } => None,
    };
    let slots = &state.slots;
    let terms = slots.count.is_some() || slots.amount.is_some() || slots.down_payment.is_some();
    let pending = state.pending.as_ref().map(|pending| pending.about.as_str());
    let has = |all: &[String], code: &str| all.iter().any(|known| known == code);
    let twice = |key: &String| state.used.get(key).is_some_and(|times| *times >= 2);
    let text = walk.heard.reading.map(|reading| reading.text.as_str()).unwrap_or_default();
    let cue = |name: &String| walk.rules.flow.has_cue(name, text);
    let overdue = |days: u32| walk.owed_on(walk.today()).days_overdue >= days;
    (when.reason.is_empty() || state.reason.is_some_and(|reason| when.reason.contains(&reason)))
        && is(when.hardship, hardship)
        && is(when.reason_known, state.reason.is_some())
        && when.identity.is_none_or(|identity| identity == state.identity)
        && when.overdue_at_least.is_none_or(overdue)
        && is(when.agreement, walk.agreement().is_some())
        && is(when.promise, walk.facts.open_promise().is_some())
        && is(when.paused, paused)
        && (when.stopped.is_empty() || stopped.is_some_and(|why| when.stopped.contains(&why)))
        && is(when.monthly_known, slots.monthly.is_some())
        && is(when.terms_asked, terms)
        && is(when.received, walk.agreement().is_some_and(|it| it.received().is_positive()))
        && is(when.due_day_known, slots.due_day.is_some())
        && is(when.income_wanted, income_wanted(walk))
        && when.unsaid.as_ref().is_none_or(|key| !state.used.contains_key(key))
        && is(when.debts, !walk.presentable().is_empty())
        && is(when.matter, state.matter.is_some())
        && (when.pending.is_empty() || pending.is_some_and(|code| has(&when.pending, code)))
        && (when.said.is_empty() || when.said.iter().any(|key| state.used.contains_key(key)))
        && (when.said_twice.is_empty() || when.said_twice.iter().any(twice))
        && (when.cue.is_empty() || when.cue.iter().any(cue))
}

/// The income is asked for once, and only where the policy looks at it.
fn income_wanted(walk: &Walk<'_>) -> bool {
    walk.rules.policy.asks_income() && walk.state.slots.income.is_none()
}
