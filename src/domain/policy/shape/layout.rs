//! What a change comes to in the bytes of a policy file, where it is laid out as files of ours are:
//! a `[[band]]` after the other, ladders as lists. What it cannot do comes to nothing or to a text that
//! says something else, which is not given to anybody.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Value};

use super::{Act, Band, Change, Part, Side, halves, joined, named, neighbour, renamed};
use crate::domain::policy::policy::{Bounds, Rung};

/// What stands instead of some bytes.
type Edit = (Range<usize>, String);

type Entry<'t> = Spanned<DeValue<'t>>;

/// The new text.
pub(super) fn apply(text: &str, (bands, change): (&[Band], &Change)) -> Option<String> {
    let file = DeTable::parse(text).ok()?;
    let file = File { text, root: file.get_ref() };
    let edits = match change {
        Change::Split { band, day } => file.split(bands, (*band, *day))?,
        Change::Join { band, side } => file.join(bands, (*band, *side))?,
        Change::Rungs { band, part, act } => file.rungs((*band, *part), *act)?,
    };
    exchanged((text, 0), edits)
}

/// A text of which some bytes are others, told by where they stand in the whole.
fn exchanged((text, begins): (&str, usize), mut edits: Vec<Edit>) -> Option<String> {
    edits.sort_by_key(|(place, _)| std::cmp::Reverse((place.start, place.end)));
    let mut new = text.to_owned();
    for (place, with) in edits {
        let place = place.start.checked_sub(begins)?..place.end.checked_sub(begins)?;
        new.get(place.clone())?;
        new.replace_range(place, &with);
    }
    Some(new)
}

struct File<'t> {
    text: &'t str,
    root: &'t DeTable<'t>,
}

impl File<'_> {
    fn band(&self, place: usize) -> Option<&Entry<'_>> {
        self.root.get("band")?.get_ref().as_array()?.get(place)
    }

    fn split(&self, bands: &[Band], (place, day): (usize, u32)) -> Option<Vec<Edit>> {
        let band = bands.get(place)?;
        let [lower, upper] = halves(band, day);
        let block = self.block(place)?;
        let begins = self.band(place)?.span().start;
        let first = (named(bands, (band.begins, lower.to)), lower);
        let copied = self.text.get(begins..block.end)?;
        let copy = exchanged((copied, begins), self.called(place, first)?)?;
        let mut edits = self.called(place, (renamed(bands, band, (day, upper.to)), upper))?;
        edits.push((block.start..block.start, format!("{}\n\n", copy.trim_end())));
        Some(edits)
    }

    fn join(&self, bands: &[Band], (place, side): (usize, Side)) -> Option<Vec<Edit>> {
        let band = bands.get(place)?;
        let to = neighbour(band, side)?;
        let other = bands.get(to)?;
        let days = joined(band, other, side);
        let begins = band.begins.min(other.begins);
        let mut edits = self.called(to, (renamed(bands, other, (begins, days.to)), days))?;
        let mut block = self.block(place)?;
        if block.end == self.text.len() {
            // The last of the file: the line that parts it from the one before goes with it.
            block.start = self.text.get(..block.start)?.trim_end().len();
            edits.push((block, "\n".to_owned()));
        } else {
            edits.push((block, String::new()));
        }
        Some(edits)
    }

    /// What gives a band a name and days.
    fn called(&self, place: usize, (name, days): (String, Bounds<u32>)) -> Option<Vec<Edit>> {
        let band = self.band(place)?.get_ref().as_table()?;
        let named = band.get("name")?;
        let mut edits = Vec::new();
        if named.get_ref().as_str() != Some(name.as_str()) {
            edits.push((named.span(), Value::String(name).to_string()));
        }
        let when = band.get("when");
        let written = when.and_then(|it| it.get_ref().as_table()?.get("days_overdue"));
        let is_open = days == Bounds::default();
        match written {
            Some(written) if is_open => {
                edits.push((self.line(written.span().start), String::new()));
            }
            Some(written) => edits.push((written.span(), inline(days))),
            None if is_open => {}
            None => {
                let end = self.line(named.span().start).end;
                edits.push((end..end, format!("when.days_overdue = {}\n", inline(days))));
            }
        }
        Some(edits)
    }

    /// From the comments above a band's first line to the next of what is not its own.
    fn block(&self, place: usize) -> Option<Range<usize>> {
        let start = self.band(place)?.span().start;
        let mut heads = Vec::new();
        heads_of(self.text, self.root, &mut heads);
        let own = |at: usize| {
            let head = self.text.get(at..).unwrap_or_default();
            ["[band.", "[[band."].iter().any(|begins| head.starts_with(begins))
        };
        let next = heads.into_iter().filter(|at| *at > start && !own(*at)).min();
        let end = next.map_or(self.text.len(), |at| self.above(at));
        Some(self.above(start)..end)
    }

    /// Where the lines of comment begin that stand right above a place.
    fn above(&self, at: usize) -> usize {
        let mut start = self.line(at).start;
        while let Some(before) = start.checked_sub(1) {
            let line = self.line(before);
            if !self.text.get(line.clone()).is_some_and(|it| it.trim_start().starts_with('#')) {
                break;
            }
            start = line.start;
        }
        start
    }

    /// The whole line in which a byte stands, with its end.
    fn line(&self, at: usize) -> Range<usize> {
        let before = self.text.get(..at).and_then(|it| it.rfind('\n'));
        let after = self.text.get(at..).and_then(|it| it.find('\n'));
        before.map_or(0, |it| it + 1)..after.map_or(self.text.len(), |it| at + it + 1)
    }

    fn rungs(&self, (place, part): (usize, Part), act: Act) -> Option<Vec<Edit>> {
        let band = self.band(place)?.get_ref().as_table()?;
        let ladder = band.get(part.as_str())?.get_ref().as_table()?.get("ladder")?;
        let rungs: Vec<Range<usize>> =
            ladder.get_ref().as_array()?.iter().map(Spanned::span).collect();
        match act {
            Act::Add { at, rung } => match rungs.get(at) {
                Some(next) => Some(vec![self.put_before(next.start, rung)]),
                None => self.put_after(rungs.last()?, rung),
            },
            Act::Remove { at } => {
                let before = at.checked_sub(1).and_then(|before| rungs.get(before));
                Some(vec![(self.taken(before, rungs.get(at)?)?, String::new())])
            }
            Act::Swap { at } => {
                let (one, next) = (rungs.get(at)?, rungs.get(at + 1)?);
                let text = |place: &Range<usize>| self.text.get(place.clone()).map(str::to_owned);
                Some(vec![(one.clone(), text(next)?), (next.clone(), text(one)?)])
            }
        }
    }

    /// What stands before a place on its line, where that is nothing but room.
    fn room(&self, at: usize) -> Option<&str> {
        let before = self.text.get(self.line(at).start..at)?;
        before.trim().is_empty().then_some(before)
    }

    fn put_before(&self, at: usize, rung: Rung) -> Edit {
        let rung = written(rung);
        let new = match self.room(at) {
            Some(room) => format!("{rung},\n{room}"),
            None => format!("{rung}, "),
        };
        (at..at, new)
    }

    fn put_after(&self, last: &Range<usize>, rung: Rung) -> Option<Vec<Edit>> {
        let end = self.line(last.start).end.checked_sub(1)?;
        let rest = self.text.get(last.end..end)?;
        let comma = if rest.trim_start().starts_with(',') { "" } else { "," };
        let after = rest.trim_start().trim_start_matches(',').trim_start();
        let rung = written(rung);
        match self.room(last.start).filter(|_| after.is_empty() || after.starts_with('#')) {
            Some(room) => Some(vec![(last.end..end, format!("{comma}{rest}\n{room}{rung},"))]),
            None => Some(vec![(last.end..last.end, format!(", {rung}"))]),
        }
    }

    /// What goes with a rung: its line where it stands alone on it, else a comma.
    fn taken(&self, before: Option<&Range<usize>>, rung: &Range<usize>) -> Option<Range<usize>> {
        let line = self.line(rung.start);
        let after = self.text.get(rung.end..line.end)?;
        let rest = after.trim_start().trim_start_matches(',').trim();
        if self.room(rung.start).is_some() && (rest.is_empty() || rest.starts_with('#')) {
            return Some(line);
        }
        if after.trim_start().starts_with(',') {
            let follows = after.len() - after.trim_start_matches([' ', ',']).len();
            return Some(rung.start..rung.end + follows);
        }
        let start = before.map_or(rung.start, |before| before.end);
        let is_comma = self.text.get(start..rung.start)?.trim() == ",";
        Some(if is_comma { start..rung.end } else { rung.clone() })
    }
}

fn inline(days: Bounds<u32>) -> String {
    let ends = [("from", days.from), ("to", days.to)];
    let ends = ends.into_iter().filter_map(|(key, day)| Some(format!("{key} = {}", day?)));
    format!("{{ {} }}", ends.collect::<Vec<_>>().join(", "))
}

fn written(rung: Rung) -> String {
    format!("{{ charges = \"{}\", principal = \"{}\" }}", rung.charges, rung.principal)
}

/// Where the heads of tables begin.
fn heads_of(text: &str, table: &DeTable<'_>, found: &mut Vec<usize>) {
    for value in table.values() {
        let list = value.get_ref().as_array();
        let all = list.into_iter().flat_map(|list| list.iter()).chain([value]);
        for (start, table) in all.filter_map(|it| Some((it.span().start, it.get_ref().as_table()?)))
        {
            if text.get(start..).is_some_and(|it| it.starts_with('[')) {
                found.push(start);
            }
            heads_of(text, table, found);
        }
    }
}
