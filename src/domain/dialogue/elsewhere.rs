//! The same customer at another address: the talk goes on where it stood.
//!
//! What the other conversation last knew comes with the facts and is taken over only once it is
//! proved who is here; before that nothing of it is seen or said. An answer to a question that was
//! put elsewhere binds nothing here: the question is put again.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::effect::Effect;
use super::event::Timer;
use super::state::{Collection, Identity, Owner, State};
use super::step::Kind;
use super::text::Part;
use super::walk::{Carried, Next, Walk, meant};
use super::{steps, waiting};
use crate::domain::id::Id;
use crate::domain::understanding::{Intent, Reading};

/// Another conversation of the customer's, in which they spoke later than in this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    /// Its id.
    pub conversation: Id,
    /// What it knew.
    pub state: State,
    /// What it waited for.
    pub timers: BTreeMap<Timer, DateTime<Utc>>,
}

impl Elsewhere {
    /// The one of several in which the customer, once proved, spoke last; none where it was here.
    pub fn newest(own: &State, others: impl IntoIterator<Item = State>) -> Option<State> {
        let proved = others.into_iter().filter(|other| other.identity == Identity::Verified);
        let newest = proved.max_by_key(|other| other.talk.heard_at)?;
        // Without a proof here, what was heard here was nobody's.
        let here = own.talk.heard_at.filter(|_| own.identity == Identity::Verified);
        (newest.talk.heard_at > here).then_some(newest)
    }
}

/// Takes over what the other conversation knew, where there is one and it is proved who is here.
pub fn take_over(walk: &mut Walk<'_>) -> bool {
    if walk.state.identity != Identity::Verified {
        return false;
    }
    let Some(elsewhere) = walk.facts.elsewhere.take() else { return false };
    let Elsewhere { conversation, state, timers } = *elsewhere;
    walk.note("elsewhere", conversation.to_string());
    walk.carried = Some(Carried { agreed: agreed_meanwhile(walk) });
    carry(&mut walk.state, state);
    let known = |walk: &Walk<'_>, name: &String| walk.rules.flow.step(name).is_some();
    if walk.state.step.as_ref().is_some_and(|name| !known(walk, name)) {
        walk.state.step = Some(walk.rules.flow.resume.clone());
    }
    for (timer, at) in timers.into_iter().filter(|(timer, _)| *timer != Timer::Silence) {
        walk.wake(timer, at);
    }
    walk.enact(Effect::CarryOn { from: conversation });
    true
}

/// True where the terms that waited for a yes here became an agreement elsewhere.
fn agreed_meanwhile(walk: &Walk<'_>) -> bool {
    let heard = walk.state.talk.heard_at;
    let mut running = walk.facts.running();
    walk.state.proposal.is_some()
        && running.any(|agreement| heard.is_none_or(|heard| agreement.accepted_at > heard))
}

/// Puts what another conversation knew into this one, which keeps what is its own.
fn carry(own: &mut State, other: State) {
    let same_flow = own.flow == other.flow;
    carry_owner(own, &other);
    own.step = other.step.filter(|_| same_flow);
    own.reason = own.reason.or(other.reason);
    own.reason_asked |= other.reason_asked;
    own.intent = other.intent.or(own.intent);
    own.slots = other.slots;
    own.chosen = other.chosen;
    own.negotiation = other.negotiation;
    own.proposal = other.proposal;
    own.promising = other.promising;
    own.moving = other.moving;
    own.pausing = other.pausing;
    own.collection = strictest(own.collection, other.collection);
    own.missed = other.missed;
    own.words = last_words(other.words, std::mem::take(&mut own.words));
    own.abuses = own.abuses.max(other.abuses);
    own.asked = other.asked;
    own.talk = super::memory::Talk {
        heard_at: own.talk.heard_at.max(other.talk.heard_at),
        unsure: None,
        before: None,
        ..other.talk
    };
    own.pending = own.pending.take().or(other.pending);
    own.matter = other.matter.or(own.matter.take());
    own.requests.extend(other.requests);
    own.files = other.files;
    for (key, times) in other.used {
        let used = own.used.entry(key).or_default();
        *used = (*used).max(times);
    }
    own.opted_out |= other.opted_out;
    own.opted_at = own.opted_at.max(other.opted_at);
    own.closed = other.closed;
}

/// Who has the talk there has it here, but for a human who took this one since.
fn carry_owner(own: &mut State, other: &State) {
    let heard = other.talk.heard_at;
    if own.agent.as_ref().is_some_and(|agent| heard.is_none_or(|heard| agent.since > heard)) {
        return;
    }
    own.owner = other.owner;
    own.handoff.clone_from(&other.handoff);
    own.agent.clone_from(&other.agent);
    if own.agent.is_some() {
        own.taken_turn = own.turn;
    }
}

/// What was stopped stays stopped, and a pause stays one, wherever it began. That an address was a
/// stranger's says nothing about another.
fn strictest(own: Collection, other: Collection) -> Collection {
    match (own, other) {
        (Collection::Stopped { why }, _) if !why.is_a_strangers() => own,
        (_, Collection::Stopped { why }) if !why.is_a_strangers() => other,
        (Collection::Paused { until }, Collection::Paused { until: later }) if until > later => own,
        (_, Collection::Paused { .. }) => other,
        (Collection::Paused { .. }, _) => own,
        (Collection::Active | Collection::Stopped { .. }, _) => Collection::Active,
    }
}

fn last_words(mut earlier: Vec<String>, later: Vec<String>) -> Vec<String> {
    earlier.extend(later);
    let beyond = earlier.len().saturating_sub(MOST_WORDS);
    earlier.split_off(beyond)
}

/// The customer's last words that are kept.
const MOST_WORDS: usize = 6;

/// Right after the proof: goes on where it stood, or where the flow goes on otherwise.
pub fn resume(walk: &mut Walk<'_>, otherwise: &str) -> Next {
    // Its question is not the one that stood here; whatever is put is put anew.
    walk.state.asked = None;
    go_on(walk, otherwise)
}

/// A message that answers what was asked elsewhere, or says nothing of its own, is no answer here.
pub fn answer(walk: &mut Walk<'_>) -> Option<Next> {
    if walk.carried.is_none() || !is_bare(walk) {
        return None;
    }
    let resume = walk.rules.flow.resume.clone();
    Some(go_on(walk, &resume))
}

/// Says first that the talk goes on, where it was not said yet.
pub fn admit(walk: &mut Walk<'_>) {
    let keys = [ON, AGREED];
    let told = walk.message.parts.iter().any(|part| keys.contains(&part.key.as_str()));
    let ours = walk.state.owner == Owner::Bot;
    if walk.carried.is_some() && ours && !told && !walk.message.is_empty() && !walk.leave {
        walk.lead(Part::new(ON));
    }
}

/// That the talk goes on where it stood.
const ON: &str = "carried-on";

/// That what waited for a yes here was agreed on elsewhere.
const AGREED: &str = "carried-agreed";

fn go_on(walk: &mut Walk<'_>, otherwise: &str) -> Next {
    if walk.state.owner == Owner::Human {
        waiting::reassure(walk);
        return Next::Rest;
    }
    if walk.agreed_elsewhere() {
        walk.say(Part::new(AGREED).sensitive());
    }
    let rules = walk.rules;
    let step = walk.state.step.as_deref().and_then(|name| rules.flow.step(name));
    let asks =
        |step: &&super::step::Step| step.asks() && !matches!(step.kind, Kind::Identify { .. });
    let Some(step) = step.filter(asks).filter(|_| walk.state.pending.is_none()) else {
        return Next::Go(otherwise.to_owned());
    };
    if !walk.agreed_elsewhere() {
        walk.say(Part::new(ON));
    }
    steps::reopen(walk, step)
}

fn is_bare(walk: &Walk<'_>) -> bool {
    let Some(reading) = walk.heard.reading.filter(|_| walk.heard.choice.is_none()) else {
        return true;
    };
    let small = [
        Intent::Affirm,
        Intent::Deny,
        Intent::Acknowledge,
        Intent::Greet,
        Intent::Thanks,
        Intent::Menu,
        Intent::OutOfScope,
    ];
    reading.is_yes()
        || Reading::is_no(reading)
        || reading.selection.is_some()
        || small.contains(&meant(reading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::debt::reason::Reason;
    use crate::domain::dialogue::effect::StopReason;

    fn state(name: &str) -> State {
        State::new(Id::derive(&[name]), "negotiation@1".into(), "standard@1".into())
    }

    fn at(hour: u32) -> Option<DateTime<Utc>> {
        chrono::NaiveDate::from_ymd_opt(2026, 11, 23)?.and_hms_opt(hour, 0, 0).map(|t| t.and_utc())
    }

    #[test]
    fn only_a_proved_conversation_that_was_heard_later_is_gone_on_with() {
        let mut own = state("own");
        let mut other = state("other");
        other.talk.heard_at = at(10);
        assert_eq!(Elsewhere::newest(&own, [other.clone()]), None);

        other.identity = Identity::Verified;
        assert_eq!(Elsewhere::newest(&own, [other.clone()]), Some(other.clone()));

        own.talk.heard_at = at(11);
        assert_eq!(Elsewhere::newest(&own, [other.clone()]), Some(other.clone()));

        own.identity = Identity::Verified;
        assert_eq!(Elsewhere::newest(&own, [other.clone()]), None);
    }

    #[test]
    fn what_was_known_comes_along_and_what_is_of_here_stays() {
        let mut own = state("own");
        own.words = vec!["oi".into()];
        own.turn = 3;
        let mut other = state("other");
        other.reason = Some(Reason::Forgot);
        other.step = Some("offers".into());
        other.words = (1..=6).map(|number| number.to_string()).collect();

        carry(&mut own, other);

        assert_eq!((own.reason, own.step.as_deref()), (Some(Reason::Forgot), Some("offers")));
        assert_eq!(own.words, ["2", "3", "4", "5", "6", "oi"]);
        assert_eq!((own.conversation, own.turn), (Id::derive(&["own"]), 3));
    }

    #[test]
    fn a_stop_is_carried_but_not_that_an_address_was_a_strangers() {
        let wrong = Collection::Stopped { why: StopReason::WrongPerson };
        let legal = Collection::Stopped { why: StopReason::Legal };

        assert_eq!(strictest(Collection::Active, legal), legal);
        assert_eq!(strictest(legal, Collection::Active), legal);
        assert_eq!(strictest(Collection::Active, wrong), Collection::Active);
        assert_eq!(strictest(wrong, Collection::Active), Collection::Active);
    }
}
