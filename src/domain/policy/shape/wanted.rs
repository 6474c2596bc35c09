//! What a change comes to in the values of a policy file, however they are written.

use toml::{Table, Value};

use super::{Act, Band, Change, Side, Wrong, halves, joined, named, neighbour, renamed};
use crate::domain::policy::policy::{Bounds, Rung};

/// Changes the values.
///
/// # Errors
/// Why they cannot be.
pub(super) fn apply(file: &mut Table, (bands, change): (&[Band], &Change)) -> Result<(), Wrong> {
    let all = file.get_mut("band").and_then(Value::as_array_mut).ok_or(Wrong::Unknown)?;
    match change {
        Change::Split { band, day } => split(all, bands, (*band, *day)),
        Change::Join { band, side } => join(all, bands, (*band, *side)),
        Change::Rungs { band, part, act } => {
            let band = all.get_mut(*band).ok_or(Wrong::Unknown)?;
            let ladder = band.get_mut(part.as_str()).and_then(|it| it.get_mut("ladder"));
            rungs(ladder.and_then(Value::as_array_mut).ok_or(Wrong::Unknown)?, *act)
        }
    }
}

fn split(all: &mut Vec<Value>, bands: &[Band], (place, day): (usize, u32)) -> Result<(), Wrong> {
    let band = bands.get(place).filter(|band| band.may_split).ok_or(Wrong::Unknown)?;
    if day <= band.begins || band.days.to.is_some_and(|to| day > to) {
        return Err(Wrong::Day);
    }
    let [lower, upper] = halves(band, day);
    let second = all.get_mut(place).and_then(Value::as_table_mut).ok_or(Wrong::Unknown)?;
    let mut first = second.clone();
    put(&mut first, (named(bands, (band.begins, lower.to)), lower));
    put(second, (renamed(bands, band, (day, upper.to)), upper));
    all.insert(place, Value::Table(first));
    Ok(())
}

fn join(all: &mut Vec<Value>, bands: &[Band], (place, side): (usize, Side)) -> Result<(), Wrong> {
    let band = bands.get(place).ok_or(Wrong::Unknown)?;
    let to = neighbour(band, side).ok_or(Wrong::Unknown)?;
    let other = bands.get(to).ok_or(Wrong::Unknown)?;
    let days = joined(band, other, side);
    let begins = band.begins.min(other.begins);
    let table = all.get_mut(to).and_then(Value::as_table_mut).ok_or(Wrong::Unknown)?;
    put(table, (renamed(bands, other, (begins, days.to)), days));
    all.remove(place);
    Ok(())
}

/// Gives a band a name and days; without days it asks for none.
fn put(band: &mut Table, (name, days): (String, Bounds<u32>)) {
    band.insert("name".to_owned(), Value::String(name));
    let ends = [("from", days.from), ("to", days.to)];
    let ends = ends
        .into_iter()
        .filter_map(|(key, day)| Some((key.to_owned(), Value::Integer(i64::from(day?)))));
    let ends: Table = ends.collect();
    let mut when = band.get("when").and_then(Value::as_table).cloned().unwrap_or_default();
    when.remove("days_overdue");
    if !ends.is_empty() {
        when.insert("days_overdue".to_owned(), Value::Table(ends));
    }
    if when.is_empty() {
        band.remove("when");
    } else {
        band.insert("when".to_owned(), Value::Table(when));
    }
}

fn rungs(ladder: &mut Vec<Value>, act: Act) -> Result<(), Wrong> {
    match act {
        Act::Add { at, rung } if at <= ladder.len() => ladder.insert(at, value(rung)),
        Act::Remove { at } if at < ladder.len() => {
            if ladder.len() == 1 {
                return Err(Wrong::LastRung);
            }
            ladder.remove(at);
        }
        Act::Swap { at } if at + 1 < ladder.len() => ladder.swap(at, at + 1),
        Act::Add { .. } | Act::Remove { .. } | Act::Swap { .. } => return Err(Wrong::Unknown),
    }
    Ok(())
}

fn value(rung: Rung) -> Value {
    let parts = [("charges", rung.charges), ("principal", rung.principal)];
    let parts = parts.map(|(key, rate)| (key.to_owned(), Value::String(rate.to_string())));
    Value::Table(parts.into_iter().collect())
}
