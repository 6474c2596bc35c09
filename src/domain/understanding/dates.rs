//! Days, as people name them in a chat.
//!
//! A day without a year is the next one that fits, unless the sentence speaks of the past. What
//! names a week or a month rather than a day is kept as vague, for the dialogue to ask. A day
//! that does not exist is no day; "dia 31" is that of the next month that has one.

use chrono::{Datelike, Days, NaiveDate};

use super::entities::Scan;
use super::feasts::feast;
use super::intent::Expectation;
use super::lexicon::Class;
use super::months::{
    business_day, day_and_month, day_of_month, in_month, month_after, month_alone, month_said,
    nth_weekday, part_of_month, turn_of_month,
};
use super::normalise::Kind;
use super::numbers::Number;
use super::ranges;
use super::reading::{DateBound, Value};
use super::spans::counted;
use super::weeks::{in_week, week_said, weekday, weekday_name, weekend};

/// A day found, with the token after it.
#[derive(Clone, Copy, Debug)]
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

/// Hides what comes again and again, or is no day at all: "de segunda a sexta", "hoje em dia".
pub fn habits(scan: &mut Scan) {
    let text = scan.text;
    for at in 0..text.len() {
        if let Some(end) = text.at(at, Class::NoDay) {
            scan.set_aside(at, end);
            continue;
        }
        let whole_week = any_weekday(scan, at)
            .and_then(|end| any_weekday(scan, text.at(end, Class::WeekdaySpan)?));
        let recurring = || {
            let (_, end) = weekday_name(scan, text.at(at, Class::Recurring)?)?;
            Some(end)
        };
        if let Some(end) = whole_week.or_else(recurring) {
            scan.set_aside(at, end);
        }
    }
}

/// The token after a weekday, however short it is written.
fn any_weekday(scan: &Scan, at: usize) -> Option<usize> {
    let short = scan.text.lexicon.weekdays_short.contains_key(scan.text.word(at));
    let named = weekday_name(scan, at).map(|(_, end)| end);
    named.or(short.then_some(at + 1))
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
        if let Some(end) = ranges::days(scan, at) {
            at = end;
            continue;
        }
        match day_at(scan, at).filter(|day| scan.is_free(at, day.end)) {
            Some(day) => {
                let day = merged(scan, day);
                take(scan, at, day);
                at = ranges::other_day(scan, day.end).unwrap_or(day.end);
            }
            None => at += no_such_day(scan, at),
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

/// Notes a day with the side of it that the words before mean.
pub fn take(scan: &mut Scan, at: usize, day: Day) {
    let text = scan.text;
    let bound = if text.before(at, Class::Until).is_some() {
        Some(DateBound::Before)
    } else if text.before(at, Class::After).is_some() || text.at(day.end, Class::Onwards).is_some()
    {
        Some(DateBound::After)
    } else {
        None
    };
    take_bound(scan, at, day, bound);
}

/// Notes a day with the side of it that is meant.
pub fn take_bound(scan: &mut Scan, at: usize, day: Day, bound: Option<DateBound>) {
    let Day { end, on, vague, alternative } = day;
    scan.take(at, end, Value::Date { on, bound, vague, alternative });
}

/// The day that begins here.
pub fn day_at(scan: &Scan, at: usize) -> Option<Day> {
    near_day(scan, at)
        .or_else(|| written(scan, at))
        .or_else(|| feast(scan, at))
        .or_else(|| business_day(scan, at))
        .or_else(|| nth_weekday(scan, at))
        .or_else(|| numbered(scan, at))
        .or_else(|| part_of_month(scan, at))
        .or_else(|| turn_of_month(scan, at))
        .or_else(|| weekend(scan, at))
        .or_else(|| next_grain(scan, at))
        .or_else(|| in_week(scan, at))
        .or_else(|| weekday(scan, at))
        .or_else(|| counted(scan, at))
        .or_else(|| month_alone(scan, at))
}

/// One day said twice: "sexta, dia 27", "dia 27, sexta-feira", "amanhã, terça".
fn merged(scan: &Scan, day: Day) -> Day {
    let text = scan.text;
    let sign = matches!(text.word(day.end), "," | "(" | "-" | ":");
    let linked = text.skip(day.end + usize::from(sign), Class::LinksDay);
    let close = |end: usize| end + usize::from(text.word(end) == ")");
    let Some(other) = day_at(scan, linked).filter(|other| scan.is_free(linked, other.end)) else {
        return day;
    };
    let explicit = text.kind(linked) == Some(Kind::Number)
        || text.at(linked, Class::Day).is_some()
        || day_number(scan, linked).is_some();
    let same = other.on == day.on || other.alternative == Some(day.on);
    let named = day.end.checked_sub(1).is_some_and(|last| {
        let word = text.word(last);
        text.lexicon.weekdays.contains_key(word)
            || text.lexicon.weekdays_short.contains_key(word)
            || text.at(last, Class::Fair).is_some()
            || text.at(last, Class::Next).is_some()
    });
    let fits = other.on.weekday() == day.on.weekday();
    if day.vague || other.vague {
        return day;
    }
    if named && explicit && (fits || has_month(scan, linked)) {
        return Day { end: close(other.end), ..other };
    }
    if other.on.day() == day.on.day() && !explicit {
        return Day { end: close(other.end), ..other };
    }
    let weekday = weekday_name(scan, linked).is_some_and(|(_, end)| end == other.end);
    if same || (weekday && fits) {
        return Day { end: close(other.end), alternative: None, ..day };
    }
    day
}

/// True where the day that begins here names its month.
fn has_month(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    let from = text.skip(at, Class::Day);
    let written = text.word(from).contains(['/', '-', '.']);
    written || day_number(scan, from).is_some_and(|(_, end)| month_after(scan, end).is_some())
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

/// "05/12", "5-12-26", "dia 15.04", "2026-12-05", "05/2027".
fn written(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let from = text.skip(at, Class::Day);
    if text.kind(from) != Some(Kind::Number) {
        return None;
    }
    let word = text.word(from);
    let separator = ['/', '-', '.'].into_iter().find(|s| word.contains(*s))?;
    let parts: Vec<&str> = word.split(separator).collect();
    if text.at(from + 1, Class::ShareOf).is_some() || text.at(from + 1, Class::Percent).is_some() {
        return None;
    }
    if parts.len() == 2 && separator != '/' && !could_be_day(scan, at, from, separator) {
        return None;
    }
    if parts.iter().any(|p| p.is_empty() || p.len() > 4) {
        return None;
    }
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let on = match numbers.as_slice() {
        [year, month, day] if *year > 1900 => whole_date(scan, *year, *month, *day),
        [day, month, year] => whole_date(scan, *year, *month, *day),
        [month, year] if (1990..2100).contains(year) && separator == '/' => {
            let year = i32::try_from(*year).ok()?;
            return Some(Day::within(NaiveDate::from_ymd_opt(year, *month, 1)?, from + 1));
        }
        [day, month] if parts.iter().all(|p| p.len() <= 2) => {
            day_and_month(scan, *day, *month, scan.is_past(at))
        }
        _ => None,
    }?;
    Some(Day::on(on, from + 1))
}

/// True where "12-12" or "15.04" is a day: after "dia", or where nothing else fits.
fn could_be_day(scan: &Scan, at: usize, from: usize, separator: char) -> bool {
    let text = scan.text;
    if from > at {
        return true;
    }
    let word = text.word(from);
    let two = word.split(separator).all(|part| part.len() == 2);
    let free = scan.follows(from + 1) && text.at(from + 1, Class::Currency).is_none();
    let priced = text.before(at, Class::CurrencyBefore).is_some()
        || scan.setting.expected == Expectation::Money;
    let dashed = separator == '-';
    let month = word.split(separator).next_back().is_some_and(|month| month.starts_with('0'));
    two && free && !priced && (dashed || month && text.before(at, Class::OnDay).is_some())
}

fn whole_date(scan: &Scan, year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok()?;
    let this = scan.setting.today.year();
    let year = match year {
        0..100 if year + 2000 <= this + 20 => year + 2000,
        0..100 => year + 1900,
        _ => year,
    };
    NaiveDate::from_ymd_opt(year, month, day).filter(|on| (1900..2200).contains(&on.year()))
}

/// "Dia 10", "dia 10 do mês que vem", "10 de dezembro", "10/dez", "maio 5", "no 15".
fn numbered(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    if let Some(day) = month_first(scan, at) {
        return Some(day);
    }
    let cued = text.at(at, Class::Day);
    let from = cued.unwrap_or(at);
    let (day, end) = day_number(scan, from).or_else(|| {
        let (day, end) = scan.ordinal(from).filter(|(day, _)| (1..=31).contains(day))?;
        let named = text.kind(text.skip(end, Class::Of)) == Some(Kind::Word);
        month_after(scan, end).filter(|_| named).map(|_| (day, end))
    })?;
    let of_many = text.word(end) == "de" && text.kind(end + 1) == Some(Kind::Number);
    if let Some((month, year, end)) = month_after(scan, end).filter(|_| cued.is_some() || !of_many)
    {
        let on = match year {
            Some(year) => NaiveDate::from_ymd_opt(year, month, day)?,
            None => day_and_month(scan, day, month, scan.is_past(at))?,
        };
        return Some(Day::on(on, end));
    }
    if let Some((month, end)) = month_said(scan, text.skip(end, Class::Of)) {
        return Some(Day::on(in_month(month, day)?, end));
    }
    let first = scan.setting.expected == Expectation::Date && scan.is_whole(at, end) && day == 1;
    let promised = first
        || cued.is_none()
            && text.is_pause(end)
            && text
                .before(at, Class::OnDay)
                .is_some_and(|on| text.before(on, Class::PaySure).is_some());
    if cued.is_none() && !promised {
        return None;
    }
    let counts_days = text.word(at).ends_with('s') && text.at(end, Class::Month).is_some();
    if text.at(end, Class::BusinessDay).is_some() || counts_days {
        return None;
    }
    let end = text.at(end, Class::Next).unwrap_or(end);
    Some(Day::on(day_of_month(scan, day, scan.is_past(at))?, end))
}

/// "Maio 5", "dezembro dia 10".
fn month_first(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let month = *text.lexicon.months.get(text.word(at))?;
    let (day, end) = day_number(scan, text.skip(at + 1, Class::Day))?;
    let counted = [Class::Times, Class::Currency, Class::Percent, Class::Days, Class::Months];
    if counted.iter().any(|class| text.at(end, *class).is_some()) {
        return None;
    }
    Some(Day::on(day_and_month(scan, day, month, scan.is_past(at))?, end))
}

/// The number of a day that begins here: 10, "dez", "1º", "primeiro".
pub fn day_number(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let first = scan.ordinal(at).filter(|(day, _)| *day == 1);
    let spelled = || {
        let number = scan.number(at).filter(|number| !number.lettered)?;
        Some((number.whole()?, number.end))
    };
    let (day, end) = first.or_else(spelled)?;
    (1..=31).contains(&day).then_some((day, end))
}

/// "Semana que vem", "próximo mês", "ano que vem", and a day in it: "semana que vem na sexta".
fn next_grain(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    if let Some(end) = text.at(at, Class::NextDay) {
        return Some(Day::on(shift(today, 1)?, end));
    }
    if let Some((month, end)) = month_said(scan, at) {
        let linked = end + usize::from(text.is_pause(end) && !text.is_stop(end));
        let cue = text.at(linked, Class::Day);
        if let Some((day, end)) = cue.and_then(|cue| day_number(scan, cue)) {
            return Some(Day::on(in_month(month, day)?, end));
        }
        if month.month == today.month() {
            let still = text.before(at, Class::Still).is_some();
            return still.then_some(Day::within(today, end));
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

/// Hides a written day that does not exist ("31/02"), so that it becomes nothing else.
fn no_such_day(scan: &mut Scan, at: usize) -> usize {
    let text = scan.text;
    let share = [Class::ShareOf, Class::Percent].iter().any(|c| text.at(at + 1, *c).is_some());
    if text.kind(at) == Some(Kind::Number) && text.word(at).contains('/') && !share {
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
