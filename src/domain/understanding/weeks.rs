//! Weeks, and what is told by them: "sexta que vem", "fim de semana".
//!
//! A bare weekday is the next one strictly after today. "Sexta que vem" may mean two days: the
//! nearer one, where it is more than two days off, and the other as an alternative.

use chrono::{Datelike, NaiveDate};

use super::dates::{Day, shift};
use super::entities::Scan;
use super::lexicon::Class;
use super::normalise::Kind;

/// "Fim de semana", "próximo fim de semana".
pub fn weekend(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let before = text.skip(at, Class::NextBefore);
    let before = text.skip(before, Class::This);
    let end = text.at(before, Class::Weekend)?;
    let ahead = text.at(end, Class::Next);
    let last = text.at(end, Class::Last);
    let saturday = next_weekday(scan.setting.today, 6)?;
    if last.is_some() || (ahead.is_none() && scan.is_past(at)) {
        return Some(Day::within(shift(saturday, -7)?, last.unwrap_or(end)));
    }
    Some(Day::within(saturday, ahead.unwrap_or(end)))
}

/// The Monday of a week told by its place: "semana que vem", "semana passada".
pub fn week_said(scan: &Scan, at: usize) -> Option<(NaiveDate, usize)> {
    let text = scan.text;
    let today = scan.setting.today;
    let monday = shift(today, -i64::from(today.weekday().num_days_from_monday()))?;
    let week_after = |class: Class| text.at(at, class).and_then(|e| text.at(e, Class::Week));
    if let Some(end) = week_after(Class::NextBefore) {
        return Some((shift(monday, 7)?, end));
    }
    if let Some(end) = week_after(Class::LastBefore) {
        return Some((shift(monday, -7)?, end));
    }
    let end = text.at(at, Class::Week)?;
    if let Some(end) = text.at(end, Class::Next) {
        return Some((shift(monday, 7)?, end));
    }
    Some((shift(monday, -7)?, text.at(end, Class::Last)?))
}

/// "Ainda essa semana", "até o fim da semana".
pub fn in_week(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let end = text.at(at, Class::This).and_then(|end| text.at(end, Class::Week))?;
    let cued = [Class::Still, Class::Until].iter().any(|c| text.before(at, *c).is_some());
    (cued || scan.is_whole(at, end)).then_some(Day::within(scan.setting.today, end))
}

/// "Sexta", "sexta que vem", "próxima terça", "nesta quinta", "segunda da semana que vem".
pub fn weekday(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    let ahead = text.at(at, Class::NextBefore);
    let this = text.at(at, Class::This);
    let behind = text.at(at, Class::LastBefore);
    let from = ahead.or(this).or(behind).unwrap_or(at);
    let (weekday, end) = weekday_name(scan, from)?;
    let is_today = today.weekday().number_from_monday() == weekday;
    let next = next_weekday(today, weekday)?;
    let previous = shift(next, if is_today { -14 } else { -7 })?;
    if let Some(day) = of_a_week(scan, weekday, end) {
        return Some(day);
    }
    let last = text.at(end, Class::Last);
    if last.is_some() || behind.is_some() || scan.is_past(at) {
        return Some(Day::on(previous, last.unwrap_or(end)));
    }
    let now = text.at(end, Class::RightNow);
    if this.is_some() || now.is_some() {
        return Some(Day::on(if is_today { today } else { next }, now.unwrap_or(end)));
    }
    let after = text.at(end, Class::Next);
    if ahead.is_none() && after.is_none() {
        return Some(Day::on(next, end));
    }
    let week_on = shift(next, 7)?;
    let near = (next - today).num_days() <= 2;
    let (on, other) = if near { (week_on, next) } else { (next, week_on) };
    Some(Day { alternative: Some(other), ..Day::on(on, after.unwrap_or(end)) })
}

/// "Da semana que vem", "desta semana", after a weekday.
fn of_a_week(scan: &Scan, weekday: u32, end: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    let of_week = text.skip(end, Class::Of);
    if let Some((monday, end)) = week_said(scan, of_week).or_else(|| week_said(scan, end)) {
        return Some(Day::on(shift(monday, i64::from(weekday) - 1)?, end));
    }
    let this = text.at(end, Class::This).or_else(|| text.at(of_week, Class::This));
    let end = this.and_then(|end| text.at(end, Class::Week))?;
    let monday = shift(today, -i64::from(today.weekday().num_days_from_monday()))?;
    Some(Day::on(shift(monday, i64::from(weekday) - 1)?, end))
}

/// The weekday that is named here, Monday being 1: "sexta-feira", "6a feira", "na sex".
pub fn weekday_name(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    let fair = |end: usize| {
        let dashed = end + usize::from(text.word(end) == "-");
        text.at(dashed, Class::Fair)
    };
    let word = text.word(at);
    if let Some(weekday) = text.lexicon.weekdays.get(word) {
        if let Some(end) = fair(at + 1) {
            return Some((*weekday, end));
        }
        let ordinal = text.at(at + 1, Class::OrdinalNoun).is_some();
        return (!ordinal).then_some((*weekday, at + 1));
    }
    if let Some(weekday) = text.lexicon.weekdays_short.get(word) {
        let dotted = text.word(at + 1) == "." && text.glued(at + 1);
        let alone = text.len() <= 2 && (dotted || word != "ter");
        let cued = text.before(at, Class::DayCue).is_some() || alone;
        let end = fair(at + 1);
        let dated = text.word(at + 1) == "," && text.kind(at + 2) == Some(Kind::Number);
        return (cued || dated || end.is_some()).then_some((*weekday, end.unwrap_or(at + 1)));
    }
    let (n, end) = scan.ordinal(at).filter(|(n, _)| (2..=6).contains(n))?;
    let written = text.kind(at) == Some(Kind::Number) && text.word(at + 1) == "a";
    let cued = text.before(at, Class::WeekdayCue).is_some() && written && text.is_pause(end);
    Some((n - 1, fair(end).or(cued.then_some(end))?))
}

/// The next such weekday strictly after today; Monday is 1.
pub fn next_weekday(today: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let now = i64::from(today.weekday().number_from_monday());
    let ahead = (i64::from(weekday) - now).rem_euclid(7);
    shift(today, if ahead == 0 { 7 } else { ahead })
}
