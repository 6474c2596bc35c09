//! Lengths of time, and the days they lead to: "15 dias", "daqui a 3 dias", "há duas semanas".
//!
//! A length alone stays a length. One that is counted from today is a day; "faz 3 meses que …"
//! tells how long something lasts, and is a length again.

use chrono::{Datelike, NaiveDate};

use super::dates::{Day, shift};
use super::entities::Scan;
use super::lexicon::Class;
use super::months::{in_month, later, this_month};
use super::normalise::Kind;
use super::reading::{Length, Unit, Value};
use super::weeks::week_said;
use crate::domain::calendar::add_months;

/// Takes lengths of time that are no days: "15 dias", "duas semanas".
pub fn lengths(scan: &mut Scan) {
    for at in 0..scan.text.len() {
        let Some((days, end)) = length(scan, at) else { continue };
        let text = scan.text;
        let years =
            text.before(end, Class::Years).is_some() && text.at(end, Class::Grace).is_none();
        let age = years && text.before(at, Class::YearsLong).is_none();
        let often = text.at(end, Class::Often).is_some();
        let idle = scan.number(at).is_some_and(|number| number.article)
            && text.before(end, Class::Weeks).is_none()
            && text.before(end, Class::Months).is_none()
            && text.at(end, Class::Grace).is_none();
        let days = u32::try_from(days).ok().filter(|_| scan.is_free(at, end));
        if let Some(days) = days.filter(|_| !age && !idle && !often) {
            let said = said(scan, at, end, days);
            scan.take(at, end, Value::Duration { days, said });
        }
    }
}

/// The length in the unit it was said in.
fn said(scan: &Scan, at: usize, end: usize, days: u32) -> Length {
    let unit = |class, days, unit| scan.text.before(end, class).map(|_| (days, unit));
    let (each, unit) = unit(Class::Weeks, 7, Unit::Week)
        .or_else(|| unit(Class::Months, 30, Unit::Month))
        .or_else(|| unit(Class::Years, 365, Unit::Year))
        .filter(|_| scan.number(at).is_some())
        .unwrap_or((1, Unit::Day));
    Length { count: days / each, unit }
}

/// Takes hours and minutes that are counted from now: "em 48 horas", "daqui a 40 minutos".
///
/// Other hours are no news: how long somebody works, how long a queue was.
pub fn short_lengths(scan: &mut Scan) {
    for at in 0..scan.text.len() {
        let text = scan.text;
        let ahead = text.before(at, Class::Hence).is_some();
        let Some(number) = scan.number(at).filter(|_| ahead) else { continue };
        let Some(count) = number.whole() else { continue };
        let hours = text.at(number.end, Class::ClockWord).map(|end| (end, Unit::Hour));
        let minutes = || text.at(number.end, Class::Minutes).map(|end| (end, Unit::Minute));
        let Some((end, unit)) = hours.or_else(minutes) else { continue };
        let most = if unit == Unit::Hour { 240 } else { 600 };
        if (1..=most).contains(&count) && scan.is_free(at, end) {
            let days = if unit == Unit::Hour { count / 24 } else { 0 };
            scan.take(at, end, Value::Duration { days, said: Length { count, unit } });
        }
    }
}

/// "Daqui a 3 dias", "em duas semanas", "há 3 dias", "3 dias atrás", "em 5 dias úteis".
pub fn counted(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    if let Some(from) = text.at(at, Class::Hence)
        && let Some((on, end)) = moved(scan, from, true)
    {
        return Some(Day::on(on, end));
    }
    if let Some(from) = text.at(at, Class::AgoBefore)
        && let Some((on, end)) = moved(scan, from, false)
        && (scan.is_past(at)
            || scan.is_past(end)
            || text.at(end, Class::AgoAfter).is_some()
            || (scan.is_whole(at, end) && text.before(end, Class::Years).is_none()))
    {
        return Some(Day::on(on, text.skip(end, Class::AgoAfter)));
    }
    let (days, end) = length(scan, at)?;
    let end = text.at(end, Class::AgoAfter)?;
    Some(Day::on(shift(today, -days)?, end))
}

/// Today moved by the length that is said here.
fn moved(scan: &Scan, at: usize, ahead: bool) -> Option<(NaiveDate, usize)> {
    let text = scan.text;
    let today = scan.setting.today;
    let from = text.skip(at, Class::About);
    let number = scan.number(from)?;
    let n = number.whole().filter(|n| (1..=400).contains(n))?;
    let counted = text.at(number.end, Class::BusinessDay);
    if let Some(end) = counted.filter(|_| ahead && text.word(number.end).ends_with('s')) {
        return Some((scan.setting.calendar.add_banking_days(today, n), end));
    }
    if let Some(end) = text.at(number.end, Class::Months) {
        let on = if ahead {
            add_months(today, n, today.day())
        } else {
            in_month(later(this_month(scan), -i64::from(n)), today.day())?
        };
        return Some((on, end));
    }
    if let Some(end) = text.at(number.end, Class::Years) {
        let years = i32::try_from(n).ok().filter(|years| *years <= 10)?;
        let year = today.year() + if ahead { years } else { -years };
        let on = today.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))?;
        return Some((on, end));
    }
    let (days, end) = length(scan, from)?;
    Some((shift(today, if ahead { days } else { -days })?, end))
}

/// A length of time in days, with the token after it.
pub fn length(scan: &Scan, at: usize) -> Option<(i64, usize)> {
    const UNITS: [(Class, i64, i64); 5] = [
        (Class::Days, 1, 400),
        (Class::Weeks, 7, 60),
        (Class::Fortnights, 15, 24),
        (Class::Months, 30, 60),
        (Class::Years, 365, 100),
    ];
    let text = scan.text;
    let (n, number_end) = match scan.number(at) {
        Some(number) => (number.whole()?, number.end),
        None => (1, text.at(at, Class::Whole)?),
    };
    let n = i64::from(Some(n).filter(|n| (1..=400).contains(n))?);
    UNITS.iter().find_map(|(unit, days, most)| {
        let end = text.at(number_end, *unit)?;
        let told = *unit == Class::Weeks && week_said(scan, number_end).is_some();
        let dated = *unit == Class::Days
            && text.kind(end) == Some(Kind::Number)
            && text.at(end + 1, Class::Times).is_none()
            && text.word(number_end) == "dia";
        (!told && !dated && n <= *most).then_some((n * days, end))
    })
}
