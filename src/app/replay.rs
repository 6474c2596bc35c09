//! Takes the logged turns of a conversation again and tells where they come out differently.
//!
//! Deciding is pure, so the same rules from the same log leave the same effects and states: audit,
//! regression test and debugger in one. Under another flow it tells what would change.

use std::sync::Arc;

use super::shelf::Pins;
use super::{App, Result};
use crate::domain::calendar::Calendar;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::state::State;
use crate::domain::dialogue::{Flow, Rules, Turn, advance, broken_handoff};
use crate::domain::id::Id;
use crate::store::conversation;
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
    let pins = Pins { flow: found.flow.clone(), policy: found.policy.clone() };
    let own = app.shelf.read_rules(&app.db, creditor, &pins).await?;
    let rules = Rules { flow: other.unwrap_or_else(|| own.flow.clone()), policy: own.policy };
    let began = conversation::began(&app.db, creditor, id).await?;
    let began = State { flow: rules.flow.reference(), ..began };
    // Under another name the hash of the state differs by the name alone.
    let states = began.flow == found.flow.reference;
    Ok(log_of(&rules, &app.calendar, began, &log, states))
}

fn log_of(
    rules: &Rules,
    calendar: &Calendar,
    began: State,
    log: &[Logged],
    states: bool,
) -> Replayed {
    let mut state = began;
    for logged in log {
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
