//! Days between days: "do dia 5 ao 10", "entre 5 e 10 de julho", "dia 10 ou 15".
//!
//! A range is two days, the first a "from" and the second an "until". Where both share a month,
//! it is said once, after the second.

use chrono::{Datelike, NaiveDate};

use super::dates::{Day, day_at, day_number, take, take_bound};
use super::entities::Scan;
use super::intent::Expectation;
use super::lexicon::Class;
use super::months::{Month, day_and_month, day_of_month, in_month, later, month_after, month_said};
use super::normalise::Kind;
use super::reading::DateBound;

/// A number that names a day, with the tokens around it.
#[derive(Clone, Copy)]
struct Named {
    from: usize,
    day: u32,
    end: usize,
}

/// Takes both ends of a range of days, and returns the token after it.
pub fn days(scan: &mut Scan, at: usize) -> Option<usize> {
    let text = scan.text;
    let opened = text.at(at, Class::RangeOpen);
    let from = opened.unwrap_or(at);
    let cue = text.at(from, Class::DaysPlural).or_else(|| text.at(from, Class::Day));
    let (first, second) = side_by_side(scan, cue.unwrap_or(from))
        .or_else(|| in_one_token(scan, cue.unwrap_or(from)))?;
    let first = Named { from: cue.map_or(first.from, |_| from), ..first };
    let link = text.word(first.end);
    let spans = opened.is_some() || link != "e" && link != "ou";
    let asked = opened.is_some() && scan.setting.expected == Expectation::Date;
    let (on_first, on_second, end) = resolved(scan, &first, &second, cue.is_some() || asked)?;
    if !spans || on_second <= on_first || !scan.is_free(at, end) {
        return None;
    }
    take_bound(scan, first.from, Day::on(on_first, first.end), Some(DateBound::After));
    take_bound(scan, second.from, Day::on(on_second, end), Some(DateBound::Before));
    Some(end)
}

/// "5 a 10", "5 até o dia 10".
fn side_by_side(scan: &Scan, at: usize) -> Option<(Named, Named)> {
    let text = scan.text;
    let (day, end) = day_number(scan, at)?;
    let linked = text.at(end, Class::RangeWord)?;
    let from = text.skip(linked, Class::OnThe);
    let (other, other_end) = day_number(scan, text.skip(from, Class::Day))?;
    let second = Named { from, day: other, end: other_end };
    Some((Named { from: at, day, end }, second))
}

/// "13-15".
fn in_one_token(scan: &Scan, at: usize) -> Option<(Named, Named)> {
    let (first, second) = scan.text.word(at).split_once('-')?;
    let named = |word: &str| {
        let day = word.parse().ok().filter(|day| (1..=31).contains(day))?;
        Some(Named { from: at, day, end: at + 1 })
    };
    Some((named(first)?, named(second)?))
}

/// Both days, and the token after the month they may share.
fn resolved(
    scan: &Scan,
    first: &Named,
    second: &Named,
    cued: bool,
) -> Option<(NaiveDate, NaiveDate, usize)> {
    let text = scan.text;
    let past = scan.is_past(first.from);
    if let Some((month, year, end)) = month_after(scan, second.end) {
        let on = |day: u32| match year {
            Some(year) => in_month(Month { year, month }, day),
            None => day_and_month(scan, day, month, past),
        };
        return Some((on(first.day)?, on(second.day)?, end));
    }
    if let Some((month, end)) = month_said(scan, text.skip(second.end, Class::Of)) {
        return Some((in_month(month, first.day)?, in_month(month, second.day)?, end));
    }
    let plain = text.is_pause(second.end) || text.at(second.end, Class::AfterSum).is_some();
    let otherwise = [Class::Currency, Class::Times, Class::Percent];
    let counted = otherwise.iter().any(|class| text.at(second.end, *class).is_some());
    if !cued || !plain || counted {
        return None;
    }
    let start = day_of_month(scan, first.day, past)?;
    let until = if second.day > first.day {
        in_month(Month { year: start.year(), month: start.month() }, second.day)
    } else {
        let this = Month { year: start.year(), month: start.month() };
        in_month(later(this, 1), second.day)
    };
    Some((start, until?, second.end))
}

/// "Dia 10 ou 15": takes the other day, without its "dia".
pub fn other_day(scan: &mut Scan, at: usize) -> Option<usize> {
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
