//! A question with choices, whose answer may fill a slot.

use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::absorb;
use crate::domain::dialogue::step::{Ask, Slot, Step};
use crate::domain::dialogue::text::Part;
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::understanding::{Expectation, Intent, Meaning, Reading};

/// Asks; a slot that is filled already is not asked for.
pub fn enter(walk: &mut Walk<'_>, ask: &Ask) -> Next {
    if let (Some(slot), Some(heard)) = (ask.slot, &ask.heard) {
        if slot == Slot::Reason && walk.state.reason_asked {
            absorb::reason_told(walk, Reason::Undisclosed, false);
        }
        if filled(walk, slot) {
            return Next::Go(heard.clone());
        }
        if slot == Slot::Reason {
            walk.state.reason_asked = true;
        }
    }
    again(walk, ask);
    Next::Rest
}

/// Asks the question with its choices.
pub fn again(walk: &mut Walk<'_>, ask: &Ask) {
    walk.say_generic(&ask.say);
    for option in &ask.options {
        walk.offer_choice(&option.id, Part::new(&option.label));
    }
}

/// Hears a choice, a filled slot, or a yes or no where they were choices.
pub fn hear(walk: &mut Walk<'_>, ask: &Ask, step: &Step) -> Option<Next> {
    if let Some(choice) = walk.heard.choice {
        let option = ask.options.iter().find(|option| option.id == choice)?;
        if let Some(reason) = option.reason {
            absorb::reason_told(walk, reason, true);
        }
        return Some(Next::Go(option.go.clone()));
    }
    let by_answer = yes_or_no(walk, ask, step);
    if by_answer.is_some() {
        return by_answer;
    }
    let slot = ask.slot?;
    if slot == Slot::Reason && is_topic_of_its_own(walk) {
        return None;
    }
    take(walk, slot);
    if slot == Slot::Reason && walk.state.reason.is_none() {
        return other_reason(walk, ask);
    }
    let heard = ask.heard.clone()?;
    filled(walk, slot).then_some(Next::Go(heard))
}

/// A kind that has a topic of its own says more than the reason that it also is.
fn is_topic_of_its_own(walk: &Walk<'_>) -> bool {
    walk.heard.reading.is_some_and(|reading| {
        let detail = reading.detail.filter(|_| reading.is_sure());
        detail.is_some_and(|kind| walk.rules.flow.topics.contains_key(&Meaning::kind(kind)))
    })
}

/// A yes or a no chooses the options named so, or the intents that the step hears.
fn yes_or_no(walk: &Walk<'_>, ask: &Ask, step: &Step) -> Option<Next> {
    let reading = walk.heard.reading?;
    let (id, intent) = if reading.is_yes() {
        ("yes", Intent::Affirm)
    } else if reading.is_no() {
        ("no", Intent::Deny)
    } else {
        return None;
    };
    if !matches!(ask.expect, Expectation::YesNo | Expectation::Identity) {
        return None;
    }
    let option = ask.options.iter().find(|option| option.id == id).map(|option| &option.go);
    option.or_else(|| reading.pick(intent, &step.hear)).map(|go| Next::Go(go.clone()))
}

/// Any words will do for a reason: it is asked once, and nobody is pressed.
fn other_reason(walk: &mut Walk<'_>, ask: &Ask) -> Option<Next> {
    let reading = walk.heard.reading?;
    if reading.pick(meant(reading), &walk.rules.flow.topics).is_some() && reading.is_sure() {
        return None;
    }
    let words = reading.text.split_whitespace().count();
    let asks = |intent: &Intent| reading.pick(*intent, &walk.rules.flow.topics).is_some();
    let strange = meant(reading) == Intent::OutOfScope
        && (words < WORDS_OF_A_STORY || reading.text.contains('?'));
    let rude = reading.has(Intent::Abusive) || reading.language.is_some();
    if !reading.is_no() && (strange || rude || reading.also.iter().any(asks)) {
        return None;
    }
    let said = words >= 2;
    let reason = if reading.is_no() { Reason::Undisclosed } else { Reason::Other };
    let heard = ask.heard.clone().filter(|_| said || reading.is_no())?;
    absorb::reason_told(walk, reason, true);
    Some(Next::Go(heard))
}

/// Words from which something that fits no reason may still be a story.
const WORDS_OF_A_STORY: usize = 4;

/// A sum named in answer to this very question is meant for it.
fn take(walk: &mut Walk<'_>, slot: Slot) {
    let Some(reading) = walk.heard.reading else { return };
    let slots = &mut walk.state.slots;
    match slot {
        Slot::Monthly if reading.first_money().is_some() => {
            slots.monthly = reading.first_money();
            slots.amount = None;
        }
        Slot::Income if reading.first_money().is_some() && !is_offer(reading) => {
            slots.income = reading.first_money();
            slots.amount = None;
        }
        Slot::DueDay => {
            let day = reading.first_date().map(|day| chrono::Datelike::day(&day));
            if day.is_some() {
                slots.due_day = day;
                slots.date = None;
            }
        }
        Slot::Reason | Slot::Monthly | Slot::Income | Slot::Date => {}
    }
}

/// A sum with how it would be paid is no income.
fn is_offer(reading: &Reading) -> bool {
    let pays = [Intent::PayNow, Intent::Settle, Intent::PromiseToPay, Intent::AskInstalments];
    reading.count().is_some() || reading.monthly().is_some() || pays.contains(&meant(reading))
}

pub fn filled(walk: &Walk<'_>, slot: Slot) -> bool {
    match slot {
        Slot::Reason => walk.state.reason.is_some(),
        Slot::Monthly => walk.state.slots.monthly.is_some(),
        Slot::Income => walk.state.slots.income.is_some(),
        Slot::Date => walk.state.slots.date.is_some(),
        Slot::DueDay => walk.state.slots.due_day.is_some(),
    }
}
