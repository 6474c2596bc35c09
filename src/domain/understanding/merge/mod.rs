//! Weighs a hint against our own reading: it may add recall and settle doubt, and no more.
//!
//! Whatever a hint says, these hold: a reading without doubt stays as it is; a safety reading of
//! ours stays first and stays said; a yes that binds is only ever our own strict matcher's, and a no
//! stays a no; a value is one that our own parser finds in the customer's own text; what is
//! unsure is dropped. The tests hold it to them, over arbitrary hints.

use super::hint::{Hint, Mention, Proposal, Sort, Sure, Weighed};
use super::intent::{Answer, Expectation, Intent, Kind};
use super::reading::{Entity, Reading, SURE, Value};

/// The confidence of an intent that a certain hint names and we did not.
const HEEDED: u16 = 750;
/// The same where we had thought of it ourselves.
const AGREED: u16 = 800;
/// The confidence of an alarm that a hint is certain of: it must be heard at once.
const ALARM: u16 = 900;
/// The confidence of what is likely: enough for alarms but the gravest, to be asked back else.
const LIKELY: u16 = 650;
/// Below this our own guess gives way to what is likely.
const WEAK: u16 = 450;
/// The most that is said besides, after a hint.
const MOST_ALSO: usize = 5;

/// What our own side brings to the weighing.
#[derive(Clone, Copy, Debug)]
pub struct Ours<'a> {
    /// What the question before asked for.
    pub expected: Expectation,
    /// The values that our parser finds in the text, were it asked for sums, days or counts.
    pub found: &'a [Entity],
}

/// Weighs a hint against our reading of the same message.
pub fn merge(mut reading: Reading, hint: &Hint, ours: Ours<'_>) -> Reading {
    let Some(doubt) = reading.doubt() else { return reading };
    let mut weighed = Weighed {
        doubt,
        own: reading.intent,
        own_confidence: reading.confidence,
        hint: hint.clone(),
        heeded: Vec::new(),
        values: 0,
    };
    // Without a sure word on the whole message nothing else of it is trusted.
    let heard = |one: &Proposal| one.sure > Sure::Unsure && !contradicts(one.intent, &reading);
    let said: Vec<Proposal> = hint.says.iter().copied().filter(heard).collect();
    let alarm = said.iter().filter(|one| is_alarm(one.intent)).max_by_key(|one| one.sure).copied();
    let first = alarm.or_else(|| said.first().copied());
    if let Some(first) = first {
        lead(&mut reading, first, &mut weighed);
        add_all(&mut reading, &said, &mut weighed);
        answer(&mut reading, first, ours.expected);
        weighed.values = values(&mut reading, &hint.mentions, ours.found);
    }
    reading.hint = Some(Box::new(weighed));
    reading
}

/// What must never be missed.
fn is_alarm(intent: Intent) -> bool {
    intent.kind() == Kind::Safety || intent == Intent::PrivacyRequest
}

/// A yes where we read a no, or a no where we read a yes.
fn contradicts(intent: Intent, reading: &Reading) -> bool {
    (intent == Intent::Affirm && reading.is_no()) || (intent == Intent::Deny && reading.is_yes())
}

/// Lets the first proposal take its place.
fn lead(reading: &mut Reading, first: Proposal, weighed: &mut Weighed) {
    let certain = first.sure == Sure::Certain;
    let alarm = is_alarm(first.intent);
    if first.intent == reading.intent {
        let sure = match (alarm, certain) {
            (true, true) => ALARM,
            (false, true) => AGREED,
            (_, false) => SURE,
        };
        reading.confidence = reading.confidence.max(sure);
        fit(reading);
        heed(reading, first, weighed);
    } else if is_alarm(reading.intent) {
        // Ours stays first; another alarm is heard beside it.
        if certain || alarm {
            add(reading, first, weighed);
        }
    } else if alarm {
        let sure = if certain { ALARM } else { LIKELY };
        replace(reading, first, sure, weighed);
    } else if reading.confidence >= SURE {
        // Two things of one weight: which of them comes first is all there is to settle.
        if certain && reading.also.contains(&first.intent) {
            let sure = reading.confidence;
            replace(reading, first, sure, weighed);
        }
    } else if certain {
        replace(reading, first, HEEDED, weighed);
    } else if reading.confidence < WEAK {
        replace(reading, first, LIKELY, weighed);
    } else {
        suggest(reading, first.intent);
    }
}

/// Puts an intent first; ours is kept beside it where it was sure, else as a possibility.
fn replace(reading: &mut Reading, first: Proposal, sure: u16, weighed: &mut Weighed) {
    let (before, before_sure, detail) = (reading.intent, reading.confidence, reading.detail);
    let known = reading.detail_of(first.intent);
    reading.also.retain(|also| *also != first.intent);
    reading.also_details.retain(|detail| detail.intent() != first.intent);
    reading.alternatives.retain(|(other, _)| *other != first.intent);
    (reading.intent, reading.confidence, reading.detail) = (first.intent, sure, known);
    if before_sure >= SURE && before.kind() > Kind::Reply {
        reading.also.insert(0, before);
        reading.also_details.extend(detail);
    } else {
        suggest(reading, before);
    }
    fit(reading);
    heed(reading, first, weighed);
}

/// Puts an intent in front of what the message may mean besides.
fn suggest(reading: &mut Reading, intent: Intent) {
    if intent == Intent::OutOfScope || intent == reading.intent {
        return;
    }
    let best = reading.alternatives.iter().map(|(_, p)| *p).max().unwrap_or(0);
    let left = 1000_u16.saturating_sub(reading.confidence);
    reading.alternatives.retain(|(other, _)| *other != intent);
    reading.alternatives.insert(0, (intent, best.max(1).min(left)));
    reading.alternatives.truncate(3);
    fit(reading);
}

/// Keeps the possibilities within what the first intent leaves.
fn fit(reading: &mut Reading) {
    let left = 1000_u16.saturating_sub(reading.confidence);
    for (_, share) in &mut reading.alternatives {
        *share = (*share).min(left);
    }
    reading.alternatives.retain(|(_, share)| *share > 0);
}

/// Adds what else is proposed for certain, and every alarm.
fn add_all(reading: &mut Reading, said: &[Proposal], weighed: &mut Weighed) {
    for one in said {
        let worth = one.sure == Sure::Certain && one.intent.kind() > Kind::Reply;
        let known = reading.has(one.intent) || weighed.heeded.contains(&one.intent);
        if worth && !known {
            add(reading, *one, weighed);
        }
    }
}

fn add(reading: &mut Reading, one: Proposal, weighed: &mut Weighed) {
    let worth = one.intent.kind() > Kind::Reply;
    let room = reading.also.len() < MOST_ALSO || is_alarm(one.intent);
    if worth && room && !reading.has(one.intent) {
        reading.also.push(one.intent);
        reading.alternatives.retain(|(other, _)| *other != one.intent);
        heed(reading, one, weighed);
    }
}

/// Notes that a proposal was heeded, and takes its kind where we had none.
fn heed(reading: &mut Reading, one: Proposal, weighed: &mut Weighed) {
    weighed.heeded.push(one.intent);
    let detail = one.detail.filter(|detail| detail.intent() == one.intent);
    if one.sure < Sure::Certain || reading.detail_of(one.intent).is_some() {
        return;
    }
    if reading.intent == one.intent {
        reading.detail = detail;
    } else {
        reading.also_details.extend(detail);
    }
}

/// What a heeded yes, no or alarm does to the answer: never more than a yes among friends.
fn answer(reading: &mut Reading, first: Proposal, expected: Expectation) {
    if is_alarm(reading.intent) && reading.answer == Some(Answer::BindingYes) {
        reading.answer = Some(Answer::Yes);
    }
    let taken = first.intent == reading.intent && first.sure == Sure::Certain;
    if reading.answer.is_some() || !taken {
        return;
    }
    let asks = reading.text.contains('?');
    reading.answer = match (first.intent, expected) {
        (Intent::Affirm, Expectation::YesNo) if !asks && reading.entities.is_empty() => {
            Some(Answer::Yes)
        }
        (Intent::Deny, Expectation::Free) => None,
        (Intent::Deny, _) => Some(Answer::No),
        _other => None,
    };
}

/// Takes the values that are pointed at and that our own parser finds in the same words.
fn values(reading: &mut Reading, mentions: &[Mention], found: &[Entity]) -> u32 {
    let mut taken = 0;
    for mention in mentions {
        let is_it = |entity: &&Entity| {
            is_of(mention.sort, &entity.value) && plain(&entity.text) == plain(&mention.text)
        };
        let new = found.iter().filter(is_it).find(|one| is_free(&reading.entities, one));
        if let Some(entity) = new {
            reading.entities.push(entity.clone());
            taken += 1;
        }
    }
    reading.entities.sort_by_key(|entity| entity.start);
    taken
}

/// True where no value of ours stands in the same words.
fn is_free(taken: &[Entity], one: &Entity) -> bool {
    let end = |entity: &Entity| entity.start + entity.text.chars().count();
    taken.iter().all(|other| end(other) <= one.start || end(one) <= other.start)
}

fn is_of(sort: Sort, value: &Value) -> bool {
    match sort {
        Sort::Money => matches!(value, Value::Money { .. }),
        Sort::Date => matches!(value, Value::Date { .. }),
        Sort::Count => matches!(value, Value::Count(_)),
    }
}

/// A piece of text without its blanks and capitals.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
