//! Has something done that is no talk: silence, stop, dispute, claim.

use chrono::Days;

use super::{debts, pause};
use crate::domain::debt::invoice::Invoice;
use crate::domain::dialogue::absorb;
use crate::domain::dialogue::effect::{Effect, StopReason};
use crate::domain::dialogue::event::{Media, Timer};
use crate::domain::dialogue::state::{Collection, Identity, Slots};
use crate::domain::dialogue::step::Act;
use crate::domain::dialogue::walk::{Next, Walk};

/// Banking days of a short pause.
const SHORT_PAUSE: u32 = 2;

/// Days for which a customer who says it is paid is left in peace.
const CLAIM_DAYS: u64 = 5;

/// Does it, says so, goes on.
pub fn enter(walk: &mut Walk<'_>, act: Act, say: Option<&str>, go: &str) -> Next {
    match act {
        Act::OptOut => {
            walk.state.opted_out = true;
            walk.enact(Effect::OptOut);
            stop(walk, StopReason::OptOut);
        }
        Act::WrongPerson => {
            walk.state.identity = Identity::Unknown;
            walk.enact(Effect::SuppressAddress);
            stop(walk, StopReason::WrongPerson);
        }
        Act::Dispute => dispute(walk),
        Act::PaidClaim => claim(walk),
        Act::StopDistress => stop(walk, StopReason::Distress),
        Act::StopDeceased => stop(walk, StopReason::Deceased),
        Act::StopLegal => stop(walk, StopReason::Legal),
        Act::ShortPause => short_pause(walk),
        Act::StartOver => start_over(walk),
    }
    if let Some(say) = say {
        walk.say_generic(say);
    }
    Next::Go(go.to_owned())
}

fn stop(walk: &mut Walk<'_>, why: StopReason) {
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

/// The invoices named, else those it is about, are contested and no longer collected.
fn dispute(walk: &mut Walk<'_>) {
    let about = contested(walk);
    let told = walk.heard.reading.and_then(|reading| debts::told(walk, reading, &about));
    let told = told.filter(|told| !told.is_empty());
    let all = || about.iter().map(|invoice| invoice.id.clone()).collect();
    let invoices = told.unwrap_or_else(all);
    let words = walk.heard.reading.map(|reading| absorb::short(&reading.text)).unwrap_or_default();
    let id = walk.name();
    walk.enact(Effect::OpenDispute { id, invoices, words });
    if walk.presentable().is_empty() {
        stop(walk, StopReason::Dispute);
    }
}

/// What a dispute or a claim is about: what is shown, else what an agreement settles.
fn contested(walk: &Walk<'_>) -> Vec<Invoice> {
    let shown = walk.invoices();
    if !shown.is_empty() {
        return shown;
    }
    let agreed = walk.agreement().map(|agreement| agreement.invoices.clone()).unwrap_or_default();
    walk.facts.invoices.iter().filter(|invoice| agreed.contains(&invoice.id)).cloned().collect()
}

fn claim(walk: &mut Walk<'_>) {
    let id = walk.name();
    let invoices = contested(walk).into_iter().map(|invoice| invoice.id).collect();
    let proof = matches!(walk.heard.media, Some(Media::Image | Media::Document));
    walk.enact(Effect::RecordPaidClaim { id, invoices, proof });
    let until = walk.today().checked_add_days(Days::new(CLAIM_DAYS)).unwrap_or(walk.today());
    let until = walk.calendar.next_banking_day(until);
    walk.state.collection = Collection::Paused { until };
    walk.enact(Effect::PauseCollection { until });
}

/// To think, to find a moment, to see a payment arrive: two days, on a banking day.
fn short_pause(walk: &mut Walk<'_>) {
    let until = walk.calendar.add_banking_days(walk.today(), SHORT_PAUSE);
    pause::rest_until(walk, until);
}

/// Forgets what was being talked about; tries, offers and the ladder stay.
fn start_over(walk: &mut Walk<'_>) {
    walk.state.proposal = None;
    walk.state.promising = None;
    walk.state.moving = None;
    walk.state.pausing = None;
    walk.state.chosen.clear();
    walk.state.slots = Slots::default();
}
