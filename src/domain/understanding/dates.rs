//! Days, as people name them in a chat.
//!
//! A day without a year is the next one that fits, unless the sentence speaks of the past. What
//! names a week or a month rather than a day is kept as vague, for the dialogue to ask. A day
//! that does not exist is no day; "dia 31" in a short month is its last.

use chrono::{Datelike, Days, NaiveDate};

use super::entities::Scan;
use super::lexicon::Class;
use super::months::{
    business_day, day_and_month, day_of_month, in_month, later, month_after, month_alone,
    month_said, part_of_month, this_month,
};
use super::normalise::Kind;
use super::numbers::Number;
use super::reading::{DateBound, Value};
use super::weeks::{week_said, weekday, weekday_name, weekend};
use crate::domain::calendar::{add_months, easter};

/// A day found, with the token after it.
#[derive(Clone, Copy)]
pub struct Day {
    /// The token after it.
    pub end: usize,
    /// The day meant.
    pub on: NaiveDate,
    /// A week or a month rather than a day.
    pub vague: bool,
    /// The other day it may mean.
    pub alternative: Option<NaiveDate>,
}

impl Day {
    /// Exactly this day.
    pub fn on(on: NaiveDate, end: usize) -> Self {
        Self { end, on, vague: false, alternative: None }
    }

    /// Some day from this one on.
    pub fn within(on: NaiveDate, end: usize) -> Self {
        Self { vague: true, ..Self::on(on, end) }
    }
}

/// Takes "todo dia 10" and "vencimento pro dia 10".
pub fn each_month(scan: &mut Scan) {
    for at in 0..scan.text.len() {
        let Some(cue) = scan.text.at(at, Class::Every) else { continue };
        if let Some((day, end)) = day_number(scan, cue) {
            scan.take(at, end, Value::DayOfMonth(day));
        }
    }
}

/// Takes every day of the text.
pub fn days(scan: &mut Scan) {
    let mut at = 0;
    while at < scan.text.len() {
        match day_at(scan, at).filter(|day| scan.is_free(at, day.end)) {
            Some(day) => {
                take(scan, at, day);
                at = day.end;
                if let Some(end) = second_of_a_range(scan, at) {
                    at = end;
                }
            }
            None => at += no_such_day(scan, at),
        }
    }
}

/// Takes lengths of time that are no days: "15 dias", "duas semanas".
pub fn lengths(scan: &mut Scan) {
    for at in 0..scan.text.len() {
        let Some((days, end)) = length(scan, at) else { continue };
        let age = scan.text.before(end, Class::Years).is_some();
        let days = u32::try_from(days).ok().filter(|_| scan.is_free(at, end) && !age);
        if let Some(days) = days {
            scan.take(at, end, Value::Duration { days });
        }
    }
}

/// Takes a bare number as a day of the month, where a day was asked for.
pub fn bare(scan: &mut Scan, at: usize, number: &Number) {
    let day = number.whole().filter(|day| (1..=31).contains(day));
    let on = day.and_then(|day| day_of_month(scan, day, scan.is_past(at)));
    if let Some(on) = on {
        take(scan, at, Day::on(on, number.end));
    }
}

fn take(scan: &mut Scan, at: usize, day: Day) {
    let text = scan.text;
    let bound = if text.before(at, Class::Until).is_some() {
        Some(DateBound::Before)
    } else if text.before(at, Class::After).is_some() {
        Some(DateBound::After)
    } else {
        None
    };
    let Day { end, on, vague, alternative } = day;
    scan.take(at, end, Value::Date { on, bound, vague, alternative });
}

fn day_at(scan: &Scan, at: usize) -> Option<Day> {
    near_day(scan, at)
        .or_else(|| written(scan, at))
        .or_else(|| business_day(scan, at))
        .or_else(|| numbered(scan, at))
        .or_else(|| part_of_month(scan, at))
        .or_else(|| weekend(scan, at))
        .or_else(|| next_grain(scan, at))
        .or_else(|| weekday(scan, at))
        .or_else(|| counted(scan, at))
        .or_else(|| feast(scan, at))
        .or_else(|| month_alone(scan, at))
}

/// "Hoje", "amanhã", "depois de amanhã", "ontem", "anteontem".
fn near_day(scan: &Scan, at: usize) -> Option<Day> {
    const NEAR: [(Class, i64); 5] = [
        (Class::AfterTomorrow, 2),
        (Class::BeforeYesterday, -2),
        (Class::Today, 0),
        (Class::Tomorrow, 1),
        (Class::Yesterday, -1),
    ];
    NEAR.iter().find_map(|(class, days)| {
        let end = scan.text.at(at, *class)?;
        Some(Day::on(shift(scan.setting.today, *days)?, end))
    })
}

/// "05/12", "5-12-26", "dia 15.04", "2026-12-05".
fn written(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let from = text.skip(at, Class::Day);
    if text.kind(from) != Some(Kind::Number) {
        return None;
    }
    let word = text.word(from);
    let separator = ['/', '-', '.'].into_iter().find(|s| word.contains(*s))?;
    let parts: Vec<&str> = word.split(separator).collect();
    let dotted = separator == '.' && parts.len() == 2 && from == at;
    let dashed = separator == '-' && parts.len() == 2 && from == at;
    if dotted || dashed || parts.iter().any(|p| p.is_empty() || p.len() > 4) {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let on = match numbers.as_slice() {
        [year, month, day] if *year > 1900 => whole_date(*year, *month, *day),
        [day, month, year] => whole_date(*year, *month, *day),
        [day, month] if parts.iter().all(|p| p.len() <= 2) => {
            day_and_month(scan, *day, *month, scan.is_past(at))
        }
        _ => None,
    }?;
    Some(Day::on(on, from + 1))
}

fn whole_date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(if year < 100 { year + 2000 } else { year }).ok()?;
    NaiveDate::from_ymd_opt(year, month, day).filter(|on| (1900..2200).contains(&on.year()))
}

/// "Dia 10", "dia 10 do mês que vem", "10 de dezembro", "10/dez", "dia primeiro".
fn numbered(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let cued = text.at(at, Class::Day);
    let from = cued.unwrap_or(at);
    let (day, end) = day_number(scan, from)?;
    if let Some((month, year, end)) = month_after(scan, end) {
        let on = match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
            None => day_and_month(scan, day, month, scan.is_past(at))?,
        };
        return Some(Day::on(on, end));
    }
    if let Some((month, end)) = month_said(scan, text.skip(end, Class::Of)) {
        return Some(Day::on(in_month(month, day)?, end));
    }
    cued?;
    let counts_days = text.word(at).ends_with('s') && text.at(end, Class::Month).is_some();
    if text.at(end, Class::BusinessDay).is_some() || counts_days {
        return None;
    }
    Some(Day::on(day_of_month(scan, day, scan.is_past(at))?, end))
}

/// The number of a day that begins here: 10, "dez", "1º", "primeiro".
pub fn day_number(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let first = scan.ordinal(at).filter(|(day, _)| *day == 1);
    let spelled = || {
        let number = scan.number(at)?;
        Some((number.whole()?, number.end))
    };
    let (day, end) = first.or_else(spelled)?;
    (1..=31).contains(&day).then_some((day, end))
}

/// "Semana que vem", "próximo mês", "ano que vem", and a day in it: "semana que vem na sexta".
fn next_grain(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    if let Some((month, end)) = month_said(scan, at) {
        if month.month == today.month() {
            return None;
        }
        let linked = end + usize::from(text.is_pause(end) && !text.is_stop(end));
        let cue = text.at(linked, Class::Day);
        if let Some((day, end)) = cue.and_then(|cue| day_number(scan, cue)) {
            return Some(Day::on(in_month(month, day)?, end));
        }
        return Some(Day::within(in_month(month, 1)?, end));
    }
    if let Some((monday, end)) = week_said(scan, at) {
        let linked = text.skip(end, Class::LinksWeek);
        return match weekday_name(scan, linked) {
            Some((weekday, end)) => Some(Day::on(shift(monday, i64::from(weekday) - 1)?, end)),
            None => Some(Day::within(monday, end)),
        };
    }
    let ahead = text.at(at, Class::NextBefore).and_then(|e| text.at(e, Class::Year));
    let after = || text.at(at, Class::Year).and_then(|e| text.at(e, Class::Next));
    let end = ahead.or_else(after)?;
    Some(Day::within(NaiveDate::from_ymd_opt(today.year() + 1, 1, 1)?, end))
}

/// "Daqui a 3 dias", "em duas semanas", "há 3 dias", "3 dias atrás".
fn counted(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    if let Some(from) = text.at(at, Class::Hence)
        && let Some((on, end)) = moved(scan, from, true)
    {
        return Some(Day::on(on, end));
    }
    if let Some(from) = text.at(at, Class::AgoBefore)
        && let Some((on, end)) = moved(scan, from, false)
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
    let number = scan.number(at)?;
    let n = number.whole().filter(|n| (1..=400).contains(n))?;
    if let Some(end) = text.at(number.end, Class::Months) {
        let on = if ahead {
            add_months(today, n, today.day())
        } else {
            in_month(later(this_month(scan), -i64::from(n)), today.day())?
        };
        return Some((on, end));
    }
    let (days, end) = length(scan, at)?;
    Some((shift(today, if ahead { days } else { -days })?, end))
}

/// A length of time in days, with the token after it.
fn length(scan: &Scan, at: usize) -> Option<(i64, usize)> {
    const UNITS: [(Class, i64, i64); 4] = [
        (Class::Days, 1, 400),
        (Class::Weeks, 7, 60),
        (Class::Months, 30, 60),
        (Class::Years, 365, 10),
    ];
    let number = scan.number(at)?;
    let n = i64::from(number.whole().filter(|n| (1..=400).contains(n))?);
    let text = scan.text;
    UNITS.iter().find_map(|(unit, days, most)| {
        let end = text.at(number.end, *unit)?;
        let told = *unit == Class::Weeks && week_said(scan, number.end).is_some();
        (!told && n <= *most).then_some((n * days, end))
    })
}

/// "Natal", "depois do carnaval", "até a páscoa".
fn feast(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    let name = |end: usize| {
        let words: Vec<&str> = (at..end).map(|at| text.word(at)).collect();
        words.join(" ")
    };
    let next = |day: &dyn Fn(i32) -> Option<NaiveDate>| {
        let this = day(today.year())?;
        let passed = this < today && !scan.is_past(at);
        if passed { day(today.year() + 1) } else { Some(this) }
    };
    if let Some(end) = text.at(at, Class::Holiday) {
        let (day, month) = *text.lexicon.holidays.get(&name(end))?;
        let on = next(&|year| NaiveDate::from_ymd_opt(year, month, day))?;
        return Some(Day::on(on, end));
    }
    let end = text.at(at, Class::Movable)?;
    let days = *text.lexicon.movable.get(&name(end))?;
    Some(Day::on(next(&|year| shift(easter(year)?, days))?, end))
}

/// "Dia 10 ou 15": the other day, without its "dia".
fn second_of_a_range(scan: &mut Scan, at: usize) -> Option<usize> {
    let text = scan.text;
    let from = text.at(at, Class::RangeWord)?;
    let (day, end) = day_number(scan, from)?;
    let numbered = text.kind(at.checked_sub(1)?) == Some(Kind::Number);
    let plain = text.is_pause(end) || text.at(end, Class::AfterSum).is_some();
    let otherwise = [Class::Currency, Class::Times, Class::Percent, Class::Of];
    let counted = otherwise.iter().any(|class| text.at(end, *class).is_some());
    if !numbered || !plain || counted || day_at(scan, from).is_some() {
        return None;
    }
    let on = day_of_month(scan, day, false).filter(|_| scan.is_free(from, end))?;
    take(scan, from, Day::on(on, end));
    Some(end)
}

/// Hides a written day that does not exist ("31/02"), so that it becomes nothing else.
fn no_such_day(scan: &mut Scan, at: usize) -> usize {
    let text = scan.text;
    if text.kind(at) == Some(Kind::Number) && text.word(at).contains('/') {
        scan.mask(at, at + 1, "<data>");
    } else if let Some(from) = text.at(at, Class::Day)
        && let Some((_, end)) = day_number(scan, from)
        && let Some((_, _, end)) = month_after(scan, end)
        && scan.is_free(at, end)
    {
        scan.mask(at, end, "<data>");
        return end - at;
    }
    1
}

/// A day moved by some days, back or ahead.
pub fn shift(from: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { from.checked_sub_days(by) } else { from.checked_add_days(by) }
}
