//! Takes the logged turns of a conversation again and tells where they come out differently.
//!
//! Deciding is pure, so the same rules from the same log leave the same effects and states: audit,
//! regression test and debugger in one. Under another flow it tells what would change.

use std::collections::HashMap;
use std::sync::Arc;

use super::shelf::Pins;
use super::{App, Result};
use crate::domain::calendar::Calendar;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::state::State;
use crate::domain::dialogue::{Flow, Rules, Turn, advance, broken_handoff, moving};
use crate::domain::id::Id;
use crate::store::conversation;
use crate::store::release::Pin;
use crate::store::turn::{self, Logged, Outcome, state_hash};
use crate::store::{self};

/// What a replay came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replayed {
    /// Every turn came out as it is logged.
    Same {
        /// How many turns.
        turns: u32,
    },
    /// A turn came out differently; later ones were not tried.
    Differs(Box<Divergence>),
}

/// The first turn that came out differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Divergence {
    /// Its number.
    pub turn: u32,
    /// What differs.
    pub what: Difference,
    /// What the log says was done.
    pub logged: Vec<Effect>,
    /// What is done now.
    pub now: Vec<Effect>,
}

/// What differs in a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Other effects.
    Effects,
    /// The same effects, but another state.
    State,
    /// The turn broke, or no longer does; why.
    Outcome(String),
}

/// Takes a conversation's turns again, on its own flow or on another one.
///
/// # Errors
/// When the conversation is unknown, its rules can no longer be loaded, or the database refuses.
pub async fn conversation(
    app: &App,
    creditor: &str,
    id: &Id,
    other: Option<Arc<Flow>>,
) -> Result<Replayed> {
    let missing = || store::Error::missing(format!("conversation {id}"));
    let found = conversation::find(&app.db, creditor, id).await?.ok_or_else(missing)?;
    let log = turn::of(&app.db, creditor, id).await?;
    let began = conversation::began(&app.db, creditor, id).await?;
    let first = other.as_ref().map_or_else(|| began.flow.clone(), |flow| flow.reference());
    // Under another name the hash of the state differs by the name alone.
    let states = other.as_ref().is_none_or(|flow| flow.reference() == found.flow.reference);
    let ran_on = ran_on(app, creditor, &log, other).await?;
    Ok(log_of((&ran_on, &app.calendar), State { flow: first, ..began }, &log, states))
}

/// What each turn of a log ran on, by flow and policy; on another flow where one is given.
async fn ran_on(
    app: &App,
    creditor: &str,
    log: &[Logged],
    other: Option<Arc<Flow>>,
) -> Result<RanOn> {
    let mut known: HashMap<(Pin, Pin), Rules> = HashMap::new();
    let live = app.live();
    for logged in log {
        let key = (logged.flow.clone(), logged.policy.clone());
        if known.contains_key(&key) {
            continue;
        }
        let pins = Pins { flow: key.0.clone(), policy: key.1.clone() };
        let own = live.shelf.read_rules(&app.db, creditor, &pins).await?;
        let flow = other.clone().unwrap_or(own.flow);
        known.insert(key, Rules { flow, policy: own.policy });
    }
    Ok(RanOn { known, came_over: other.is_none() })
}

/// The rules of each turn.
struct RanOn {
    known: HashMap<(Pin, Pin), Rules>,
    /// True where turns come over to other rules as they did.
    came_over: bool,
}

fn log_of(
    (ran_on, calendar): (&RanOn, &Calendar),
    began: State,
    log: &[Logged],
    states: bool,
) -> Replayed {
    let mut state = began;
    let mut before: Option<(&Pin, &Pin)> = None;
    for logged in log {
        let Some(rules) = ran_on.known.get(&(logged.flow.clone(), logged.policy.clone())) else {
            continue;
        };
        let pins = (&logged.flow, &logged.policy);
        // The first turn may have put it into an arm of an experiment already.
        if ran_on.came_over && before.is_none_or(|before| before != pins) {
            moving::moved(&mut state, (&logged.flow.reference, &logged.policy.reference));
        }
        before = Some(pins);
        let (turn, outcome) = again(rules, calendar, &state, logged);
        let what = match outcome {
            Some(why) => Some(Difference::Outcome(why)),
            None if turn.effects != logged.effects => Some(Difference::Effects),
            None if states && state_hash(&turn.state) != logged.state_hash => {
                Some(Difference::State)
            }
            None => None,
        };
        if let Some(what) = what {
            let (turn, number) = (turn.effects, logged.number);
            return Replayed::Differs(Box::new(Divergence {
                turn: number,
                what,
                logged: logged.effects.clone(),
                now: turn,
            }));
        }
        state = turn.state;
    }
    Replayed::Same { turns: u32::try_from(log.len()).unwrap_or(u32::MAX) }
}

/// One turn again, and why its outcome is another, where it is.
pub(crate) fn again(
    rules: &Rules,
    calendar: &Calendar,
    state: &State,
    logged: &Logged,
) -> (Turn, Option<String>) {
    let broken = || broken_handoff(rules, calendar, state, &logged.facts, logged.at);
    let Some(event) = &logged.event else { return (broken(), None) };
    match (advance(rules, calendar, state, event, &logged.facts, logged.at), logged.outcome) {
        (Ok(turn), Outcome::Advanced) => (turn, None),
        (Ok(turn), Outcome::Broken) => (turn, Some("it no longer breaks".to_owned())),
        (Err(_), Outcome::Broken) => (broken(), None),
        (Err(why), Outcome::Advanced) => (broken(), Some(why.to_string())),
    }
}
