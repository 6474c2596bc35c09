//! The bands and rungs of a policy file: a band split or joined to its neighbour, a rung put in, moved or
//! taken out.
//!
//! A change is told twice: by `wanted` on the values of the file, and by `layout` on its bytes, where it
//! exchanges nothing but what it is about. Only where the new text says what was wanted is it given; a
//! layout of somebody's own is left alone. Whether the policy is a good one is the checks' business. To let
//! something else be changed, add a variant to [`Change`] and its arm in both.

mod layout;
mod wanted;

use toml::{Table, Value};

use super::policy::{Bounds, Rung};
use crate::domain::money::Rate;

/// A band as its file has it, whether or not the policy is a good one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its name in records.
    pub name: String,
    /// Its days overdue, as they are written.
    pub days: Bounds<u32>,
    /// The first day on which it applies: that of a band without days is the one after all others.
    pub begins: u32,
    /// The rungs of one payment, and those of several; none where it has no such part.
    pub ladders: [Option<Vec<Option<Rung>>>; 2],
    /// The band of the same conditions whose days end where these begin.
    pub before: Option<usize>,
    /// The band of the same conditions whose days begin where these end.
    pub after: Option<usize>,
    /// True where it may be split: its days are known, and more than one.
    pub may_split: bool,
}

/// One payment, or several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One payment.
    Cash,
    /// Several.
    Plan,
}

/// Which neighbour takes the days of a band that is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one before.
    Before,
    /// The one after.
    After,
}

/// What is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A band becomes two of the same terms, the second from a day on.
    Split {
        /// Which.
        band: usize,
        /// The first day of the second.
        day: u32,
    },
    /// A band is taken out; a neighbour takes its days.
    Join {
        /// Which.
        band: usize,
        /// Who takes its days.
        side: Side,
    },
    /// Something is done with the rungs of a band.
    Rungs {
        /// Which band.
        band: usize,
        /// Which of its ladders.
        part: Part,
        /// What.
        act: Act,
    },
}

/// What is done with the rungs of a ladder; they are counted from zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// One is put in before the one at a place, or at the end.
    Add {
        /// The place.
        at: usize,
        /// What it waives.
        rung: Rung,
    },
    /// One is taken out.
    Remove {
        /// Which.
        at: usize,
    },
    /// One changes places with the next.
    Swap {
        /// The first of both.
        at: usize,
    },
}

/// Why nothing is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such band, ladder, rung or neighbour.
    Unknown,
    /// The day is not within the band, past its first.
    Day,
    /// A ladder keeps one rung.
    LastRung,
    /// The file is written in a way of its own.
    Layout,
}

impl Part {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Cash, Self::Plan];

    /// Its key in a file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Plan => "plan",
        }
    }
}

/// The bands of a policy file in their order; none where it cannot be read.
pub fn read(text: &str) -> Option<Vec<Band>> {
    bands(&text.parse::<Table>().ok()?)
}

/// The file with one thing changed; every byte that it is not about stays.
///
/// # Errors
/// Why it cannot be.
pub fn edit(text: &str, change: &Change) -> Result<String, Wrong> {
    let mut values = text.parse::<Table>().map_err(|_| Wrong::Layout)?;
    let bands = bands(&values).ok_or(Wrong::Unknown)?;
    wanted::apply(&mut values, (&bands, change))?;
    let new = layout::apply(text, (&bands, change)).ok_or(Wrong::Layout)?;
    let says = new.parse::<Table>().is_ok_and(|said| said == values);
    if says { Ok(new) } else { Err(Wrong::Layout) }
}

/// For each band what it was before: the one of its name, else the one with most of its days.
pub fn same(old: &[Band], new: &[Band]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> =
        new.iter().map(|it| old.iter().position(|was| was.name == it.name)).collect();
    let mut shared: Vec<(u32, usize, usize)> = Vec::new();
    for (now, it) in new.iter().enumerate().filter(|(now, _)| found.get(*now) == Some(&None)) {
        let free = old.iter().enumerate().filter(|(was, _)| !found.contains(&Some(*was)));
        shared.extend(free.map(|(was, other)| (together(it, other), now, was)));
    }
    shared.sort_unstable_by_key(|(days, now, was)| (std::cmp::Reverse(*days), *now, *was));
    for (_, now, was) in shared.into_iter().filter(|(days, ..)| *days > 0) {
        let is_free = !found.contains(&Some(was));
        if let Some(place) = found.get_mut(now).filter(|it| is_free && it.is_none()) {
            *place = Some(was);
        }
    }
    found
}

/// How many days two bands share.
fn together(one: &Band, other: &Band) -> u32 {
    let ends = |band: &Band| band.days.to.unwrap_or(u32::MAX - 1);
    let (first, last) = (one.begins.max(other.begins), ends(one).min(ends(other)));
    (last + 1).saturating_sub(first)
}

fn bands(file: &Table) -> Option<Vec<Band>> {
    let all: Vec<&Table> =
        file.get("band")?.as_array()?.iter().filter_map(Value::as_table).collect();
    let days: Vec<Bounds<u32>> = all.iter().map(|band| days_of(band)).collect();
    let last = days.iter().filter_map(|days| days.to).max().unwrap_or_default();
    let begins = |days: &Bounds<u32>| match (days.from, days.to) {
        (Some(from), _) => from,
        (None, Some(_)) => 1,
        (None, None) => last.saturating_add(1),
    };
    let others: Vec<Table> = all.iter().map(|band| others_of(band)).collect();
    let alike = |one: usize, other: usize| one != other && others.get(one) == others.get(other);
    let band = |(place, band): (usize, &&Table)| {
        let own = days.get(place).copied().unwrap_or_default();
        let first = begins(&own);
        let find = |is: &dyn Fn(&Bounds<u32>) -> bool| {
            let mut all = days.iter().enumerate();
            all.find(|(other, days)| alike(place, *other) && is(days)).map(|(other, _)| other)
        };
        let is_known = own != Bounds::default() || others.get(place).is_some_and(Table::is_empty);
        Band {
            name: band.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
            days: own,
            begins: first,
            ladders: Part::ALL.map(|part| rungs_of(band, part)),
            before: find(&|days| days.to.is_some_and(|to| to.checked_add(1) == Some(first))),
            after: own.to.and_then(|to| find(&|days| to.checked_add(1) == Some(begins(days)))),
            may_split: is_known && own.to.is_none_or(|to| to > first),
        }
    };
    Some(all.iter().enumerate().map(band).collect())
}

fn days_of(band: &Table) -> Bounds<u32> {
    let days = band.get("when").and_then(|when| when.get("days_overdue"));
    let end = |key: &str| {
        let day = days.and_then(|days| days.get(key)).and_then(Value::as_integer);
        day.and_then(|day| u32::try_from(day).ok())
    };
    Bounds { from: end("from"), to: end("to") }
}

/// What a band asks for beside days.
fn others_of(band: &Table) -> Table {
    let mut when = band.get("when").and_then(Value::as_table).cloned().unwrap_or_default();
    when.remove("days_overdue");
    when
}

fn rungs_of(band: &Table, part: Part) -> Option<Vec<Option<Rung>>> {
    let ladder = band.get(part.as_str())?.get("ladder")?.as_array()?;
    let rate = |rung: &Value, key: &str| match rung.get(key) {
        None => Some(Rate::ZERO),
        Some(Value::String(text)) => text.parse().ok(),
        Some(Value::Integer(whole)) => whole.to_string().parse().ok(),
        Some(Value::Float(part)) => part.to_string().parse().ok(),
        Some(Value::Boolean(_) | Value::Datetime(_) | Value::Array(_) | Value::Table(_)) => None,
    };
    let rung = |it: &Value| {
        Some(Rung { charges: rate(it, "charges")?, principal: rate(it, "principal")? })
    };
    Some(ladder.iter().map(rung).collect())
}

/// The days of both bands that one becomes.
fn halves(band: &Band, day: u32) -> [Bounds<u32>; 2] {
    let is_open = band.days == Bounds::default();
    let from = if is_open { Some(band.begins) } else { band.days.from };
    let upper =
        if is_open { Bounds::default() } else { Bounds { from: Some(day), to: band.days.to } };
    [Bounds { from, to: day.checked_sub(1) }, upper]
}

/// The days of a neighbour that takes those of a band.
fn joined(band: &Band, neighbour: &Band, side: Side) -> Bounds<u32> {
    let is_open = |band: &Band| band.days == Bounds::default();
    match side {
        _ if is_open(band) || is_open(neighbour) => Bounds::default(),
        Side::Before => Bounds { from: neighbour.days.from, to: band.days.to },
        Side::After => Bounds { from: band.days.from, to: neighbour.days.to },
    }
}

/// Which neighbour takes a band's days.
fn neighbour(band: &Band, side: Side) -> Option<usize> {
    match side {
        Side::Before => band.before,
        Side::After => band.after,
    }
}

/// How a band is named by its days; none of its own is ever taken twice.
fn named(bands: &[Band], (begins, to): (u32, Option<u32>)) -> String {
    let usual = usual(begins, to);
    let is_taken = |name: &str| bands.iter().any(|band| band.name == name);
    let numbered = (2..).map(|number| format!("{usual}-{number}"));
    let mut names = std::iter::once(usual.clone()).chain(numbered);
    names.find(|name| !is_taken(name)).unwrap_or(usual)
}

fn usual(begins: u32, to: Option<u32>) -> String {
    match to {
        Some(to) => format!("{begins}-{to}"),
        None => format!("over-{}", begins.saturating_sub(1)),
    }
}

/// The name of a band with other days: another one where it was named by its days.
fn renamed(bands: &[Band], band: &Band, (begins, to): (u32, Option<u32>)) -> String {
    if band.name == usual(band.begins, band.days.to) && (begins, to) != (band.begins, band.days.to)
    {
        named(bands, (begins, to))
    } else {
        band.name.clone()
    }
}

#[cfg(test)]
mod tests;
