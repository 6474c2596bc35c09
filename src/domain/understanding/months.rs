//! Months, and what is told by them: "mês que vem", "fim do mês", "quinto dia útil".
//!
//! A month without a year is the next one that fits, this one included. It knows nothing of
//! weeks; a day of the month that has passed belongs to the next month.

use chrono::{Datelike, NaiveDate, Weekday};

use super::dates::{Day, shift};
use super::entities::Scan;
use super::lexicon::Class;
use super::normalise::Kind;
use super::weeks::weekday_name;

/// The days of a month a word may mean: its year and month.
#[derive(Clone, Copy)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// From 1 to 12.
    pub month: u32,
}

/// A month after a day, with its year if it is said: "de dezembro", "/dez", "do 12 de 2026".
pub fn month_after(scan: &Scan, at: usize) -> Option<(u32, Option<i32>, usize)> {
    let text = scan.text;
    let slash = usize::from(matches!(text.word(at), "/" | "-"));
    let of = if slash > 0 { at + 1 } else { text.skip(at, Class::Of) };
    let named = text.lexicon.months.get(text.word(of));
    let short = text.lexicon.months_short.get(text.word(of));
    let digits = text.kind(of) == Some(Kind::Number) && of > at && slash == 0;
    let counted = text.word(of).parse::<u32>().ok().filter(|m| digits && (1..=12).contains(m));
    let month = named.or(short).copied().or(counted)?;
    let (year, end) = year_after(scan, of + 1);
    Some((month, year, end))
}

/// The year that is said after a month: "de 2027", ", 2027"; and the token after all of it.
fn year_after(scan: &Scan, at: usize) -> (Option<i32>, usize) {
    let text = scan.text;
    let dotted = at + usize::from(text.word(at) == "." && text.kind(at + 1) == Some(Kind::Word));
    let comma = usize::from(matches!(text.word(dotted), "," | "/"));
    let year_at = text.skip(dotted + comma, Class::Of);
    let year = text.word(year_at).parse::<i32>().ok().filter(|y| (1900..2200).contains(y));
    (year, if year.is_some() { year_at + 1 } else { at })
}

/// A month told by its place: "mês que vem", "próximo mês", "este mês", "mês passado".
pub fn month_said(scan: &Scan, at: usize) -> Option<(Month, usize)> {
    let text = scan.text;
    let this = this_month(scan);
    if let Some(end) = text.at(at, Class::NextBefore).and_then(|e| text.at(e, Class::Month)) {
        return Some((later(this, 1), end));
    }
    if let Some(end) = text.at(at, Class::This).and_then(|e| text.at(e, Class::Month)) {
        return Some((this, end));
    }
    if let Some(end) = text.at(at, Class::LastBefore).and_then(|e| text.at(e, Class::Month)) {
        return Some((later(this, -1), end));
    }
    if let Some((n, end)) = scan.ordinal(at).filter(|(n, _)| (1..=12).contains(n))
        && let Some(end) = text.at(end, Class::Month)
        && let (Some(year), end) = year_after(scan, end)
    {
        return Some((Month { year, month: n }, end));
    }
    let end = text.at(at, Class::Month)?;
    if let Some(end) = text.at(end, Class::Next) {
        return Some((later(this, 1), end));
    }
    text.at(end, Class::Last).map(|end| (later(this, -1), end))
}

/// "Quinto dia útil", "5º dia útil do mês que vem", "último dia útil", "próximo dia útil".
pub fn business_day(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let day = |end: usize| text.at(text.skip(end, Class::Day), Class::BusinessDay);
    if let Some(end) = text.at(at, Class::NextBefore).and_then(day) {
        let tomorrow = shift(scan.setting.today, 1)?;
        return Some(Day::on(scan.setting.calendar.next_banking_day(tomorrow), end));
    }
    let last = text.at(at, Class::LastWord).and_then(day);
    let counted = scan.ordinal(at).or_else(|| {
        let number = scan.number(at)?;
        Some((number.whole()?, number.end))
    });
    let (n, end) = match last {
        Some(end) => (None, end),
        None => counted.and_then(|(n, end)| Some((Some(n), day(end)?)))?,
    };
    let of = text.skip(end, Class::Of);
    let said = month_said(scan, of).or_else(|| {
        let (month, end) = month_named(scan, of)?;
        Some((month, end))
    });
    if let Some((month, end)) = said {
        return business_day_of(scan, month, n, end);
    }
    let end = if of > end { text.skip(of, Class::Month).max(end) } else { end };
    let this = business_day_of(scan, this_month(scan), n, end);
    let today = scan.setting.today;
    let fits = |day: &Day| if scan.is_past(at) { day.on <= today } else { day.on >= today };
    let step = if scan.is_past(at) { -1 } else { 1 };
    this.filter(fits).or_else(|| business_day_of(scan, later(this_month(scan), step), n, end))
}

/// The nth banking day of a month, or its last; payroll may count another.
fn business_day_of(scan: &Scan, month: Month, n: Option<u32>, end: usize) -> Option<Day> {
    let calendar = scan.setting.calendar;
    let Month { year, month } = month;
    let Some(n) = n else {
        let last = (1..=23).rev().find_map(|n| calendar.nth_banking_day(year, month, n))?;
        return Some(Day::on(last, end));
    };
    let on = calendar.nth_banking_day(year, month, n)?;
    let payroll = calendar.nth_payroll_day(year, month, n).filter(|payroll| *payroll != on);
    Some(Day { alternative: payroll, ..Day::on(on, end) })
}

/// "Fim do mês", "começo de janeiro", "meio do mês que vem", "fim do ano".
pub fn part_of_month(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let (part, end) = [Class::End, Class::Start, Class::Middle]
        .into_iter()
        .find_map(|part| Some((part, text.at(at, part)?)))?;
    let of = text.skip(end, Class::Of);
    let today = scan.setting.today;
    if let Some(end) = text
        .at(of, Class::Year)
        .or_else(|| text.at(of, Class::This).and_then(|end| text.at(end, Class::Year)))
    {
        return part_of_year(scan, part, end);
    }
    let said = month_said(scan, of).or_else(|| month_named(scan, of));
    let plain = || text.at(of, Class::Month).map(|end| (this_month(scan), end));
    let open = said.is_none();
    let (month, end) = said.or_else(plain)?;
    let habit = (at.saturating_sub(5)..at).any(|at| text.at(at, Class::Leftover).is_some());
    if open && habit && part == Class::End {
        return None;
    }
    let day = if part == Class::Start {
        1
    } else if part == Class::Middle {
        15
    } else {
        31
    };
    let mut on = in_month(month, day)?;
    if open && on < today && !scan.is_past(at) {
        on = in_month(later(month, 1), day)?;
    }
    let vague = part != Class::End;
    Some(Day { vague, ..Day::on(on, end) })
}

/// "Fim do ano", "começo do ano que vem".
fn part_of_year(scan: &Scan, part: Class, end: usize) -> Option<Day> {
    let next = scan.text.at(end, Class::Next);
    let this = scan.setting.today.year();
    let start = part == Class::Start;
    let year = this + i32::from(next.is_some() || start);
    let (month, day) = if start { (1, 1) } else { (12, 31) };
    let on = NaiveDate::from_ymd_opt(year, month, day).filter(|_| part != Class::Middle)?;
    Some(Day::within(on, next.unwrap_or(end)))
}

/// "Em dezembro": a month, and no day of it.
pub fn month_alone(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let (month, end) = month_named(scan, at)?;
    let place = text.before(at, Class::PlaceBefore).is_some();
    let opens = at == 0 && (text.is_pause(end) || end > at + 1 || scan.follows(end));
    let cue = [Class::MonthCue, Class::Until, Class::After];
    let cued = opens || cue.iter().any(|class| text.before(at, *class).is_some());
    (cued && !place).then_some(Day::within(in_month(month, 1)?, end))
}

/// A month by its name, with its year: the next one that fits, this one included.
pub fn month_named(scan: &Scan, at: usize) -> Option<(Month, usize)> {
    let text = scan.text;
    let month = *text.lexicon.months.get(text.word(at))?;
    let (said, end) = year_after(scan, at + 1);
    let today = scan.setting.today;
    let passed = month < today.month();
    let year = match (said, scan.is_past(at)) {
        (Some(year), _) => year,
        (None, true) => today.year() - i32::from(month > today.month()),
        (None, false) => today.year() + i32::from(passed),
    };
    let next = text.at(text.skip(end, Class::Of), Class::Year);
    let next = next.and_then(|end| text.at(end, Class::Next)).filter(|_| said.is_none());
    let year = if next.is_some() { today.year() + 1 } else { year };
    Some((Month { year, month }, next.unwrap_or(end)))
}

/// "Primeira sexta de julho", "última segunda do mês".
pub fn nth_weekday(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let last = text.at(at, Class::LastWord);
    let counted = scan.ordinal(at).filter(|(n, _)| (1..=5).contains(n));
    let (n, named) = match last {
        Some(end) => (None, end),
        None => counted.map(|(n, end)| (u8::try_from(n).ok(), end))?,
    };
    let (weekday, end) = weekday_name(scan, named)?;
    let of = text.at(end, Class::Of).or_else(|| text.at(end, Class::This).map(|_| end))?;
    let plain = || text.at(of, Class::Month).map(|end| (this_month(scan), end));
    let said = month_said(scan, of).or_else(|| month_said(scan, end));
    let said = said.or_else(|| month_named(scan, of));
    let open = said.is_none();
    let (month, end) = said.or_else(plain)?;
    let weekday = Weekday::try_from(u8::try_from(weekday).ok()?.checked_sub(1)?).ok()?;
    let of_month = |month: Month| {
        let on = |n| NaiveDate::from_weekday_of_month_opt(month.year, month.month, weekday, n);
        n.map_or_else(|| on(5).or_else(|| on(4)), on)
    };
    let on = of_month(month)?;
    if open && on < scan.setting.today && !scan.is_past(at) {
        return Some(Day::on(of_month(later(month, 1))?, end));
    }
    Some(Day::on(on, end))
}

/// "Na virada do mês", "quando virar o mês": the first of the next.
pub fn turn_of_month(scan: &Scan, at: usize) -> Option<Day> {
    let end = scan.text.at(at, Class::TurnOfMonth)?;
    Some(Day::within(in_month(later(this_month(scan), 1), 1)?, end))
}

/// The month of today.
pub fn this_month(scan: &Scan) -> Month {
    Month { year: scan.setting.today.year(), month: scan.setting.today.month() }
}

/// A month moved by some months, back or ahead.
pub fn later(month: Month, months: i64) -> Month {
    let index = i64::from(month.year) * 12 + i64::from(month.month) - 1 + months;
    let year = i32::try_from(index.div_euclid(12)).unwrap_or(month.year);
    let month = u32::try_from(index.rem_euclid(12) + 1).unwrap_or(month.month);
    Month { year, month }
}

/// A day of a month; its last where it has fewer.
pub fn in_month(month: Month, day: u32) -> Option<NaiveDate> {
    let Month { year, month } = month;
    (28..=day).rev().chain([day]).find_map(|day| NaiveDate::from_ymd_opt(year, month, day))
}

/// The next, or in the past the last, such day of a month.
///
/// A month that has no such day is passed over.
pub fn day_of_month(scan: &Scan, day: u32, past: bool) -> Option<NaiveDate> {
    let today = scan.setting.today;
    let step = if past { -1 } else { 1 };
    let fits = |on: &NaiveDate| if past { *on <= today } else { *on >= today };
    (0..4).find_map(|months| {
        let Month { year, month } = later(this_month(scan), months * step);
        NaiveDate::from_ymd_opt(year, month, day).filter(fits)
    })
}

/// The next, or in the past the last, such day of the year; none where it does not exist.
pub fn day_and_month(scan: &Scan, day: u32, month: u32, past: bool) -> Option<NaiveDate> {
    let today = scan.setting.today;
    let year = today.year();
    let on = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    let leap = (year..year + 4).find_map(on)?;
    match on(year) {
        Some(this) if past && this > today => on(year - 1),
        Some(this) if !past && this < today => on(year + 1),
        Some(this) => Some(this),
        None => Some(leap).filter(|_| !past),
    }
}
