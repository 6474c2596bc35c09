//! Requests that are written down: once each, with a protocol, a deadline and a person.

use chrono::{Days, NaiveDate};

use crate::domain::dialogue::effect::{Effect, HandoffReason, Priority};
use crate::domain::dialogue::matter::{About, Matter, Request, RequestKind};
use crate::domain::dialogue::packet;
use crate::domain::dialogue::state::Requested;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::Walk;

/// Days within which a request about personal data is answered in full (LGPD art. 19, II).
const PRIVACY_DAYS: u64 = 15;

/// By when a request about personal data is answered.
pub fn privacy_deadline(walk: &Walk<'_>) -> NaiveDate {
    let today = walk.today();
    today.checked_add_days(Days::new(PRIVACY_DAYS)).unwrap_or(today)
}

/// By when the desk answers.
pub fn desk_deadline(walk: &Walk<'_>) -> NaiveDate {
    walk.desk_answers().with_timezone(&walk.zone).date_naive()
}

/// Opens a request that a person answers; none where it was made before, which is told.
pub fn refer(
    walk: &mut Walk<'_>,
    kind: RequestKind,
    (reason, queue): (HandoffReason, &str),
    answer_by: NaiveDate,
) -> Option<Requested> {
    let words = super::words(walk);
    let made = open(walk, kind, Some(answer_by))?;
    packet::refer(walk, (reason, queue, Priority::Normal), &[], &words);
    Some(made)
}

/// Opens a request that this very message answers; made anew each time.
pub fn answer(walk: &mut Walk<'_>, kind: RequestKind) -> Requested {
    write(walk, kind, None)
}

fn open(walk: &mut Walk<'_>, kind: RequestKind, answer_by: Option<NaiveDate>) -> Option<Requested> {
    let earlier = walk.state.requests.get(&kind).cloned();
    if let Some((earlier, until)) = earlier.and_then(|it| Some((it.clone(), it.answer_by?))) {
        let part = Part::new("request-already")
            .with("protocol", Value::Text(earlier.id.protocol()))
            .with("deadline", Value::Date(until));
        walk.say(part);
        let about = About::Request(kind);
        walk.state.matter = Some(Matter { id: earlier.id, about, answer_by: Some(until) });
        return None;
    }
    Some(write(walk, kind, answer_by))
}

fn write(walk: &mut Walk<'_>, kind: RequestKind, answer_by: Option<NaiveDate>) -> Requested {
    let (id, words) = (walk.name(), super::words(walk));
    walk.note("request", kind.as_str());
    let made = Requested { id: id.clone(), answer_by };
    walk.state.requests.insert(kind, made.clone());
    walk.state.matter = Some(Matter { id: id.clone(), about: About::Request(kind), answer_by });
    walk.enact(Effect::OpenRequest { request: Request { id, kind, words, answer_by } });
    made
}

/// A text that names a request's protocol and deadline.
pub fn told(key: &str, made: &Requested) -> Part {
    let part = Part::new(key).with("protocol", Value::Text(made.id.protocol()));
    match made.answer_by {
        Some(day) => part.with("deadline", Value::Date(day)),
        None => part,
    }
}
