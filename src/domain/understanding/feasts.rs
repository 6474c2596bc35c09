//! Feasts: "natal", "depois do carnaval", "dia das mães", "black friday".
//!
//! A feast is its next occurrence, unless the sentence speaks of the past. Their names and rules
//! are data; Easter is reckoned.

use chrono::{Datelike, NaiveDate, Weekday};

use super::dates::{Day, shift};
use super::entities::Scan;
use super::lexicon::Class;
use crate::domain::calendar::easter;

/// The feast that is named here.
pub fn feast(scan: &Scan, at: usize) -> Option<Day> {
    let text = scan.text;
    let place = matches!(text.word(at.wrapping_sub(1)), "em" | "de") && at > 0;
    let name = |end: usize| {
        let words: Vec<&str> = (at..end).map(|at| text.word(at)).collect();
        words.join(" ")
    };
    if let Some(end) = text.at(at, Class::Holiday) {
        let (day, month) = *text.lexicon.holidays.get(&name(end))?;
        let day = next(scan, at, end, |year| NaiveDate::from_ymd_opt(year, month, day))?;
        return Some(day).filter(|_| !place || end > at + 1);
    }
    if let Some(end) = text.at(at, Class::NthHoliday) {
        let rule = *text.lexicon.nth_holidays.get(&name(end))?;
        return next(scan, at, end, |year| nth(year, rule));
    }
    let end = text.at(at, Class::Movable)?;
    let days = *text.lexicon.movable.get(&name(end))?;
    next(scan, at, end, |year| shift(easter(year)?, days))
}

/// The day of a feast in the year that is said or fits.
fn next(scan: &Scan, at: usize, end: usize, day: impl Fn(i32) -> Option<NaiveDate>) -> Option<Day> {
    let text = scan.text;
    let today = scan.setting.today;
    let of = text.skip(end, Class::Of);
    let said = text.word(of).parse::<i32>().ok().filter(|year| (1990..2200).contains(year));
    if let Some(year) = said {
        return Some(Day::on(day(year)?, of + 1));
    }
    let next_year = text.at(of, Class::Year).and_then(|end| text.at(end, Class::Next));
    if let Some(end) = next_year {
        return Some(Day::on(day(today.year() + 1)?, end));
    }
    let this = day(today.year())?;
    let on = match (scan.is_past(at), this < today) {
        (false, true) => day(today.year() + 1)?,
        (true, false) if this > today => day(today.year() - 1)?,
        (true | false, _) => this,
    };
    Some(Day::on(on, end))
}

/// The nth such weekday of a month, moved by some days: "segundo domingo de maio".
fn nth(year: i32, (n, weekday, month, moved): (u8, u8, u32, i64)) -> Option<NaiveDate> {
    let weekday = Weekday::try_from(weekday.checked_sub(1)?).ok()?;
    shift(NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)?, moved)
}
