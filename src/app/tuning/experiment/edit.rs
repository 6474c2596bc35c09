//! The text of an experiment's file changed at one place: its terms, or a way taken out.
//!
//! Every other byte stays as somebody wrote it. What comes out is read again, so that a file written in a
//! manner that is not known here is left alone. It knows no draft and no page.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::make::{GUARD, NUMBERS, Terms};
use crate::domain::experiment::{Experiment, Guard};
use crate::domain::problem::Source;

/// The table of what must not get worse.
const GUARD_TABLE: &str = "guard";

/// A piece of the text, and what is to stand there.
type Edit = (Range<usize>, String);

/// The text with other terms; none where they are none, or where the text cannot be changed here.
pub(super) fn with_terms(text: &str, terms: &Terms) -> Option<String> {
    let before = read(text)?;
    let document = DeTable::parse(text).ok()?;
    let file = document.get_ref();
    let mut edits: Vec<Edit> = Vec::new();
    for (key, value) in terms.values()? {
        edits.extend(replaced(file.get(key)?, &value));
    }
    let guard = file.get(GUARD_TABLE);
    let known = guard.and_then(|it| it.get_ref().as_table());
    let mut missing = Vec::new();
    for (key, percent) in GUARD.into_iter().zip(terms.guard) {
        match known.and_then(|it| it.get(key)) {
            Some(value) => edits.extend(replaced(value, &percent.into())),
            None if percent > 0 => missing.push(format!("{key} = {percent}\n")),
            None => {}
        }
    }
    if !missing.is_empty() {
        edits.push(guarded(text, guard, &missing.concat())?);
    }
    let new = applied(text, edits);
    let wanted = Experiment { arms: before.arms, name: before.name, ..terms.read() };
    (read(&new)? == wanted).then_some(new)
}

/// The text without a way; none where it cannot go without it, or cannot be changed here.
pub(super) fn without(text: &str, arm: &str) -> Option<String> {
    let before = read(text)?;
    let mut new = String::new();
    let starts = headers(text)?;
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    new.push_str(text.get(..*starts.first()?)?);
    for (start, end) in starts.iter().copied().zip(ends) {
        let section = text.get(start..end)?;
        if !is_of(section, arm) {
            new.push_str(section);
        }
    }
    let new = format!("{}\n", new.trim_end());
    let arms = before.arms.iter().filter(|it| it.name != arm).cloned().collect();
    (read(&new)? == Experiment { arms, ..before.clone() }).then_some(new)
}

/// An experiment without a name; none where something is wrong with it.
fn read(text: &str) -> Option<Experiment> {
    Experiment::load(&Source::new("", text)).ok()
}

/// Another value in a value's place; nothing where it is the same.
fn replaced(old: &Spanned<DeValue<'_>>, new: &Value) -> Option<Edit> {
    let is_same = match (old.get_ref(), new) {
        (DeValue::String(old), Value::String(new)) => old == new,
        (DeValue::Integer(old), Value::Integer(new)) => old.as_str() == new.to_string(),
        (DeValue::Datetime(old), Value::Datetime(new)) => old == new,
        _other => false,
    };
    (!is_same).then(|| (old.span(), new.to_string()))
}

/// Lines put into the table of what must not get worse, which begins where there is none.
fn guarded(text: &str, there: Option<&Spanned<DeValue<'_>>>, lines: &str) -> Option<Edit> {
    let Some(there) = there else {
        let gap = if text.ends_with('\n') { "\n" } else { "\n\n" };
        return Some((text.len()..text.len(), format!("{gap}[{GUARD_TABLE}]\n{lines}")));
    };
    // A table with a header of its own; what stands in braces is changed where files are.
    let header = there.span().start;
    let line = text.get(header..)?.starts_with('[').then(|| text.get(header..)?.find('\n'))??;
    let at = header + line + 1;
    Some((at..at, lines.to_owned()))
}

fn applied(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(at, _)| std::cmp::Reverse(at.start));
    let mut new = text.to_owned();
    for (at, value) in edits {
        new.replace_range(at, &value);
    }
    new
}

/// Where tables begin, with the comment right above their headers; what looks like a header within a value
/// is none.
fn headers(text: &str) -> Option<Vec<usize>> {
    let document = DeTable::parse(text).ok()?;
    let mut values = Vec::new();
    spans(document.get_ref(), &mut values);
    let (mut starts, mut above) = (Vec::new(), None);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_within = values.iter().any(|it: &Range<usize>| it.contains(&at));
        match line.trim_start().chars().next().filter(|_| !is_within) {
            Some('#') => above = above.or(Some(at)),
            Some('[') => starts.push(above.take().unwrap_or(at)),
            Some(_) | None => above = None,
        }
        at += line.len();
    }
    Some(starts)
}

/// Where values stand that are no tables.
fn spans(table: &DeTable<'_>, found: &mut Vec<Range<usize>>) {
    for value in table.values() {
        match value.get_ref() {
            DeValue::Table(inner) => spans(inner, found),
            _value => found.push(value.span()),
        }
    }
}

/// True of a section whose header names a way.
fn is_of(section: &str, arm: &str) -> bool {
    let header = section.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
    let table: Table = header.parse().unwrap_or_default();
    let arms = table.get("arms").and_then(Value::as_table);
    arms.is_some_and(|arms| arms.contains_key(arm))
}

impl Terms {
    /// What stands above the ways, by its keys.
    pub(super) fn values(&self) -> Option<Vec<(&'static str, Value)>> {
        let mut values = vec![("why", Value::String(self.why.clone()))];
        for (key, day) in [("since", self.since), ("until", self.until)] {
            values.push((key, Value::Datetime(day.to_string().parse().ok()?)));
        }
        let numbers = NUMBERS.into_iter().zip(self.numbers);
        values.extend(numbers.map(|(key, number)| (key, number.into())));
        Some(values)
    }

    /// What a file with these terms says; it has no name and no ways.
    fn read(&self) -> Experiment {
        let [share, days, expect, detect] = self.numbers;
        let [complaints, opt_outs, handoffs] = self.guard;
        Experiment {
            name: String::new(),
            why: self.why.clone(),
            since: self.since,
            until: self.until,
            share,
            days,
            expect,
            detect,
            guard: Guard { complaints, opt_outs, handoffs },
            arms: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Um teste.\nwhy = 'Por quê?' # pergunta\nsince = 2026-11-23\n\
        until = 2027-02-28\nshare = 50\ndays = 14\nexpect = 20\ndetect = 5\n\n\
        [guard]\nhandoffs = 10\n\n[arms.control]\nweight = 1\n\n[arms.b]\nweight = 1\n\
        [arms.b.texts]\npt-BR = '''\nidentify-noted = Obrigado.\n    .v1 =\n\
        [arms.c] não é nada\n'''\n\n# O outro.\n[arms.c]\nweight = 2\nflow = \"x\"\n";

    fn terms() -> Terms {
        Terms::of(&read(TEXT).expect("a good experiment"))
    }

    #[test]
    fn terms_are_changed_where_they_stand_and_every_other_byte_stays() {
        let until = "2027-03-31".parse().expect("a day");
        let new = Terms { until, guard: [5, 0, 12], ..terms() };

        let text = with_terms(TEXT, &new).expect("it is changed");

        let wanted = TEXT.replace("2027-02-28", "2027-03-31");
        let wanted =
            wanted.replace("[guard]\nhandoffs = 10", "[guard]\ncomplaints = 5\nhandoffs = 12");
        assert_eq!(text, wanted);
        assert_eq!(with_terms(TEXT, &terms()).as_deref(), Some(TEXT));
    }

    #[test]
    fn a_guard_begins_where_there_was_none() {
        let bare = TEXT.replace("[guard]\nhandoffs = 10\n\n", "");

        let text = with_terms(&bare, &terms()).expect("it is changed");

        assert_eq!(text, format!("{bare}\n[guard]\nhandoffs = 10\n"));
    }

    #[test]
    fn terms_that_are_none_change_nothing() {
        let since = "2027-06-01".parse().expect("a day");
        assert_eq!(with_terms(TEXT, &Terms { since, ..terms() }), None, "it ends before it begins");
        assert_eq!(with_terms(TEXT, &Terms { numbers: [0, 14, 20, 5], ..terms() }), None);
    }

    #[test]
    fn a_way_is_taken_out_with_all_its_tables() {
        let text = without(TEXT, "b").expect("one is left");

        let start = TEXT.find("[arms.b]").expect("there");
        let end = TEXT.find("# O outro.").expect("there");
        assert_eq!(text, format!("{}{}", &TEXT[..start], &TEXT[end..]));
        assert_eq!(without(&text, "c"), None, "as it is and nothing else is no experiment");
        assert_eq!(without(TEXT, "control"), None);
        assert_eq!(without(TEXT, "nobody").as_deref(), Some(TEXT));
    }
}
