//! Hours of the day: "às 18h", "depois das 19", "14:30", "meio-dia", "de manhã", "à noite".
//!
//! An hour is never a sum, a day or a count. A small one with no part of the day named is the
//! afternoon's, since nobody arranges a call for the small hours.

use super::entities::Scan;
use super::lexicon::Class;
use super::normalise::Kind;
use super::reading::{DateBound, DayPart, Value};

/// An hour found: hour, minute, the token after it, and the part of the day it names.
#[derive(Clone, Copy)]
struct Hour {
    of_day: u32,
    minute: u32,
    end: usize,
    /// Nothing else could be meant.
    certain: bool,
    /// Written as a length of time might be: "2 horas".
    length: bool,
}

/// Takes every hour and part of the day.
pub fn hours(scan: &mut Scan) {
    let mut at = 0;
    while at < scan.text.len() {
        at = clock_hour(scan, at).or_else(|| part_of_day(scan, at)).unwrap_or(at + 1);
    }
}

fn clock_hour(scan: &mut Scan, at: usize) -> Option<usize> {
    let hour = to_the_hour(scan, at).or_else(|| hour_at(scan, at))?;
    let text = scan.text;
    let part =
        text.at(hour.end, Class::PartAfter).and_then(|end| Some((part(scan, hour.end, end)?, end)));
    let cued = text.before(at, Class::AtClock).is_some();
    let ends = ends_clause(scan, hour.end) || text.at(hour.end, Class::AtClock).is_some();
    let worked =
        text.before(at, Class::Lasting).is_some() || text.at(hour.end, Class::Often).is_some();
    if hour.length && (worked || !(cued || hour.certain || part.is_some())) {
        scan.mask(at, hour.end, "hora");
        return Some(hour.end);
    }
    let meant = hour.certain || part.is_some() || (cued && ends);
    if !meant || !scan.is_free(at, hour.end) {
        return None;
    }
    let (named, end) = part.map_or((None, hour.end), |(part, end)| (Some(part), end));
    let hour = Hour { end, ..hour };
    let bound = bound(scan, at);
    let value = Value::Time {
        hour: Some(in_the_day(&hour, named)),
        minute: hour.minute,
        part: named,
        bound,
    };
    scan.take(at, end, value);
    Some(end)
}

/// "De manhã", "à noite", "no fim da tarde".
fn part_of_day(scan: &mut Scan, at: usize) -> Option<usize> {
    let text = scan.text;
    let end = text.at(at, Class::PartOfDay).filter(|end| scan.is_free(at, *end))?;
    let part = part(scan, at, end)?;
    let greets = text.before(at, Class::Hello).is_some();
    if greets {
        return None;
    }
    let value = Value::Time { hour: None, minute: 0, part: Some(part), bound: bound(scan, at) };
    scan.take(at, end, value);
    Some(end)
}

/// The part of the day that these words name.
fn part(scan: &Scan, at: usize, end: usize) -> Option<DayPart> {
    let words = (at..end).rev().map(|at| scan.text.word(at));
    let named = words.filter_map(|word| scan.text.lexicon.day_parts.get(word));
    named.copied().next()
}

fn bound(scan: &Scan, at: usize) -> Option<DateBound> {
    let text = scan.text;
    if text.before(at, Class::AfterClock).is_some() {
        return Some(DateBound::After);
    }
    text.before(at, Class::BeforeClock).map(|_| DateBound::Before)
}

/// The hour that begins here.
fn hour_at(scan: &Scan, at: usize) -> Option<Hour> {
    let text = scan.text;
    let word = text.word(at);
    if let Some(end) = text.at(at, Class::Noon) {
        return Some(with_minutes(
            scan,
            Hour { of_day: 12, minute: 0, end, certain: true, length: false },
        ));
    }
    if let Some(end) = text.at(at, Class::Midnight) {
        return Some(with_minutes(
            scan,
            Hour { of_day: 0, minute: 0, end, certain: true, length: false },
        ));
    }
    if text.kind(at) == Some(Kind::Number) && word.contains(':') {
        let mut parts = word.split(':').map(str::parse::<u32>);
        let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
        let end = at + 1 + usize::from(text.at(at + 1, Class::ClockWord).is_some());
        let sound = hour <= 24 && minute < 60;
        return sound.then_some(Hour {
            of_day: hour % 24,
            minute,
            end,
            certain: true,
            length: false,
        });
    }
    let number = scan.number(at)?;
    let hour = number.whole().filter(|hour| *hour <= 24 && !number.scaled)?;
    let Some(end) = text.at(number.end, Class::ClockWord) else {
        let end = number.end;
        let plain = Hour { of_day: hour % 24, minute: 0, end, certain: false, length: false };
        let cued = text.before(at, Class::AtClock).is_some();
        return (!number.article || cued)
            .then(|| if cued { with_minutes(scan, plain) } else { plain });
    };
    let minutes = text.kind(end) == Some(Kind::Number) && text.glued(end);
    let minute = text.word(end).parse::<u32>().ok().filter(|m| minutes && *m < 60);
    if let Some(minute) = minute {
        return Some(Hour {
            of_day: hour % 24,
            minute,
            end: end + 1,
            certain: true,
            length: false,
        });
    }
    let glued = text.glued(number.end) && text.word(number.end) == "h";
    let certain = (13..=23).contains(&hour) || (glued && (5..=23).contains(&hour));
    let hour = Hour { of_day: hour % 24, minute: 0, end, certain, length: true };
    Some(with_minutes(scan, hour))
}

/// "Dez e meia", "três e quinze", "dez em ponto".
fn with_minutes(scan: &Scan, hour: Hour) -> Hour {
    let text = scan.text;
    if let Some(end) = text.at(hour.end, Class::AndHalf) {
        return Hour { minute: 30, end, ..hour };
    }
    let joined = text.skip(hour.end, Class::And);
    if joined > hour.end
        && let Some(number) = scan.number(joined)
        && let Some(minute) = number.whole().filter(|minute| (1..60).contains(minute))
        && (text.is_pause(number.end)
            || text.at(number.end, Class::PartAfter).is_some()
            || text.at(number.end, Class::Minutes).is_some())
    {
        let end = text.skip(number.end, Class::Minutes);
        return Hour { minute, end, ..hour };
    }
    Hour { end: text.skip(hour.end, Class::Sharp), ..hour }
}

/// "Quinze para as três", "dez pras 8", "cinco para o meio-dia".
fn to_the_hour(scan: &Scan, at: usize) -> Option<Hour> {
    let text = scan.text;
    let number = scan.number(at)?;
    let left = number.whole().filter(|left| (1..30).contains(left))?;
    let to = text.at(number.end, Class::ToTheHour)?;
    let noon = text.at(to, Class::Noon).map(|end| (12, end));
    let midnight = text.at(to, Class::Midnight).map(|end| (24, end));
    let counted = || {
        let hour = scan.number(to)?;
        let clear = text.word(number.end) != "para" || text.word(to.checked_sub(1)?) == "as";
        Some((hour.whole().filter(|h| (1..=24).contains(h) && clear)?, hour.end))
    };
    let (hour, end) = noon.or(midnight).or_else(counted)?;
    Some(Hour { of_day: (hour + 23) % 24, minute: 60 - left, end, certain: true, length: false })
}

/// The hour of twenty-four.
fn in_the_day(hour: &Hour, part: Option<DayPart>) -> u32 {
    let hour = hour.of_day;
    match part {
        Some(DayPart::Afternoon) | None if (1..=6).contains(&hour) => hour + 12,
        Some(DayPart::Night) if (5..=11).contains(&hour) => hour + 12,
        Some(DayPart::Night) if hour == 12 => 0,
        Some(DayPart::Morning | DayPart::Afternoon | DayPart::Night) | None => hour,
    }
}

/// True where nothing that could be counted follows.
fn ends_clause(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    let counted = [Class::Times, Class::Currency, Class::Percent, Class::Days, Class::Months];
    counted.iter().all(|class| text.at(at, *class).is_none())
        && (text.is_pause(at) || text.at(at, Class::AfterSum).is_some())
}
