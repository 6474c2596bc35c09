//! Weeks, and what is told by them: "sexta que vem", "fim de semana".
//!
//! A bare weekday is the next one strictly after today. "Sexta que vem" may mean two days: the
//! nearer one, where it is more than two days off, and the other as an alternative.

use chrono::{Datelike, NaiveDate};

use super::dates::{Day, shift};
use super::entities::Scan;
use super::lexicon::Class;

/// "Fim de semana", "próximo fim de semana".
pub fn weekend(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let before = text.skip(at, Class::NextBefore);
    let before = text.skip(before, Class::This);
    let end = text.at(before, Class::Weekend)?;
    let end = text.skip(end, Class::Next);
    Some(Day::within(next_weekday(scan.setting.today, 6)?, end))
}

/// The Monday of a week told by its place: "semana que vem", "semana passada".
pub fn week_said(scan: &Scan, at: usize) -> Option<(NaiveDate, usize)> {
    let text = scan.text;
    let today = scan.setting.today;
    let monday = shift(today, -i64::from(today.weekday().num_days_from_monday()))?;
    if let Some(end) = text.at(at, Class::NextBefore).and_then(|e| text.at(e, Class::Week)) {
        return Some((shift(monday, 7)?, end));
    }
    let end = text.at(at, Class::Week)?;
    if let Some(end) = text.at(end, Class::Next) {
        return Some((shift(monday, 7)?, end));
    }
    Some((shift(monday, -7)?, text.at(end, Class::Last)?))
}

/// "Sexta", "sexta que vem", "próxima terça", "nesta quinta", "segunda da semana que vem".
pub fn weekday(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    let ahead = text.at(at, Class::NextBefore);
    let this = text.at(at, Class::This);
    let from = ahead.or(this).unwrap_or(at);
    let (weekday, end) = weekday_name(scan, from)?;
    let of_week = text.skip(end, Class::Of);
    if let Some((monday, end)) = week_said(scan, of_week) {
        return Some(Day::on(shift(monday, i64::from(weekday) - 1)?, end));
    }
    let last = text.at(end, Class::Last);
    if last.is_some() || scan.is_past(at) {
        let next = next_weekday(today, weekday)?;
        return Some(Day::on(shift(next, -7)?, last.unwrap_or(end)));
    }
    let next = next_weekday(today, weekday)?;
    if this.is_some() {
        let is_today = today.weekday().number_from_monday() == weekday;
        return Some(Day::on(if is_today { today } else { next }, end));
    }
    let behind = text.at(end, Class::Next);
    if ahead.is_none() && behind.is_none() {
        return Some(Day::on(next, end));
    }
    let week_on = shift(next, 7)?;
    let near = (next - today).num_days() <= 2;
    let (on, other) = if near { (week_on, next) } else { (next, week_on) };
    Some(Day { alternative: Some(other), ..Day::on(on, behind.unwrap_or(end)) })
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
        let cued = text.before(at, Class::DayCue).is_some();
        let end = fair(at + 1);
        return (cued || end.is_some()).then_some((*weekday, end.unwrap_or(at + 1)));
    }
    let (n, end) = scan.ordinal(at).filter(|(n, _)| (2..=6).contains(n))?;
    Some((n - 1, fair(end)?))
}

/// The next such weekday strictly after today; Monday is 1.
pub fn next_weekday(today: NaiveDate, weekday: u32) -> Option<NaiveDate> {
    let now = i64::from(today.weekday().number_from_monday());
    let ahead = (i64::from(weekday) - now).rem_euclid(7);
    shift(today, if ahead == 0 { 7 } else { ahead })
}
