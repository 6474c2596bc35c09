//! Has something done that is no talk: silence, stop, a pause.

use super::pause;
use crate::domain::dialogue::effect::{Effect, StopReason};
use crate::domain::dialogue::event::Timer;
use crate::domain::dialogue::state::{Collection, Identity, Owner, Slots};
use crate::domain::dialogue::step::Act;
use crate::domain::dialogue::walk::{Next, Walk};

/// Banking days of a short pause.
const SHORT_PAUSE: u32 = 2;

/// Does it, says so, goes on.
pub fn enter(walk: &mut Walk<'_>, act: Act, say: Option<&str>, go: &str) -> Next {
    match act {
        Act::OptOut => {
            walk.state.opted_out = true;
            walk.state.opted_at = Some(walk.now);
            walk.enact(Effect::OptOut);
            stop(walk, StopReason::OptOut);
        }
        Act::WrongPerson => {
            walk.state.identity = Identity::Unknown;
            walk.enact(Effect::SuppressAddress);
            stop(walk, StopReason::WrongPerson);
        }
        Act::Leave => leave(walk),
        Act::NewCode => new_code(walk),
        Act::StopDistress => stop(walk, StopReason::Distress),
        Act::StopDeceased => stop(walk, StopReason::Deceased),
        Act::StopLegal => stop(walk, StopReason::Legal),
        Act::ShortPause => short_pause(walk),
        Act::StartOver => start_over(walk),
        Act::SomeoneElse => someone_else(walk),
        Act::RightPerson => walk.state.collection = Collection::Active,
    }
    if let Some(say) = say {
        walk.say_generic(say);
    }
    Next::Go(go.to_owned())
}

/// Stops collecting and forgets what was waited for.
pub fn stop(walk: &mut Walk<'_>, why: StopReason) {
    let strangers = [StopReason::WrongPerson, StopReason::Deceased];
    let stranger =
        matches!(walk.state.collection, Collection::Stopped { why } if strangers.contains(&why));
    if !stranger {
        walk.state.collection = Collection::Stopped { why };
    }
    walk.note("outcome", "stopped");
    walk.enact(Effect::StopCollection { why });
    let timers: Vec<Timer> = walk.facts.timers.keys().copied().collect();
    for timer in timers {
        walk.enact(Effect::ClearTimer { timer });
    }
}

/// The human who has the case has the talk from here on.
fn leave(walk: &mut Walk<'_>) {
    if walk.state.handoff.is_some() {
        walk.state.owner = Owner::Human;
    }
}

/// The codes that could still be paid are withdrawn, so that a new one is made.
fn new_code(walk: &mut Walk<'_>) {
    let open = walk.facts.charges.iter().filter(|charge| charge.is_open());
    let open: Vec<_> = open.map(|charge| charge.id.clone()).collect();
    for charge in open {
        walk.enact(Effect::CancelCharge { charge });
    }
}

/// To think, to find a moment, to see a payment arrive: two days, on a banking day.
fn short_pause(walk: &mut Walk<'_>) {
    let until = walk.calendar.add_banking_days(walk.today(), SHORT_PAUSE);
    pause::rest_until(walk, until);
}

/// What was proved was proved by another: nothing more is revealed, nothing waits for a yes.
fn someone_else(walk: &mut Walk<'_>) {
    if walk.state.identity == Identity::Verified {
        walk.note("identity", "someone else speaks");
        walk.state.identity = Identity::Unknown;
    }
    walk.state.proposal = None;
    walk.state.promising = None;
    walk.state.talk.left = None;
    walk.state.talk.before = None;
    walk.state.talk.unsure = None;
}

/// Forgets what was being talked about; tries, offers and the ladder stay.
fn start_over(walk: &mut Walk<'_>) {
    walk.state.proposal = None;
    walk.state.promising = None;
    walk.state.moving = None;
    walk.state.pausing = None;
    walk.state.chosen.clear();
    walk.state.slots = Slots::default();
    walk.state.talk.left = None;
    walk.state.talk.before = None;
}
